#include "server/service/answers/pairs.h"

#include "server/answers/explanation.h"
#include "server/answers/found_through.h"
#include "server/answers/pair_parts.h"
#include "server/answers/short_form.h"
#include "server/answers/why_not.h"
#include "server/service/lists/list_request.h"
#include "server/service/lists/match_parts.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {
namespace {

// Both records of a request.
struct Pair {
  VacancyParty vacancy;
  SeekerParty seeker;
};

Answered<Pair> read_pair(Parties& parties, const api::PairRequest& request) {
  auto vacancy = parties.vacancy(request.vacancy_id(), told_vacancy(request), request.conditions());
  if (!vacancy) return std::unexpected(vacancy.error());
  auto seeker = parties.seeker(request.seeker_id(), told_seeker(request));
  if (!seeker) return std::unexpected(seeker.error());
  return Pair{*std::move(vacancy), *std::move(seeker)};
}

// What all three tell first.
template <class Answer>
void fill_head(Call& call, const api::PairRequest& request, const Parties& parties, const VacancyParty& vacancy,
               const SeekerParty& seeker, Answer& answer) {
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  const Words& words = call.words(request.language());
  fill_profile(words, vacancy, *answer.mutable_vacancy());
  fill_profile(words, seeker, *answer.mutable_seeker());
}

bool widens(const api::PairRequest& request) { return !request.has_passende_arbeid() || request.passende_arbeid(); }

void fill_category(const Interval<std::uint32_t>& units, std::uint32_t weight, std::uint32_t points,
                   api::Category& category) {
  category.set_low(units.low);
  category.set_high(units.high);
  category.set_weight(weight);
  category.set_points(points);
}

template <class Bounds>
void fill_interval(const Bounds& bounds, api::Interval& interval) {
  interval.set_low(bounds.low);
  interval.set_high(bounds.high);
}

void fill_recognition(const RecognisedText& recognised, api::Recognition& to) {
  to.set_text(recognised.text);
  to.set_confidence(recognised.confidence);
  to.set_grades(recognised.grades);
}

void fill_explained(const ItemTexts& texts, const ExplainedItem& item, api::ItemExplained& told_item) {
  fill_item(texts, item.score.item, *told_item.mutable_item());
  if (item.score.demand) told_item.set_condition(static_cast<Condition>(item.score.condition));
  told_item.set_units(item.score.units);
  told_item.set_quality_low(item.score.quality.low);
  told_item.set_quality_high(item.score.quality.high);
  told_item.set_earned(item.score.earned());
  told_item.set_points(item.points);
  const Presence presence = presence_of(item.score);
  told_item.set_presence(presence == Presence::kFound     ? api::FOUND
                         : presence == Presence::kUnknown ? api::NOT_KNOWN
                                                          : api::MISSING);
  if (item.must) told_item.set_must(told(*item.must));
  told_item.set_fact(item.fact);
  if (item.relation) told_item.set_relation(std::string(relation_name(*item.relation)));
  if (item.asked) fill_recognition(*item.asked, *told_item.mutable_asked_recognised());
  if (item.held) fill_recognition(*item.held, *told_item.mutable_held_recognised());
}

void fill_totals(const Explanation& e, api::Explained& answer) {
  answer.set_eligible(e.score.eligible());
  answer.set_passende_arbeid(e.passende_arbeid);
  answer.set_total(e.score.total.low);
  answer.set_low(e.score.total.low);
  answer.set_high(e.score.total.high);
  fill_points(e.points, *answer.mutable_points());
  if (e.score.distance_m) answer.set_distance_m(*e.score.distance_m);
  const Interval<std::uint32_t> bound = e.seeker.side.view.scalars->bound_m;
  answer.mutable_travel_bound_m()->set_low(bound.low);
  if (bound.high != kNoBound) answer.mutable_travel_bound_m()->set_high(bound.high);
  fill_category(e.score.demand, e.weights.demand, e.points.demand, *answer.mutable_demand());
  fill_category(e.score.wish, e.weights.wish, e.points.wish, *answer.mutable_wish());
  fill_category(e.score.position, e.weights.position, e.points.position, *answer.mutable_position());
  fill_category(e.score.region, e.weights.region, e.points.region, *answer.mutable_region());
  const PositionCounts& counts = e.seeker.position.counts;
  answer.mutable_seeker_counts()->set_a(counts.a);
  answer.mutable_seeker_counts()->set_b(counts.b);
  answer.mutable_seeker_counts()->set_m(counts.m);
  answer.mutable_seeker_counts()->set_n(counts.n);
  fill_interval(e.seeker.position.points, *answer.mutable_seeker_position());
  fill_interval(e.vacancy.side.position, *answer.mutable_vacancy_position());
}

// Who stands just above is named where that is a vacancy, or where the role may see the list of the vacancy.
void fill_place(const ListedPlace& place, const PairScore& score, const Points& points, bool may_name,
                api::ListPlace& told_place) {
  told_place.set_rank(static_cast<std::uint32_t>(place.standing.rank));
  told_place.set_others(static_cast<std::uint32_t>(place.standing.others));
  if (place.above.empty()) return;
  if (may_name) told_place.set_above(place.above);
  told_place.set_above_total(place.above_total);
  told_place.set_points_more(place.above_total - score.total.low);
  const auto more = [](std::uint32_t own, std::uint32_t other) {
    return static_cast<std::int32_t>(other) - static_cast<std::int32_t>(own);
  };
  auto& difference = *told_place.mutable_difference();
  difference.set_demand(more(points.demand, place.above_points.demand));
  difference.set_wish(more(points.wish, place.above_points.wish));
  difference.set_position(more(points.position, place.above_points.position));
  difference.set_region(more(points.region, place.above_points.region));
}

}  // namespace

