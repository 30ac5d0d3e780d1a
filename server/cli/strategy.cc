#include "index/model/strategy.h"

#include <fmt/core.h>
#include <google/protobuf/util/message_differencer.h>

#include <CLI/CLI.hpp>
#include <array>

#include "data/reference/reference.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/cli/table.h"
#include "server/epochs.h"
#include "server/strategies/compare_strategies.h"
#include "server/strategies/strategy_file.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel strategy show > mine.textproto           the published one, to start your own from\n"
    "  schakel strategy check mine.textproto            is it valid, and what does it change?\n"
    "  schakel strategy compare published mine.textproto --store night\n"
    "The name \"published\" stands for the strategy inside the program.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::array<std::string, 2> files;
  std::string date;
  std::uint32_t top = 50;
  int threads = 0;
};

Result<Strategy> named_strategy(const std::string& name) { return read_strategy(name == "published" ? "" : name); }

// One line per number that is another than the published one: "modified: weights.demand: 5000 -> 6000".
std::vector<std::string> changes_of(const Strategy& strategy) {
  std::string report;
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&report);
  differencer.Compare(standard_strategy(), strategy);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < report.size();) {
    const std::size_t end = std::min(report.find('\n', at), report.size());
    lines.push_back(report.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

Result<void> show(const Options&) {
  fmt::print("{}", reference_text("strategy.textproto"));
  return {};
}

Result<void> check(const Options& options) {
  const auto strategy = named_strategy(options.files[0]);
  if (!strategy) return std::unexpected(strategy.error());
  const std::vector<std::string> changes = changes_of(*strategy);
  const std::string hash = strategy_hash(*strategy);
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("name", std::string_view(strategy->name())).field("version", strategy->version());
    json.field("strategyHash", std::string_view(hash)).field("valid", true).key("changes").begin_array();
    for (const std::string& line : changes) json.value(std::string_view(line));
    json.end_array().end_object();
    print_json(json);
    return {};
  }
  fmt::print("{}: valid; strategy \"{}\", version {}\nhash {}\n", options.files[0], strategy->name(),
             strategy->version(), hash);
  fmt::print("{}\n", changes.empty() ? "Every number is that of the published strategy" : "Other than published:");
  for (const std::string& line : changes) fmt::print("  {}\n", line);
  return {};
}

void add_rows(JsonWriter& json, std::string_view name, const std::vector<NamedRow>& rows) {
  json.key(name).begin_array();
  for (const NamedRow& row : rows)
    json.begin_object().field("id", std::string_view(row.name)).field("total", row.total).end_object();
  json.end_array();
}

void add_changes(JsonWriter& json, std::string_view direction, const ListChanges& changes) {
  json.key(direction).begin_object().field("lists", changes.lists).field("identical", changes.identical);
  json.field("sameOrder", changes.same_order).field("otherFirst", changes.other_first);
  json.field("topKept", changes.kept).field("topOf", changes.of).field("stayed", changes.stayed);
  json.field("movedPoints", changes.moved_points).field("furthestMove", changes.furthest_move);
  json.key("examples").begin_array();
  for (const ChangedList& list : changes.examples) {
    json.begin_object().field("owner", std::string_view(list.owner)).field("kept", list.kept).field("of", list.of);
    add_rows(json, "before", list.before);
    add_rows(json, "after", list.after);
    json.end_object();
  }
  json.end_array().end_object();
}

std::string in_a_line(const std::vector<NamedRow>& rows) {
  std::vector<std::string> parts;
  parts.reserve(rows.size());
  for (const NamedRow& row : rows) parts.push_back(fmt::format("{} {}", row.name, row.total));
  return parts.empty() ? "nobody" : join(parts, kLineWidth - 16);
}

void print_changes(std::string_view whose, const ListChanges& changes) {
  fmt::print("\nLists of {}: {}\n", whose, thousands(changes.lists));
  fmt::print("  identical          {:>10}  {}\n", thousands(changes.identical),
             percent(changes.identical, changes.lists));
  fmt::print("  same order         {:>10}  {}\n", thousands(changes.same_order),
             percent(changes.same_order, changes.lists));
  fmt::print("  another one first  {:>10}  {}\n", thousands(changes.other_first),
             percent(changes.other_first, changes.lists));
  fmt::print("  kept in top 10     {:>10}  of their rows\n", percent(changes.kept, changes.of));
  fmt::print("  totals moved       {:>10}  points on average, {} at most, where a row is in both\n",
             changes.stayed == 0 ? "0"
                                 : fmt::format("{:.1f}", static_cast<double>(changes.moved_points) /
                                                             static_cast<double>(changes.stayed)),
             changes.furthest_move);
  for (const ChangedList& list : changes.examples)
    fmt::print("  {}: keeps {} of {}\n    before  {}\n    after   {}\n", list.owner, list.kept, list.of,
               in_a_line(list.before), in_a_line(list.after));
}

// The date asked, else that of the epoch that answers, else today.
Result<Date> comparison_date(const Options& options) {
  if (options.date.empty()) {
    const auto current = read_current(options.layout);
    return current ? current->date : today();
  }
  const auto date = parse_date(options.date);
  if (!date) return fail(ErrorCode::kBadUsage, "--date " + options.date + " is not a date, as in 2026-11-22");
  return *date;
}

Result<void> compare(const Options& options) {
  CompareOptions comparing{.strategies = {}, .date = {}, .k = options.top, .threads = options.threads, .progress = {}};
  for (std::size_t i = 0; i < 2; ++i) {
    auto strategy = named_strategy(options.files[i]);
    if (!strategy) return std::unexpected(strategy.error());
    comparing.strategies[i] = std::move(*strategy);
  }
  const auto date = comparison_date(options);
  if (!date) return std::unexpected(date.error());
  comparing.date = *date;
  const auto records = open_records(options.layout, OpenMode::kReadOnly);
  if (!records) return std::unexpected(records.error());
  const auto comparison = compare_strategies(options.layout, **records, comparing);
  if (!comparison) return std::unexpected(comparison.error());
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("date", std::string_view(format_date(*date))).field("top", comparison->k);
    json.key("strategyHashes").begin_array();
    for (const std::string& hash : comparison->hashes) json.value(std::string_view(hash));
    json.end_array();
    add_changes(json, "vacancies", comparison->vacancies);
    add_changes(json, "seekers", comparison->seekers);
    json.end_object();
    print_json(json);
    return {};
  }
  fmt::print("From {} ({}) to {} ({}), on {}, the {} best of each\n", options.files[0],
             comparison->hashes[0].substr(0, 12), options.files[1], comparison->hashes[1].substr(0, 12),
             format_date(*date), comparison->k);
  print_changes("vacancies", comparison->vacancies);
  print_changes("seekers", comparison->seekers);
  return {};
}

}  // namespace

