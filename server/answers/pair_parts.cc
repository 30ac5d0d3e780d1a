#include "server/answers/pair_parts.h"

#include <string>

namespace schakel {
namespace {

void add_categories(JsonWriter& json, const CategoryWeights& weights) {
  json.begin_object().field("demand", weights.demand).field("wish", weights.wish);
  json.field("position", weights.position).field("region", weights.region).end_object();
}

}  // namespace

std::string_view presence_name(Presence presence) {
  if (presence == Presence::kFound) return "found";
  return presence == Presence::kUnknown ? "unknown" : "missing";
}

std::string_view verdict_name(Verdict verdict) {
  if (verdict == Verdict::kMeets) return "meets";
  return verdict == Verdict::kFails ? "fails" : "unknown";
}

void add_epoch(JsonWriter& json, Market market) {
  json.field("epoch", std::string_view(market.id())).field("date", std::string_view(format_date(market.date())));
  json.field("strategyHash", std::string_view(market.strategy_hash())).field("exact", true);
}

void add_weights(JsonWriter& json, const std::optional<CategoryWeights>& requested, const CategoryWeights& applied) {
  json.key("weights").begin_object().key("requested");
  if (requested)
    add_categories(json, *requested);
  else
    json.raw("null");
  json.key("applied");
  add_categories(json, applied);
  json.key("effective");
  add_categories(json, applied);
  json.end_object();
}

void add_score(JsonWriter& json, const PairScore& score, const Points& points) {
  json.field("total", score.total.low).field("low", score.total.low).field("high", score.total.high);
  json.key("points");
  add_categories(json, {points.demand, points.wish, points.position, points.region});
  if (score.distance_m) json.field("distanceM", *score.distance_m);
}

void add_criteria(JsonWriter& json, const PairScore& score) {
  json.key("criteria").begin_object().field("must", verdict_name(score.must));
  json.field("travel", verdict_name(score.travel)).field("hours", verdict_name(score.hours));
  json.field("shiftWork", verdict_name(score.shift_work)).end_object();
}

void add_item_codes(JsonWriter& json, Market market, const std::vector<ItemScore>& items) {
  for (const Presence presence : {Presence::kFound, Presence::kUnknown, Presence::kMissing}) {
    json.key(presence_name(presence)).begin_array();
    for (const ItemScore& item : items)
      if (presence_of(item) == presence) json.value(std::string_view(market.item_text(item.item)));
    json.end_array();
  }
}

}  // namespace schakel
