#include "server/answers/why_not.h"

#include "engine/match.h"
#include "server/answers/advice_words.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

std::vector<FailedCriterion> failed_criteria(const ItemTexts& texts, const WhyNot& answer) {
  const Words& words = texts.words();
  const PairScore& score = answer.score;
  const Vacancy& vacancy = answer.vacancy.record;
  const Seeker& seeker = answer.seeker.record;
  std::vector<FailedCriterion> failed;
  for (const ItemScore& item : score.items)
    if (item.condition == MUST && must_verdict(*texts.rules().model, item.quality) == Verdict::kFails)
      failed.push_back({"must", texts.key(item.item), words.say("moet: {}", "must: {}", texts.name(item.item)),
                        profile_in_words(texts, answer.seeker, item)});
  const auto add = [&](std::string_view name, std::string asked, std::string found) {
    failed.push_back({std::string(name), "", std::move(asked), std::move(found)});
  };
  if (score.travel == Verdict::kFails)
    add("travel", words.say("{} over de weg", "{} over the road", words.kilometres(*score.distance_m)),
        words.say("de kandidaat reist tot {}", "the seeker travels up to {}",
                  words.kilometres(answer.seeker.side.view.scalars->bound_m.high)));
  if (score.hours == Verdict::kFails)
    add("hours", words.weekly_hours(vacancy.offer().hours()), words.weekly_hours(seeker.hours()));
  if (score.shift_work == Verdict::kFails)
    add("shiftWork", words.say("ploegendienst of onregelmatige tijden", "shifts or irregular hours"),
        words.say("wil dat niet", "not wanted"));
  if (!score.evidence)
    add("evidence",
        words.say("iets van wat gevraagd wordt, of het beroep als wens",
                  "something of what is asked, or the occupation as a wish"),
        words.say("niets gevonden in het profiel", "nothing found in the profile"));
  return failed;
}

ListedPlace listed(const GuestBook& book, const CategoryWeights& weights, const Standing& standing,
                   std::string_view above, const VacancySide& vacancy, const SeekerSide& seeker) {
  ListedPlace place{.standing = standing, .above = std::string(above), .above_points = {}};
  if (!standing.next_above) return place;
  PairScore score;
  score_pair(book, weights, vacancy, seeker, score);
  place.above_points = category_points(weights, score);
  place.above_total = score.total.low;
  return place;
}

void add_difference(JsonWriter& json, const Points& own, const Points& other) {
  const auto more = [](std::uint32_t a, std::uint32_t b) { return std::int64_t{b} - a; };
  json.key("difference").begin_object().field("demand", more(own.demand, other.demand));
  json.field("wish", more(own.wish, other.wish)).field("position", more(own.position, other.position));
  json.field("region", more(own.region, other.region)).end_object();
}

void add_place(JsonWriter& json, std::string_view list, std::string_view side, const WhyNot& answer,
               const ListedPlace& place) {
  json.key(list).begin_object().field("rank", place.standing.rank).field("others", place.standing.others);
  if (!place.above.empty()) {
    json.key("justAbove").begin_object().field(side, std::string_view(place.above)).field("total", place.above_total);
    json.field("pointsMore", place.above_total - answer.score.total.low);
    add_difference(json, answer.points, place.above_points);
    json.end_object();
  }
  json.end_object();
}

}  // namespace

WhyNot why_not(Matcher& matcher, const CategoryWeights& weights, const Words& words, VacancyParty vacancy,
               SeekerParty seeker) {
  WhyNot answer{.vacancy = std::move(vacancy), .seeker = std::move(seeker)};
  const GuestBook& book = matcher.book();
  const Market market = book.market();
  const VacancySide& v = answer.vacancy.side;
  const SeekerSide& s = answer.seeker.side;
  score_pair(book, weights, v, s, answer.score);
  answer.points = category_points(weights, answer.score);
  answer.failed = failed_criteria(ItemTexts(book, words), answer);
  const Standing of_seeker = standing_of_seeker(matcher, weights, v, s, answer.score.total.low);
  if (const auto above = of_seeker.next_above)
    answer.in_vacancy_list =
        listed(book, weights, of_seeker, market.name(SeekerId{*above}), v, side_of(market, SeekerId{*above}));
  else
    answer.in_vacancy_list = listed(book, weights, of_seeker, "", v, s);
  const Standing of_vacancy = standing_of_vacancy(matcher, weights, s, v, answer.score.total.low);
  if (const auto above = of_vacancy.next_above)
    answer.in_seeker_list =
        listed(book, weights, of_vacancy, market.name(VacancyId{*above}), side_of(market, VacancyId{*above}), s);
  else
    answer.in_seeker_list = listed(book, weights, of_vacancy, "", v, s);
  return answer;
}

WhyNot why_not(Market market, const Words& words, VacancyId vacancy, SeekerId seeker) {
  Matcher matcher(market);
  return why_not(matcher, market.model().weights, words, party_of(market, vacancy), party_of(market, seeker));
}

JsonWriter to_json(Market market, const WhyNot& answer) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("vacancy", answer.vacancy.side.name).field("seeker", answer.seeker.side.name);
  json.field("eligible", answer.score.eligible());
  add_score(json, answer.score, answer.points);
  add_criteria(json, answer.score);
  json.key("failed").begin_array();
  for (const FailedCriterion& one : answer.failed) {
    json.begin_object().field("criterion", std::string_view(one.name));
    if (!one.item.empty()) json.field("item", std::string_view(one.item));
    json.field("asked", std::string_view(one.asked)).field("found", std::string_view(one.found)).end_object();
  }
  json.end_array();
  add_place(json, "vacancyList", "seeker", answer, answer.in_vacancy_list);
  add_place(json, "seekerList", "vacancy", answer, answer.in_seeker_list);
  json.end_object();
  return json;
}

}  // namespace schakel
