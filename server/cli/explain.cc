#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "server/answers/explanation.h"
#include "server/answers/found_through.h"
#include "server/answers/headline.h"
#include "server/answers/short_form.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel explain --store night --vacancy v-000042 --seeker s-000123\n"
    "  schakel explain --store night --vacancy v-000042 --seeker s-000123 --form short --language en\n"
    "  schakel explain --store night --vacancy v-000042 --seeker s-000123 --json | jq .categories\n";

// Columns.
constexpr std::size_t kName = 42;
constexpr std::size_t kNumbers = 35;  // condition, units, quality, points, and the space behind them
constexpr std::size_t kCriterion = 40;

struct Options : Asking {
  std::string vacancy, seeker;
  std::string form = "full";
  bool no_passende_arbeid = false;
};

std::string condition_name(const Words& words, const ItemScore& item) {
  if (!item.demand) return "";
  switch (item.condition) {
    case MUST:
      return words.say("moet", "must");
    case STRONG:
      return words.say("zeer", "strong");
    case BONUS:
      return words.say("pre", "bonus");
    default:
      return words.say("wens", "wanted");
  }
}

std::string verdict_in_words(const Words& words, Verdict verdict) {
  if (verdict == Verdict::kMeets) return words.say("voldoet", "meets");
  return verdict == Verdict::kFails ? words.say("faalt", "fails") : words.say("onbekend", "unknown");
}

