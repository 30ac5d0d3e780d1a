#include "server/cli/match_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "server/answers/advice_words.h"
#include "server/answers/headline.h"
#include "server/answers/pair_parts.h"
#include "server/answers/recognised_codes.h"
#include "server/cli/table.h"

namespace schakel::cli {
namespace {

constexpr std::size_t kNumbers = 57;   // columns behind the name: distance, points, total, at most
constexpr std::size_t kReasonsAt = 5;  // where the reasons start

std::string share(std::uint32_t weight) {
  return weight % 100 == 0 ? fmt::format("{} %", weight / 100) : fmt::format("{:.2f} %", weight / 100.0);
}

struct Reasons {
  std::vector<std::string> found, missing, unknown;
};

std::string with_condition(const Words& words, const std::string& item, std::uint8_t condition) {
  return condition == MUST ? item + words.say(" (moet)", " (must)") : item;
}

// Found: most points first. The others: MUST first, then most units first.
Reasons reasons_of(const Words& words, const ListRow& row) {
  const std::vector<ItemScore>& items = row.score.items;
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) {
    return std::tuple(row.item_points[i], items[i].condition == MUST, items[i].units);
  });
  Reasons reasons;
  for (const std::size_t i : order) {
    const std::string name = (items[i].demand ? "" : words.say("wens: ", "wish for ")) + words.item(items[i].item);
    const Presence presence = presence_of(items[i]);
    if (presence == Presence::kFound)
      reasons.found.push_back(fmt::format("{} +{}", name, row.item_points[i]));
    else
      (presence == Presence::kMissing ? reasons.missing : reasons.unknown)
          .push_back(with_condition(words, name, items[i].condition));
  }
  for (const auto& [verdict, name] : {std::pair{row.score.shift_work, words.say("ploegendienst", "shift work")},
                                      {row.score.hours, words.say("uren", "hours")},
                                      {row.score.travel, words.say("reizen", "travel")}})
    if (verdict == Verdict::kUnknown) reasons.unknown.insert(reasons.unknown.begin(), name);
  return reasons;
}

void print_reasons(const Words& words, char mark, const std::vector<std::string>& parts) {
  const std::string more = words.say("en nog {{}}", "and {{}} more");
  if (!parts.empty()) fmt::print("{:{}}{} {}\n", "", kReasonsAt, mark, join(parts, kLineWidth - kReasonsAt - 2, more));
}

// What an answer could do: lift the row, or settle a criterion.
std::vector<std::string> questions_of(const Words& words, const ListRow& row, std::size_t rank) {
  std::vector<std::string> parts;
  for (const RowQuestion& question : row.questions) {
    if (question.rank >= rank && !question.settles) continue;
    std::string& part = parts.emplace_back(words.say("vraag {}", "ask {}", field_in_words(words, question.field)));
    if (question.rank < rank) part += words.say(": hooguit plaats {}", ": rank {} at best", question.rank);
    if (question.settles) part += words.say(", beslist een eis", ", settles a criterion");
  }
  return parts;
}

std::string distance_of(const Epoch& epoch, const Words& words, const ListRow& row) {
  if (epoch.vacancy(row.vacancy).scalars->remote_percent == 100) return words.say("thuis", "from home");
  return row.score.distance_m ? words.kilometres(*row.score.distance_m) : "? km";
}

void print_row(const Epoch& epoch, const Words& words, const ListRow& row, std::size_t rank, std::string_view id,
               std::size_t id_width, const std::string& name) {
  const std::string high = row.score.total.high > row.score.total.low ? std::to_string(row.score.total.high) : "";
  fmt::print("{:>3}  {}  {} {:>9}{:>8}{:>7}{:>9}{:>8}{:>8}{:>8}\n", rank, fit(id, id_width),
             fit(name, kLineWidth - kNumbers - id_width - 8), distance_of(epoch, words, row), row.points.demand,
             row.points.wish, row.points.position, row.points.region, row.score.total.low, high);
  const Reasons reasons = reasons_of(words, row);
  print_reasons(words, '+', reasons.found);
  print_reasons(words, '-', reasons.missing);
  print_reasons(words, '?', reasons.unknown);
  print_reasons(words, '>', questions_of(words, row, rank));
}

void print_owner(const Epoch& epoch, const Words& words, const ListOwner& owner) {
  std::string line;
  if (const auto* vacancy = std::get_if<VacancyId>(&owner))
    line =
        words.say("Vacature {}: {}", "Vacancy {}: {}", epoch.name(*vacancy), headline(words, epoch.record(*vacancy)));
  else
    line = words.say("Kandidaat {}: {}", "Seeker {}: {}", epoch.name(std::get<SeekerId>(owner)),
                     headline(words, epoch.record(std::get<SeekerId>(owner))));
  fmt::print("{}\n", wrap(line, 2));
}

