#include "server/export/export.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/epochs.h"
#include "server/runs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel export --store night --out lists            the longest lists of the epoch that answers\n"
    "  schakel export --store night --top 20 --out lists --threads 2\n"
    "  schakel export --store night --out rows --lists-only  for who shows the lists, and asks for reasons one by one\n"
    "  zstd -dc lists/vacancy-lists.ndjson.zst | head -1 | jq .\n"
    "An earlier export in the folder is replaced in one step; any other folder with files in it is left alone.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::optional<std::uint32_t> top;
  ExportOptions files;
};

struct Report {
  Manifest manifest;
  std::uint64_t rows = 0, bytes = 0;
  double seconds = 0;
};

void print_text(const Options& options, const Report& report) {
  const std::map<std::string, std::string> counted{
      {"vacancy-lists.ndjson.zst", "vacancyRows"}, {"seeker-lists.ndjson.zst", "seekerRows"},
      {"vacancies.ndjson.zst", "vacancies"},       {"seekers.ndjson.zst", "seekers"},
      {"concepts.ndjson.zst", "concepts"},         {"places.ndjson.zst", "places"}};
  for (const SealedFile& file : report.manifest.files) {
    const auto fact = counted.find(file.name);
    const std::string rows =
        fact == counted.end() ? "" : thousands(std::stoull(report.manifest.facts.at(fact->second))) + " rows";
    fmt::print("{:<26}{:>18}{:>14}\n", file.name, rows, human_bytes(file.bytes));
  }
  fmt::print("Epoch {} of {}, the {} best of each: {} rows of lists in {} ({}), {} of memory\n{} in {}\n",
             report.manifest.id, report.manifest.facts.at("date"), report.manifest.facts.at("top"),
             thousands(report.rows), human_seconds(report.seconds), per_second(report.rows, report.seconds),
             human_bytes(peak_memory_bytes()), human_bytes(report.bytes), options.files.out.string());
}

JsonWriter to_json(const Options& options, const Report& report) {
  JsonWriter json;
  json.begin_object().field("out", std::string_view(options.files.out.native()));
  json.key("facts").begin_object();
  for (const auto& [name, fact] : report.manifest.facts) json.field(name, std::string_view(fact));
  json.end_object().key("files").begin_array();
  for (const SealedFile& file : report.manifest.files) {
    json.begin_object().field("name", std::string_view(file.name)).field("bytes", file.bytes);
    json.field("sha256", std::string_view(file.sha256)).end_object();
  }
  json.end_array().field("rows", report.rows).field("bytes", report.bytes).field("seconds", report.seconds);
  json.field("peakMemoryBytes", peak_memory_bytes()).end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto lists = open_run(options.layout, **epoch, options.top);
  if (!lists) return std::unexpected(lists.error());
  Progress progress("Exporting", "rows");
  Report report;
  ExportOptions files = options.files;
  files.progress = [&](std::uint64_t rows, std::uint64_t total) {
    report.rows = rows;
    progress.update(rows, rows, total);
  };
  auto manifest = write_export(**epoch, **lists, files);
  if (!manifest) return std::unexpected(manifest.error());
  report.manifest = *std::move(manifest);
  for (const SealedFile& file : report.manifest.files) report.bytes += file.bytes;
  report.seconds = progress.seconds();
  progress.clear();
  options.json ? print_json(to_json(options, report)) : print_text(options, report);
  return {};
}

}  // namespace

void add_export(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(program, session, "export", "Write the lists as files for others, with all they rest on", kExamples,
                  [options, &session] {
                    options->json = session.json;
                    return run(*options);
                  });
  add_store_option(*command, options->layout);
  command->add_option("--out", options->files.out, "Folder to write; made where it is not there")
      ->required()
      ->type_name("DIR");
  command->add_option("--top", options->top, "Which lists: those with so many rows; the longest without")
      ->check(CLI::Range(1, 1000));
  command->add_flag("--lists-only", options->files.lists_only,
                    "Who stands where with which total, without reasons and records: a tenth of the time");
  command->add_option("--threads", options->files.threads, "Threads to use; all cores without")
      ->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