void print_criteria(const Words& words, const Explanation& e) {
  std::string failing;
  for (const Criterion& criterion : e.criteria)
    if (criterion.verdict == Verdict::kFails) failing += (failing.empty() ? "" : ", ") + criterion.name;
  std::string verdict =
      words.say("Komt in aanmerking: aan alle criteria is voldaan", "Eligible: every criterion is met");
  if (!failing.empty())
    verdict = words.say("Komt niet in aanmerking, dus in geen lijst: {}", "Not eligible, so in no list: {}", failing);
  else if (e.score.any_unknown_criterion())
    verdict = words.say("Komt in aanmerking voor zover bekend: niets faalt, iets is onbekend",
                        "Eligible as far as known: nothing fails, something is unknown");
  fmt::print("\n{}\n", wrap(verdict, 2));
  for (const Criterion& criterion : e.criteria)
    fmt::print("  {:<8} {}  {}\n", verdict_in_words(words, criterion.verdict), fit(criterion.name, kCriterion),
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

std::string through(const Words& words, const ExplainedItem& item) {
  const std::string relation = item.relation ? relation_in_words(words, *item.relation) : "";
  return relation.empty() ? item.fact : relation + ": " + item.fact;
}

void print_items(const Words& words, const Explanation& e, bool demand) {
  const auto& units = demand ? e.score.demand : e.score.wish;
  const std::string title = demand ? words.say("Vraag: wat de vacature vraagt", "Demand: what the vacancy asks")
                                   : words.say("Wens: wat de kandidaat zoekt", "Wish: what the seeker looks for");
  fmt::print("\n{}{:>8}{:>8}{:>10}{:>8}  {}\n", fit(title, kName), "", words.say("gewicht", "units"),
             words.say("kwaliteit", "quality"), words.say("punten", "points"), words.say("via", "through"));
  for (const ExplainedItem* item : in_order(e, demand)) {
    const auto& quality = item->score.quality;
    const std::string range =
        quality.low == quality.high ? std::to_string(quality.low) : fmt::format("{}-{}", quality.low, quality.high);
    fmt::print("{}{:>8}{:>8}{:>10}{:>8}  {}\n", fit("  " + item->name, kName), condition_name(words, item->score),
               item->score.units, range, item->points, cut(through(words, *item), kLineWidth - kName - kNumbers - 1));
  }
  fmt::print("{}{:>8}{:>8}{:>10}{:>8}\n", fit(words.say("  samen", "  together"), kName), "", units.low, "",
             demand ? e.points.demand : e.points.wish);
}

// Whose code was recognised in which text, where that makes it count less.
void print_recognised(const Words& words, const Explanation& e) {
  bool first = true;
  const auto print = [&](const std::string& whose, const ExplainedItem& item, const RecognisedText& recognised) {
    if (first)
      fmt::print("\n{}\n",
                 words.say("Herkend in tekst, en telt daarom minder", "Recognised in text, and counts less for it"));
    first = false;
    fmt::print("  {}\n",
               wrap(words.say("{} bij '{}': '{}', {} % zeker, {} {} lager", "{} for '{}': '{}', {} % sure, {} {} lower",
                              whose, item.name, recognised.text, recognised.confidence, recognised.grades,
                              recognised.grades == 1 ? words.say("trede", "step") : words.say("treden", "steps")),
                    4));
  };
  for (const ExplainedItem& item : e.items) {
    if (item.asked) print(words.say("de eis", "the requirement"), item, *item.asked);
    if (item.held) print(words.say("het profiel", "the profile"), item, *item.held);
  }
}

// P with what it is the sum of.
void print_position(const Words& words, const Explanation& e) {
  fmt::print("{}{:>8}{:>8}{:>10}{:>8}\n",
             fit(words.say("Positie: op de arbeidsmarkt", "Position: on the labour market"), kName), "",
             e.score.position.low, "", e.points.position);
  const SeekerPosition& seeker = e.seeker.position;
  const SidePosition& vacancy = e.vacancy.side.position;
  const auto range = [](std::uint32_t low, std::uint32_t high) {
    return low == high ? std::to_string(low) : fmt::format("{}-{}", low, high);
  };
  const PositionCounts& counts = seeker.counts;
  fmt::print("{}{:>8}{:>8}\n",
             fit(words.say("  passend van {} binnen bereik: {}", "  fitting of {} in reach: {}", counts.in_reach(),
                           range(counts.a, counts.b)),
                 kName),
             "", range(seeker.points.low, seeker.points.high));
  fmt::print("{}{:>8}{:>8}\n",
             fit(words.say("  spanning waar de vacature is", "  tension where the vacancy is"), kName), "",
             range(vacancy.low, vacancy.high));
}

void print_region(const Words& words, const Explanation& e) {
  fmt::print(
      "\n{}{:>8}{:>8}{:>10}{:>8}\n",
      fit(words.say("Regio: nabijheid naar reisbereidheid", "Region: nearness, by what the seeker travels"), kName), "",
      e.score.region.low, "", e.points.region);
  print_position(words, e);
  std::string total = words.say("Totaal {} = vraag {} + wens {} + positie {} + regio {}",
                                "Total {} = demand {} + wish {} + position {} + region {}", e.score.total.low,
                                e.points.demand, e.points.wish, e.points.position, e.points.region);
  if (e.score.total.high > e.score.total.low)
    total += words.say("; hooguit {} als al wat onbekend is meetelt",
                       "; at most {} with everything known that is unknown", e.score.total.high);
  fmt::print(
      "\n{}\n{}\n", wrap(total, 2),
      words.say("Gewichten zijn van 4096 per categorie, kwaliteit van 256; de categorieën wegen {}, {}, {} en {} van "
                "10000",
                "Units are of 4096 per category, quality of 256; the categories weigh {}, {}, {} and {} of 10000",
                e.weights.demand, e.weights.wish, e.weights.position, e.weights.region));
}

void print_text(const Epoch& epoch, const Words& words, const Explanation& e) {
  fmt::print(
      "{}\n",
      wrap(words.say("Vacature {}: {}", "Vacancy {}: {}", e.vacancy.side.name, headline(words, e.vacancy.record)), 2));
  fmt::print(
      "{}\n",
      wrap(words.say("Kandidaat {}: {}", "Seeker {}: {}", e.seeker.side.name, headline(words, e.seeker.record)), 2));
  fmt::print("{}\n", words.say("Stand {} van {}", "Epoch {} of {}", epoch.id(), format_date(epoch.date())));
  print_criteria(words, e);
  print_items(words, e, true);
  print_items(words, e, false);
  print_recognised(words, e);
  print_region(words, e);
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto vacancy = require_vacancy(options.layout, **epoch, options.vacancy);
  if (!vacancy) return std::unexpected(vacancy.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  const Words words(**epoch, options.language);
  const Explanation explanation = explain(**epoch, words, *vacancy, *seeker, !options.no_passende_arbeid);
  if (options.json || options.form == "data")
    print_json(to_json(**epoch, words, explanation));
  else if (options.form == "short")
    fmt::print("{}\n", wrap(short_form(words, explanation), 0));
  else
    print_text(**epoch, words, explanation);
  return {};
}

}  // namespace

void add_explain(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "explain", "Why a pair has its total, or why it is in no list", kExamples, run);
  add_vacancy_option(command, options.vacancy);
  add_seeker_option(command, options.seeker);
  command.add_option("--form", options.form, "short: for the jobseeker; full: for an adviser (default); data: JSON")
      ->check(CLI::IsMember({"short", "full", "data"}));
  command.add_flag("--no-passende-arbeid", options.no_passende_arbeid,
                   "Hold the wish to what was wished for, however long the seeker has been searching");
}

}  // namespace schakel::cli
