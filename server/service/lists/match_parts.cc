#include "server/service/lists/match_parts.h"

#include "server/answers/advice_words.h"
#include "server/answers/found_through.h"
#include "server/answers/pair_parts.h"
#include "server/service/profiles.h"

namespace schakel {

api::Verdict told(Verdict verdict) {
  if (verdict == Verdict::kMeets) return api::MEETS;
  return verdict == Verdict::kFails ? api::FAILS : api::UNKNOWN;
}

void fill_points(const Points& points, api::CategoryPoints& told) {
  told.set_demand(points.demand);
  told.set_wish(points.wish);
  told.set_position(points.position);
  told.set_region(points.region);
}

void fill_weights(const CategoryWeights& weights, schakel::Weights& told) {
  told.set_demand(weights.demand);
  told.set_wish(weights.wish);
  told.set_position(weights.position);
  told.set_region(weights.region);
}

std::uint32_t ItemList::index_of(ItemId item) {
  const auto [entry, added] = indices_.try_emplace(item, static_cast<std::uint32_t>(items_.size()));
  if (added) fill_item(texts_, item, *items_.Add());
  return entry->second;
}

void fill_match(ItemList& items, const CategoryWeights& weights, const PairScore& score, const MatchDetails& details,
                api::Match& match) {
  const Points points = category_points(weights, score);
  match.set_total(score.total.low);
  match.set_low(score.total.low);
  match.set_high(score.total.high);
  fill_points(points, *match.mutable_points());
  if (score.distance_m) match.set_distance_m(*score.distance_m);
  if (!details.items) return;
  api::Criteria& criteria = *match.mutable_criteria();
  criteria.set_must(told(score.must));
  criteria.set_travel(told(score.travel));
  criteria.set_hours(told(score.hours));
  criteria.set_shift_work(told(score.shift_work));
  const std::vector<std::uint32_t> earned = item_points(score, points);
  for (std::size_t i = 0; i < score.items.size(); ++i) {
    const ItemScore& item = score.items[i];
    const Presence presence = presence_of(item);
    api::ItemResult& result = *(presence == Presence::kFound     ? match.add_found()
                                : presence == Presence::kUnknown ? match.add_unknown()
                                                                 : match.add_missing());
    result.set_item(items.index_of(item.item));
    result.set_points(earned[i]);
    result.set_units(item.units);
    if (item.demand) result.set_condition(static_cast<Condition>(item.condition));
    if (details.facts_of == nullptr) continue;
    result.set_fact(fact_in_words(items.texts(), *details.facts_of, item));
    if (presence == Presence::kFound && has_relation(items.texts().item(item.item)))
      result.set_relation(std::string(relation_name(item.through.relation)));
  }
}

void fill_question(const Words& words, const RowQuestion& question, api::RowQuestion& told) {
  told.set_field(std::string(field_name(question.field)));
  told.set_name(field_in_words(words, question.field));
  told.set_total(question.total);
  told.set_rank(question.rank);
  told.set_settles(question.settles);
}

}  // namespace schakel
