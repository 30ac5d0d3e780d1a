#include "server/answers/position.h"

#include <algorithm>
#include <span>

#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

std::vector<WantedCell> wanted_cells(const Epoch& epoch, const SeekerView& seeker) {
  std::vector<GroupId> groups;
  epoch.groups().wanted(seeker.wanted, groups);
  const RegionId region = seeker.scalars->region;
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
  json.field("tension", cell.tension).end_object();
}

std::string vacancies(const Words& words, std::uint32_t number) {
  return number == 1 ? words.say("1 vacature", "1 vacancy") : words.say("{} vacatures", "{} vacancies", number);
}

void print_counts(std::string& text, const Words& words, const SeekerPosition& position) {
  const PositionCounts& counts = position.counts;
  if (position.wish_known == 0) {
    text += words.say("De wens is niet bekend: zonder gewenst beroep valt er niets te tellen.\n",
                      "The wish is unknown: without a wanted occupation there is nothing to count.\n");
    return;
  }
  text += words.say("Binnen bereik: {}. ", "In reach: {}. ", vacancies(words, counts.in_reach()));
  if (counts.in_reach() > 0) {
    text += words.say("Aan elke eis is voldaan bij {}", "Every must is met in {}", counts.a);
    if (counts.a < counts.b)
      text += words.say(", en bij {} als alles meevalt wat nog niet bekend is",
                        ", and in {} if all that is unknown turns out well", counts.b);
    text += ".";
  }
  const Interval<Band> bands = bands_of(counts);
  text += words.say("\nAansluiting: {}", "\nShare that fits: {}", band_in_words(words, bands.low));
  if (bands.low != bands.high) text += words.say(", mogelijk {}", ", possibly {}", band_in_words(words, bands.high));
  text += ".\n";
}

void print_cells(std::string& text, const Epoch& epoch, const Words& words, const PositionAnswer& answer,
                 std::size_t most) {
  if (answer.cells.empty()) return;
  const RegionId region = answer.cells.front().region;
  const std::string place = region == kNoRegion ? words.say("Nederland (de woonplaats is niet bekend)",
                                                            "the Netherlands (where the seeker lives is unknown)")
                                                : words.region(epoch.regions()[region]);
  text += words.say("\nSpanning in {}:\n", "\nTension in {}:\n", place);
  for (const WantedCell& cell : std::span(answer.cells).first(std::min(most, answer.cells.size()))) {
    const std::string& code = epoch.groups().code(cell.group);
    text += words.say("  {} {}: {} ({}, {} beschikbaar)", "  {} {}: {} ({}, {} available)", code,
                      words.occupational_group(code), words.tension(cell.regional.tension),
                      vacancies(words, cell.regional.vacancies), cell.regional.seekers);
    if (region != kNoRegion)
      text += words.say("; Nederland: {} ({} op {})", "; the Netherlands: {} ({} to {})",
                        words.tension(cell.national.tension), cell.national.vacancies, cell.national.seekers);
    text += "\n";
  }
  if (answer.cells.size() > most)
    text += words.say("  en nog {} groepen\n", "  and {} more groups\n", answer.cells.size() - most);
}

void print_openings(std::string& text, const Words& words, const std::string& title,
                    const std::vector<Opening>& openings, std::size_t most) {
  if (openings.empty()) return;
  text += "\n" + title + "\n";
  for (const Opening& opening : std::span(openings).first(std::min(most, openings.size())))
    text += "  " + words.item(opening.item) + ": " + vacancies(words, opening.vacancies) + "\n";
  if (openings.size() > most) text += words.say("  en nog {} andere\n", "  and {} more\n", openings.size() - most);
}

}  // namespace

PositionAnswer position_of(Market market, SeekerId seeker) {
  return position_of(GuestBook(market), side_of(market, seeker));
}

PositionAnswer position_of(const GuestBook& book, const SeekerSide& seeker) {
  PositionCounter counter(book.epoch().counted_by_group(), book.rules());
  return {std::string(seeker.name), reach_of(counter, seeker.view), wanted_cells(book.epoch(), seeker.view)};
}

std::string band_in_words(const Words& words, Band band) {
  switch (band) {
    case Band::kUnder25:
      return words.say("onder 25 %", "under 25 %");
    case Band::kUnder50:
      return words.say("25 tot 50 %", "25 to 50 %");
    case Band::kTo75:
      return words.say("50 tot 75 %", "50 to 75 %");
    case Band::kOver75:
      return words.say("boven 75 %", "over 75 %");
  }
  return "";
}

JsonWriter to_json(Market market, const Words& words, const PositionAnswer& answer) {
  const Epoch& epoch = market.epoch();
  const SeekerPosition& position = answer.reach.position;
  const Interval<Band> bands = bands_of(position.counts);
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("seeker", std::string_view(answer.seeker)).field("wishKnown", position.wish_known != 0);
  json.field("inReach", position.counts.in_reach()).key("counts").begin_object();
  json.field("a", position.counts.a).field("b", position.counts.b);
  json.field("m", position.counts.m).field("n", position.counts.n).end_object();
  json.field("bandLow", std::string_view(band_in_words(words, bands.low)));
  json.field("bandHigh", std::string_view(band_in_words(words, bands.high)));
  json.field("policy", std::string_view(Position::Policy_Name(epoch.model().strategy.position().policy())));
  json.field("low", position.points.low).field("high", position.points.high).key("cells").begin_array();
  for (const WantedCell& cell : answer.cells) {
    const std::string& code = epoch.groups().code(cell.group);
    json.begin_object().field("group", std::string_view(code));
    json.field("groupName", std::string_view(words.occupational_group(code)));
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

std::string position_in_words(Market market, const Words& words, const PositionAnswer& answer, std::size_t most) {
  std::string text;
  print_counts(text, words, answer.reach.position);
  print_cells(text, market.epoch(), words, answer, most);
  print_openings(text, words,
                 words.say("Wat meer opent (de enige eis waaraan nog niet is voldaan):",
                           "What opens more (the only must that is not met yet):"),
                 answer.reach.blockers, most);
  print_openings(text, words,
                 words.say("Wat te vragen is (de enige eis waarvan nog niets bekend is):",
                           "What to ask (the only must of which nothing is known yet):"),
                 answer.reach.questions, most);
  return text;
}

}  // namespace schakel
