#include "server/answers/position.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "server/answers/pair_parts.h"
#include "server/answers/tension_words.h"

namespace schakel {
namespace {

// "3 vacatures", "1 vacature".
std::string counted(std::uint64_t number, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::vector<WantedCell> wanted_cells(const Epoch& epoch, SeekerId seeker) {
  std::vector<GroupId> groups;
  epoch.groups().wanted(epoch.seeker(seeker).wanted, groups);
  const RegionId region = epoch.seeker_scalars[seeker.value].region;
  const CellSpans market = epoch.market_cells();
  std::vector<WantedCell> cells;
  for (const GroupId group : groups) {
    const MarketCell& national = market.national(group);
    cells.push_back({group, region, region == kNoRegion ? national : market.regional(group, region), national});
  }
  std::ranges::stable_sort(cells, std::greater{}, [](const WantedCell& cell) {
    return std::pair(cell.regional.vacancies, cell.national.vacancies);
  });
  return cells;
}

void add_openings(JsonWriter& json, std::string_view name, const Epoch& epoch, const Words& words,
                  const std::vector<Opening>& openings) {
  json.key(name).begin_array();
  for (const Opening& opening : openings) {
    json.begin_object().field("item", std::string_view(epoch.item_text(opening.item)));
    json.field("name", std::string_view(words.item(opening.item)));
    json.field("vacancies", opening.vacancies).end_object();
  }
  json.end_array();
}

void add_cell(JsonWriter& json, std::string_view name, const MarketCell& cell) {
  json.key(name).begin_object().field("vacancies", cell.vacancies).field("seekers", cell.seekers);
  json.field("tension", cell.tension).field("tensionName", tension_in_dutch(cell.tension)).end_object();
}

void print_counts(std::string& text, const SeekerPosition& position) {
  const PositionCounts& counts = position.counts;
  const auto out = std::back_inserter(text);
  if (position.wish_known == 0) {
    text += "De wens is niet bekend: zonder gewenst beroep valt er niets te tellen.\n";
    return;
  }
  fmt::format_to(out, "Binnen bereik: {}. ", counted(counts.in_reach(), "vacature", "vacatures"));
  if (counts.in_reach() > 0) {
    text += "Aan elke eis is voldaan bij " + (counts.a == 0 ? "geen" : std::to_string(counts.a));
    if (counts.a < counts.b) fmt::format_to(out, ", en bij {} als alles meevalt wat nog niet bekend is", counts.b);
    text += ".";
  }
  text += "\n";
  const Interval<Band> bands = bands_of(counts);
  fmt::format_to(out, "Aansluiting: {}", band_in_dutch(bands.low));
  if (bands.low != bands.high) fmt::format_to(out, ", mogelijk {}", band_in_dutch(bands.high));
  text += ".\n";
}

void print_cells(std::string& text, const Epoch& epoch, const PositionAnswer& answer, std::size_t most) {
  if (answer.cells.empty()) return;
  const auto out = std::back_inserter(text);
  const RegionId region = answer.cells.front().region;
  const std::string place =
      region == kNoRegion ? "Nederland (de woonplaats is niet bekend)" : region_in_dutch(epoch.regions()[region]);
  fmt::format_to(out, "\nSpanning in {}:\n", place);
  for (const WantedCell& cell : std::span(answer.cells).first(std::min(most, answer.cells.size()))) {
    const std::string& code = epoch.groups().code(cell.group);
    fmt::format_to(out, "  {} {}: {} ({}, {} beschikbaar)", code, group_in_dutch(code),
                   tension_in_dutch(cell.regional.tension), counted(cell.regional.vacancies, "vacature", "vacatures"),
                   cell.regional.seekers);
    if (region != kNoRegion)
      fmt::format_to(out, "; Nederland: {} ({} op {})", tension_in_dutch(cell.national.tension),
                     cell.national.vacancies, cell.national.seekers);
    text += "\n";
  }
  if (answer.cells.size() > most) fmt::format_to(out, "  en nog {} groepen\n", answer.cells.size() - most);
}

void print_openings(std::string& text, const Words& words, std::string_view title, const std::vector<Opening>& openings,
                    std::size_t most) {
  if (openings.empty()) return;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "\n{}\n", title);
  for (const Opening& opening : std::span(openings).first(std::min(most, openings.size())))
    fmt::format_to(out, "  {}: {}\n", words.item(opening.item), counted(opening.vacancies, "vacature", "vacatures"));
  if (openings.size() > most)
    fmt::format_to(out, "  en nog {}\n", counted(openings.size() - most, "andere eis", "andere eisen"));
}

}  // namespace

PositionAnswer position_of(const Epoch& epoch, SeekerId seeker) {
  const VacanciesByGroup vacancies(epoch.open_vacancies());
  PositionCounter counter(vacancies);
  return {seeker, reach_of(counter, epoch.seeker(seeker)), wanted_cells(epoch, seeker)};
}

std::string_view band_in_dutch(Band band) {
  switch (band) {
    case Band::kUnder25:
      return "onder 25 %";
    case Band::kUnder50:
      return "25 tot 50 %";
    case Band::kTo75:
      return "50 tot 75 %";
    case Band::kOver75:
      return "boven 75 %";
  }
  return "";
}

JsonWriter to_json(const Epoch& epoch, const Words& words, const PositionAnswer& answer) {
  const SeekerPosition& position = answer.reach.position;
  const Interval<Band> bands = bands_of(position.counts);
  JsonWriter json;
  json.begin_object();
  add_epoch(json, epoch);
  json.field("seeker", epoch.name(answer.seeker)).field("wishKnown", position.wish_known != 0);
  json.field("inReach", position.counts.in_reach()).key("counts").begin_object();
  json.field("a", position.counts.a).field("b", position.counts.b);
  json.field("m", position.counts.m).field("n", position.counts.n).end_object();
  json.field("bandLow", band_in_dutch(bands.low)).field("bandHigh", band_in_dutch(bands.high));
  json.field("policy", std::string_view(Position::Policy_Name(epoch.model().strategy.position().policy())));
  json.field("low", position.points.low).field("high", position.points.high).key("cells").begin_array();
  for (const WantedCell& cell : answer.cells) {
    const std::string& code = epoch.groups().code(cell.group);
    json.begin_object().field("group", std::string_view(code));
    json.field("groupName", std::string_view(group_in_dutch(code)));
    if (cell.region != kNoRegion) {
      json.field("region", epoch.regions()[cell.region]);
      add_cell(json, "regional", cell.regional);
    }
    add_cell(json, "national", cell.national);
    json.end_object();
  }
  json.end_array();
  add_openings(json, "blockers", epoch, words, answer.reach.blockers);
  add_openings(json, "questions", epoch, words, answer.reach.questions);
  json.end_object();
  return json;
}

std::string position_in_dutch(const Epoch& epoch, const Words& words, const PositionAnswer& answer, std::size_t most) {
  std::string text;
  print_counts(text, answer.reach.position);
  print_cells(text, epoch, answer, most);
  print_openings(text, words, "Wat meer opent (de enige eis waaraan nog niet is voldaan):", answer.reach.blockers,
                 most);
  print_openings(text, words, "Wat te vragen is (de enige eis waarvan nog niets bekend is):", answer.reach.questions,
                 most);
  return text;
}

}  // namespace schakel
