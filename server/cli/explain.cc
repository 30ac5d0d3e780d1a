#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "server/answers/explanation.h"
#include "server/answers/headline.h"
#include "server/answers/pair_parts.h"
#include "server/cli/command.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel explain --store night --vacancy v-000042 --seeker s-000123\n"
    "  schakel explain --store night --vacancy v-000042 --seeker s-000123 --json | jq .categories\n";

// Columns.
constexpr std::size_t kName = 42;
constexpr std::size_t kNumbers = 35;  // condition, units, quality, points, and the space behind them
constexpr std::size_t kCriterion = 40;

struct Options {
  bool json = false;
  StoreLayout layout;
  std::string vacancy, seeker;
};

std::string_view condition_name(const ItemScore& item) {
  if (!item.demand) return "";
  switch (item.condition) {
    case MUST:
      return "must";
    case STRONG:
      return "strong";
    case BONUS:
      return "bonus";
    default:
      return "wanted";
  }
}

void print_criteria(const Explanation& e) {
  std::string failing;
  for (const Criterion& criterion : e.criteria)
    if (criterion.verdict == Verdict::kFails) failing += (failing.empty() ? "" : ", ") + criterion.name;
  fmt::print("\n{}\n", failing.empty()
                           ? std::string(e.score.any_unknown_criterion()
                                             ? "Eligible as far as known: nothing fails, something is unknown"
                                             : "Eligible: every criterion is met")
                           : wrap("Not eligible, so in no list: " + failing, 2));
  for (const Criterion& criterion : e.criteria)
    fmt::print("  {:<8} {}  {}\n", verdict_name(criterion.verdict), fit(criterion.name, kCriterion),
               cut(criterion.because, kLineWidth - kCriterion - 13));
}

// Of the demand or of the wish: most points first, then most units.
std::vector<const ExplainedItem*> in_order(const Explanation& e, bool demand) {
  std::vector<const ExplainedItem*> items;
  for (const ExplainedItem& item : e.items)
    if (item.score.demand == demand) items.push_back(&item);
  std::ranges::stable_sort(items, std::greater{},
                           [](const ExplainedItem* item) { return std::pair(item->points, item->score.units); });
  return items;
}

std::string through(const ExplainedItem& item) {
  return item.relation.empty() || item.relation == "exact" ? item.fact : item.relation + ": " + item.fact;
}

void print_items(const Words& words, const Explanation& e, bool demand) {
  const auto& units = demand ? e.score.demand : e.score.wish;
  fmt::print("\n{}{:>8}{:>8}{:>10}{:>8}  {}\n",
             fit(demand ? "Demand: what the vacancy asks" : "Wish: what the seeker looks for", kName), "", "units",
             "quality", "points", "through");
  for (const ExplainedItem* item : in_order(e, demand)) {
    const auto& quality = item->score.quality;
    const std::string range =
        quality.low == quality.high ? std::to_string(quality.low) : fmt::format("{}-{}", quality.low, quality.high);
    fmt::print("{}{:>8}{:>8}{:>10}{:>8}  {}\n", fit("  " + words.item(item->score.item), kName),
               condition_name(item->score), item->score.units, range, item->points,
               cut(through(*item), kLineWidth - kName - kNumbers - 1));
  }
  fmt::print("{}{:>8}{:>8}{:>10}{:>8}\n", fit("  together", kName), "", units.low, "",
             demand ? e.points.demand : e.points.wish);
}

void print_region(const Explanation& e) {
  fmt::print("\n{}{:>8}{:>8}{:>10}{:>8}\n", fit("Region: nearness, by what the seeker travels", kName), "",
             e.score.region.low, "", e.points.region);
  fmt::print("{}{:>8}{:>8}{:>10}{:>8}\n", fit("Position: not counted yet, 0 for everybody", kName), "",
             e.score.position.low, "", e.points.position);
  fmt::print("\nTotal {} = demand {} + wish {} + position {} + region {}", e.score.total.low, e.points.demand,
             e.points.wish, e.points.position, e.points.region);
  if (e.score.total.high > e.score.total.low)
    fmt::print("; at most {} with everything known that is unknown", e.score.total.high);
  fmt::print("\nUnits are of 4096 per category, quality of 256; the weights are {}, {}, {} and {} of 10000\n",
             e.weights.demand, e.weights.wish, e.weights.position, e.weights.region);
}

void print_text(const Epoch& epoch, const Words& words, const Explanation& e) {
  fmt::print("{}\n",
             wrap(fmt::format("Vacancy {}: {}", epoch.name(e.vacancy), headline(words, epoch.record(e.vacancy))), 2));
  fmt::print("{}\n",
             wrap(fmt::format("Seeker {}: {}", epoch.name(e.seeker), headline(words, epoch.record(e.seeker))), 2));
  fmt::print("Epoch {} of {}\n", epoch.id(), format_date(epoch.date()));
  print_criteria(e);
  print_items(words, e, true);
  print_items(words, e, false);
  print_region(e);
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto vacancy = require_vacancy(options.layout, **epoch, options.vacancy);
  if (!vacancy) return std::unexpected(vacancy.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  const Words words(**epoch);
  const Explanation explanation = explain(**epoch, words, *vacancy, *seeker);
  if (options.json)
    print_json(to_json(**epoch, words, explanation));
  else
    print_text(**epoch, words, explanation);
  return {};
}

}  // namespace

void add_explain(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "explain", "Why a pair has its total, or why it is in no list",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--vacancy", options->vacancy, "The vacancy's id")->required()->type_name("ID");
  command->add_option("--seeker", options->seeker, "The seeker's id")->required()->type_name("ID");
}

}  // namespace schakel::cli
