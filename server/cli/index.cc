#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/index_line.h"
#include "server/cli/progress.h"
#include "server/indexing.h"
#include "server/strategies/strategy_file.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel index --store night                         as of today\n"
    "  schakel index --store night --date 2026-11-22\n"
    "  schakel index --store night --strategy mine.textproto\n"
    "The published strategy, data/reference/strategy.textproto, is inside the program; start your own from a copy.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::filesystem::path strategy;
  std::string date;
  int threads = 0;
};

// The counts of an epoch are facts of its manifest, numbers as text.
std::uint64_t count(const IndexReport& report, const std::string& fact) {
  const auto found = report.epoch.facts.find(fact);
  return found == report.epoch.facts.end() ? 0 : std::strtoull(found->second.c_str(), nullptr, 10);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void print_text(const IndexReport& report, double seconds) {
  const auto facts = report.epoch.facts;
  fmt::print("Epoch {} of {}, strategy {} ({}), records at sequence {}\n", report.epoch.id, facts.at("date"),
             facts.at("strategy"), facts.at("strategyHash").substr(0, 12), thousands(count(report, "sequence")));
  if (!report.epoch_built && !report.text_built) {
    fmt::print("Nothing to do: it is there and whole, and so is the text index ({})\n", human_seconds(seconds));
    return;
  }
  fmt::print("  {:<10}{:>12} active{:>12} not active{:>12} without a known place\n", "seekers",
             thousands(count(report, "seekers")), thousands(count(report, "inactiveSeekers")),
             thousands(count(report, "seekersWithoutPlace")));
  fmt::print("  {:<10}{:>12} active{:>12} not active{:>12} without a known place\n", "vacancies",
             thousands(count(report, "vacancies")), thousands(count(report, "inactiveVacancies")),
             thousands(count(report, "vacanciesWithoutPlace")));
  fmt::print("  {:<10}{:>12} different{:>9} of a code that the taxonomy does not know\n", "items",
             thousands(count(report, "items")), thousands(count(report, "unknownItems")));
  fmt::print("  {:<10}{:>12}\n  {:<10}{:>12}\n", "concepts", thousands(count(report, "concepts")), "places",
             thousands(count(report, "places")));
  fmt::print("epoch      {}\n", report.epoch_built ? human_seconds(report.epoch_seconds) : "was there, whole");
  fmt::print("text index {}\n",
             report.text_built ? human_seconds(report.text_seconds) + ", at the same time" : "was there, whole");
  fmt::print("together   {}, {} of memory at most\n", human_seconds(seconds), human_bytes(peak_memory_bytes()));
  if (!report.removed.epochs.empty())
    fmt::print("Removed epochs older than the one before: {}\n", joined(report.removed.epochs));
  if (!report.removed.runs.empty())
    fmt::print("Removed runs of epochs that are gone: {}\n", joined(report.removed.runs));
}

JsonWriter to_json(const IndexReport& report, double seconds) {
  JsonWriter json;
  json.begin_object().field("epoch", std::string_view(report.epoch.id));
  for (const char* fact : {"date", "strategy", "strategyHash"})
    json.field(fact, std::string_view(report.epoch.facts.at(fact)));
  for (const char* fact :
       {"sequence", "seekers", "inactiveSeekers", "seekersWithoutPlace", "vacancies", "inactiveVacancies",
        "vacanciesWithoutPlace", "items", "unknownItems", "concepts", "places", "postings"})
    json.field(fact, count(report, fact));
  json.field("epochBuilt", report.epoch_built).field("textBuilt", report.text_built);
  json.key("seconds").begin_object().field("epoch", report.epoch_seconds).field("text", report.text_seconds);
  json.field("all", seconds).end_object().field("peakMemoryBytes", peak_memory_bytes());
  for (const auto& [name, removed] :
       {std::pair{"removedEpochs", &report.removed.epochs}, {"removedRuns", &report.removed.runs}}) {
    json.key(name).begin_array();
    for (const std::string& one : *removed) json.value(std::string_view(one));
    json.end_array();
  }
  json.end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto strategy = read_strategy(options.strategy);
  if (!strategy) return std::unexpected(strategy.error());
  const auto date = options.date.empty() ? today() : parse_date(options.date).value_or(Date{});
  if (!date.known()) return fail(ErrorCode::kBadUsage, "--date " + options.date + " is not a date, as in 2026-11-22");
  const auto records = open_records(options.layout, OpenMode::kReadOnly);
  if (!records) return std::unexpected(records.error());
  const auto counts = (*records)->counts();
  if (!counts) return std::unexpected(counts.error());
  Progress progress("Indexing", "documents");
  IndexLine line(progress, documents_in(*counts));
  const auto report =
      index_records(options.layout, **records,
                    {.strategy = *strategy, .date = date, .threads = options.threads, .progress = line.told()});
  if (!report) return std::unexpected(report.error());
  progress.clear();
  if (options.json)
    print_json(to_json(*report, progress.seconds()));
  else
    print_text(*report, progress.seconds());
  return {};
}

}  // namespace

void add_index(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_command(program, session, "index", "Freeze the records into an epoch, with a text index beside it", kExamples,
                  [options, &session] {
                    options->json = session.json;
                    return run(*options);
                  });
  add_store_option(*command, options->layout);
  command->add_option("--strategy", options->strategy, "Every number of the model; the published one without")
      ->type_name("FILE");
  command->add_option("--date", options->date, "The day on which records are active; today without")
      ->type_name("YYYY-MM-DD");
  command->add_option("--threads", options->threads, "Threads to use; all cores without")->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