Answered<void> score_of_pair(Call& call, const api::PairRequest& request, api::PairScore& answer) {
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  Parties parties(call);
  const auto pair = read_pair(parties, request);
  if (!pair) return std::unexpected(pair.error());
  fill_head(call, request, parties, pair->vacancy, pair->seeker, answer);
  const Words& words = call.words(request.language());
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  const Unwidened unwidened(pair->seeker.side);
  PairScore score;
  score_pair(parties.book(), weights->applied, pair->vacancy.side,
             widens(request) ? pair->seeker.side : unwidened.side(), score);
  answer.set_eligible(score.eligible());
  const ItemTexts texts(parties.book(), words);
  ItemList items(texts, *answer.mutable_items());
  fill_match(items, weights->applied, score, {}, *answer.mutable_match());
  return {};
}

Answered<void> explain_pair(Call& call, const api::PairRequest& request, api::Explained& answer) {
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  Parties parties(call);
  auto pair = read_pair(parties, request);
  if (!pair) return std::unexpected(pair.error());
  const Words& words = call.words(request.language());
  const Explanation e = explain(parties.book(), words, std::move(pair->vacancy), std::move(pair->seeker),
                                {.weights = weights->applied, .passende_arbeid = widens(request)});
  fill_head(call, request, parties, e.vacancy, e.seeker, answer);
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  fill_totals(e, answer);
  for (const Criterion& criterion : e.criteria) {
    auto& told_criterion = *answer.add_criteria();
    told_criterion.set_criterion(std::string(criterion.code));
    told_criterion.set_name(criterion.name);
    told_criterion.set_verdict(told(criterion.verdict));
    told_criterion.set_because(criterion.because);
  }
  const ItemTexts texts(parties.book(), words);
  for (const ExplainedItem& item : e.items) fill_explained(texts, item, *answer.add_items());
  answer.set_short_(short_form(words, e));
  return {};
}

Answered<void> why_not_pair(Call& call, const api::PairRequest& request, api::WhyNot& answer) {
  if (request.has_passende_arbeid())
    return refuse_field("passendeArbeid", "not-here", "places are told with passende arbeid");
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  Parties parties(call);
  auto pair = read_pair(parties, request);
  if (!pair) return std::unexpected(pair.error());
  const Words& words = call.words(request.language());
  Matcher matcher(parties.book(), call.open->vacancies());
  const WhyNot why = why_not(matcher, weights->applied, words, std::move(pair->vacancy), std::move(pair->seeker));
  fill_head(call, request, parties, why.vacancy, why.seeker, answer);
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  answer.set_eligible(why.score.eligible());
  const ItemTexts texts(parties.book(), words);
  ItemList items(texts, *answer.mutable_items());
  fill_match(items, weights->applied, why.score, {}, *answer.mutable_match());
  for (const FailedCriterion& one : why.failed) {
    auto& failed = *answer.add_failed();
    failed.set_criterion(one.name);
    failed.set_item(one.item);
    failed.set_asked(one.asked);
    failed.set_found(one.found);
  }
  const bool sees_lists = allowed(call.caller.role, Action::kMatchVacancy);
  if (sees_lists) call.show(why.in_vacancy_list.above);
  fill_place(why.in_vacancy_list, why.score, why.points, sees_lists, *answer.mutable_vacancy_list());
  fill_place(why.in_seeker_list, why.score, why.points, true, *answer.mutable_seeker_list());
  return {};
}

}  // namespace schakel
