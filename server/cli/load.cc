#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <set>
#include <vector>

#include "loaders/records/recognise.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/load_report.h"
#include "server/cli/progress.h"
#include "server/ingest/ingest.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel load --store night market/                  everything in a folder\n"
    "  schakel load --store night esco/ 4pp.csv cvs.ndjson.zst\n"
    "  schakel load --store night --as vacancies delivery.txt\n"
    "Titles and competences that come as text without a code are recognised, where the taxonomy is in the store.\n"
    "Rows that cannot come in are kept with their reason: schakel quarantine --store night\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::vector<std::filesystem::path> paths;
  std::string as;
  TextCodeOptions texts;
  int threads = 0;
};

// All inputs of all paths, each once, taxonomy and places first.
Result<std::vector<Input>> find_inputs(const Options& options) {
  std::vector<Input> inputs;
  std::set<std::filesystem::path> seen;
  for (const auto& path : options.paths) {
    auto found = recognise(path, input_kind_by_name(options.as));
    if (!found) return std::unexpected(found.error());
    for (const std::string& skipped : found->skipped) notice("skipped: " + skipped);
    for (Input& input : found->inputs) {
      std::error_code unresolved;
      auto place = std::filesystem::weakly_canonical(input.path, unresolved);
      if (seen.insert(unresolved ? input.path : std::move(place)).second) inputs.push_back(std::move(input));
    }
  }
  const auto rank = [](const Input& input) {
    switch (input.kind) {
      case InputKind::kEsco:
      case InputKind::kConcepts:
        return 0;
      case InputKind::kPostcodes:
      case InputKind::kPlaces:
        return 1;
      case InputKind::kVacancies:
        return 2;
      case InputKind::kSeekers:
        return 3;
    }
    return 4;
  };
  std::ranges::stable_sort(inputs, {}, rank);
  return inputs;
}

Result<void> run(const Options& options) {
  const auto inputs = find_inputs(options);
  if (!inputs) return std::unexpected(inputs.error());
  auto store = open_records(options.layout, OpenMode::kReadWrite);
  if (!store) return std::unexpected(store.error());

  LoadReport report;
  std::optional<Error> stopped;
  const auto start = std::chrono::steady_clock::now();
  for (const Input& input : *inputs) {
    Progress progress("Loading " + input.path.filename().string(), "rows");
    IngestOptions how;
    how.threads = options.threads;
    how.texts = options.texts;
    how.progress = [&](const IngestProgress& at) { progress.update(at.rows, at.bytes, at.total_bytes); };
    auto loaded = ingest(**store, input, how);
    if (!loaded) return std::unexpected(loaded.error());
    if (loaded->stopped && !stopped) stopped = loaded->stopped;
    report.inputs.push_back({input, std::move(*loaded), progress.seconds()});
  }
  if (report.changed())
    if (auto compacted = (*store)->compact(); !compacted) return compacted;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  report.sequence = (*store)->sequence();
  options.json ? print_json(to_json(report)) : print_text(report, options.layout);
  if (stopped) return std::unexpected(*stopped);
  return {};
}

}  // namespace

void add_load(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(program, session, "load", "Bring files of records, taxonomies and places into a store", kExamples,
                  [options, &session] {
                    options->json = session.json;
                    return run(*options);
                  });
  add_store_option(*command, options->layout);
  command->add_option("paths", options->paths, "Files and folders; what each is follows from its content")
      ->required()
      ->type_name("FILE...");
  command->add_option("--as", options->as, "What the files are, where their content does not tell")
      ->check(CLI::IsMember({"seekers", "vacancies", "concepts", "places", "esco", "postcodes"}));
  command->add_option("--language", options->texts.language, "Language of texts that come without a code (nl)")
      ->check(CLI::IsMember({"nl", "en"}));
  command
      ->add_option("--least-confidence", options->texts.least_confidence,
                   "How sure a code must be to be filled in for a text, in percent (25)")
      ->check(CLI::Range(1, 100));
  command->add_option("--threads", options->threads, "Threads to use; all cores without")->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
