#include "server/answers/why_not.h"

#include "engine/match.h"
#include "server/answers/advice_words.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

std::vector<FailedCriterion> failed_criteria(const Epoch& epoch, const Words& words, const WhyNot& answer) {
  const PairScore& score = answer.score;
  const Vacancy vacancy = epoch.record(answer.vacancy);
  const Seeker seeker = epoch.record(answer.seeker);
  std::vector<FailedCriterion> failed;
  for (const ItemScore& item : score.items)
    if (item.condition == MUST && must_verdict(epoch.model(), item.quality) == Verdict::kFails)
      failed.push_back({"must", item.item, words.say("moet: {}", "must: {}", words.item(item.item)),
                        profile_in_words(epoch, words, answer.seeker, item)});
  const auto add = [&](std::string_view name, std::string asked, std::string found) {
    failed.push_back({std::string(name), std::nullopt, std::move(asked), std::move(found)});
  };
  if (score.travel == Verdict::kFails)
    add("travel", words.say("{} over de weg", "{} over the road", words.kilometres(*score.distance_m)),
        words.say("de kandidaat reist tot {}", "the seeker travels up to {}",
                  words.kilometres(epoch.seeker(answer.seeker).scalars->bound_m.high)));
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

ListedPlace listed(const Epoch& epoch, const Standing& standing, std::string_view above, VacancyId vacancy,
                   SeekerId seeker) {
  ListedPlace place{.standing = standing, .above = std::string(above), .above_points = {}};
  if (!standing.next_above) return place;
  PairScore score;
  score_pair(epoch, epoch.model().weights, vacancy, seeker, score);
  place.above_points = category_points(epoch.model().weights, score);
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

WhyNot why_not(const Epoch& epoch, const Words& words, VacancyId vacancy, SeekerId seeker) {
  WhyNot answer{.vacancy = vacancy, .seeker = seeker};
  const CategoryWeights& weights = epoch.model().weights;
  score_pair(epoch, weights, vacancy, seeker, answer.score);
  answer.points = category_points(weights, answer.score);
  answer.failed = failed_criteria(epoch, words, answer);
  Matcher matcher(epoch);
  const VacancySide v = side_of(epoch, vacancy);
  const SeekerSide s = side_of(epoch, seeker);
  const Standing of_seeker = standing_of_seeker(matcher, weights, v, s, answer.score.total.low);
  const SeekerId seeker_above{of_seeker.next_above.value_or(0)};
  answer.in_vacancy_list =
      listed(epoch, of_seeker, of_seeker.next_above ? epoch.name(seeker_above) : "", vacancy, seeker_above);
  const Standing of_vacancy = standing_of_vacancy(matcher, weights, s, v, answer.score.total.low);
  const VacancyId vacancy_above{of_vacancy.next_above.value_or(0)};
  answer.in_seeker_list =
      listed(epoch, of_vacancy, of_vacancy.next_above ? epoch.name(vacancy_above) : "", vacancy_above, seeker);
  return answer;
}

JsonWriter to_json(const Epoch& epoch, const WhyNot& answer) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, epoch);
  json.field("vacancy", epoch.name(answer.vacancy)).field("seeker", epoch.name(answer.seeker));
  json.field("eligible", answer.score.eligible());
  add_score(json, answer.score, answer.points);
  add_criteria(json, answer.score);
  json.key("failed").begin_array();
  for (const FailedCriterion& one : answer.failed) {
    json.begin_object().field("criterion", std::string_view(one.name));
    if (one.item) json.field("item", std::string_view(epoch.item_text(*one.item)));
    json.field("asked", std::string_view(one.asked)).field("found", std::string_view(one.found)).end_object();
  }
  json.end_array();
  add_place(json, "vacancyList", "seeker", answer, answer.in_vacancy_list);
  add_place(json, "seekerList", "vacancy", answer, answer.in_seeker_list);
  json.end_object();
  return json;
}

}  // namespace schakel