// What the counterpart of a row is called, besides its id.
std::string counterpart(const Epoch& epoch, const Words& words, const ListRow& row, bool seekers) {
  if (seekers) {
    const std::string wants = wishes_in_words(words, epoch.record(row.seeker));
    return wants.empty() ? words.say("(wens onbekend)", "(no wish known)") : wants;
  }
  const Vacancy vacancy = epoch.record(row.vacancy);
  return title_of(words, vacancy) + (vacancy.employer().name().empty() ? "" : ", " + vacancy.employer().name());
}

void print_near_misses(const Epoch& epoch, const Words& words, const LiveList& list) {
  if (!list.request.near_misses) return;
  const bool seekers = std::holds_alternative<VacancyId>(list.request.owner);
  if (list.near_misses.empty()) {
    fmt::print("\n{}\n", words.say("Niets valt op precies een eis af", "Nothing fails exactly one must"));
    return;
  }
  fmt::print("\n{}\n", words.say("Valt op precies een eis af; de plaats is die zonder die eis",
                                 "Fail exactly one must; the rank is the one they would have had"));
  fmt::print("{:>6}{:>8}  {}  {}\n", words.say("plaats", "rank"), words.say("totaal", "total"), fit("id", 12),
             words.say("eis", "must"));
  for (const NearMiss& miss : list.near_misses) {
    const std::string_view id = seekers ? epoch.name(SeekerId{miss.other}) : epoch.name(VacancyId{miss.other});
    const ListRow row{.vacancy = VacancyId{miss.other}, .seeker = SeekerId{miss.other}};
    fmt::print("{:>6}{:>8}  {}  {}\n", miss.rank, miss.total, fit(id, 12),
               cut(words.item(miss.failing) + "; " + counterpart(epoch, words, row, seekers), kLineWidth - 30));
  }
}

}  // namespace

void print_list(const Epoch& epoch, const Words& words, const LiveList& list) {
  const bool seekers = std::holds_alternative<VacancyId>(list.request.owner);
  print_owner(epoch, words, list.request.owner);
  const std::string weights = words.say("Stand {} van {}; vraag {}, wens {}, positie {}, regio {}",
                                        "Epoch {} of {}; demand {}, wish {}, position {}, region {}", epoch.id(),
                                        format_date(epoch.date()), share(list.weights.demand), share(list.weights.wish),
                                        share(list.weights.position), share(list.weights.region));
  fmt::print("{}\n", wrap(weights, 2));
  const std::uint64_t all = seekers ? epoch.active_seekers() : epoch.vacancies();
  const std::string others = seekers ? words.say("kandidaten", "seekers") : words.say("vacatures", "vacancies");
  if (list.rows.empty()) {
    fmt::print("{}{}\n",
               words.say("Niets past: van {} {} zijn er {} binnen bereik, en daarvan komt er geen in aanmerking",
                         "Nothing fits: of {} {}, {} are within reach, and none of those is eligible",
                         words.number(all), others, words.number(list.considered)),
               list.request.exclude_unknown ? words.say(" voor zover zeker; probeer het zonder --unknown exclude",
                                                        " for certain; try without --unknown exclude")
                                            : "");
    print_near_misses(epoch, words, list);
    return;
  }
  const auto id_of = [&](const ListRow& row) { return seekers ? epoch.name(row.seeker) : epoch.name(row.vacancy); };
  std::size_t id_width = 9;
  for (const ListRow& row : list.rows) id_width = std::clamp(width_of(id_of(row)), id_width, std::size_t{20});
  fmt::print("\n{:>3}  {}  {} {:>9}{:>8}{:>7}{:>9}{:>8}{:>8}{:>8}\n", "#",
             fit(seekers ? words.say("kandidaat", "seeker") : words.say("vacature", "vacancy"), id_width),
             fit(seekers ? words.say("zoekt", "wants") : words.say("titel, werkgever", "title, employer"),
                 kLineWidth - kNumbers - id_width - 8),
             words.say("afstand", "distance"), words.say("vraag", "demand"), words.say("wens", "wish"),
             words.say("positie", "position"), words.say("regio", "region"), words.say("totaal", "total"),
             words.say("hooguit", "at most"));
  std::size_t rank = 0;
  for (const ListRow& row : list.rows)
    print_row(epoch, words, row, ++rank, id_of(row), id_width, counterpart(epoch, words, row, seekers));
  fmt::print(
      "\n{}\n{}\n",
      words.say(
          "+ gevonden, met punten   - ontbreekt   ? onbekend, het vragen waard; \"hooguit\" is het totaal met dat "
          "alles",
          "+ found, with points   - missing   ? unknown, worth asking; \"at most\" is the total with all of "
          "that"),
      words.say("{} van {} {} zijn binnen bereik; wie niet getoond is, staat niet hoger",
                "{} of {} {} are within reach; none that is not shown stands higher", words.number(list.considered),
                words.number(all), others));
  print_near_misses(epoch, words, list);
}

}  // namespace schakel::cli