void add_strategy(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  using Work = Result<void> (*)(const Options&);
  CLI::App* group = program.add_subcommand("strategy", "Every number of the model: show, check, compare");
  group->footer(fmt::format("\nExamples:\n{}", kExamples));
  group->require_subcommand(1);
  const auto add = [&](std::string_view name, std::string_view description, Work work) {
    return add_command(*group, session, name, description, kExamples, [options, &session, work] {
      options->json = session.json;
      return work(*options);
    });
  };
  add("show", "Print the published strategy", show);
  add("check", "Validate a strategy, name its hash, and say where it differs from the published one", check)
      ->add_option("file", options->files[0], "A strategy, or \"published\"")
      ->required()
      ->type_name("FILE");
  CLI::App* comparing = add("compare", "Match everybody under two strategies, and say what changes", compare);
  comparing->add_option("from", options->files[0], "A strategy, or \"published\"")->required()->type_name("A");
  comparing->add_option("to", options->files[1], "A strategy, or \"published\"")->required()->type_name("B");
  add_store_option(*comparing, options->layout);
  comparing->add_option("--date", options->date, "The day on which records are active; that of the epoch without")
      ->type_name("YYYY-MM-DD");
  comparing->add_option("--top", options->top, "Rows per list (50)")->check(CLI::Range(1, 1000));
  comparing->add_option("--threads", options->threads, "Threads to use; all cores without")->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
