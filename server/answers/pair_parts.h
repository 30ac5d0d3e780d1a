// The parts of a scored pair that every answer tells, as data and as JSON.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/pair.h"
#include "index/epoch/market.h"
#include "server/json_writer.h"

namespace schakel {

// docs/model.md section 7.
enum class Presence : std::uint8_t { kFound, kUnknown, kMissing };

[[nodiscard]] constexpr Presence presence_of(const ItemScore& item) {
  if (item.quality.low > 0) return Presence::kFound;
  return item.quality.high > 0 ? Presence::kUnknown : Presence::kMissing;
}

[[nodiscard]] std::string_view presence_name(Presence presence);  // "found"
[[nodiscard]] std::string_view verdict_name(Verdict verdict);     // "meets"

// "epoch", "date", "strategyHash" and "exact": what every answer starts with.
void add_epoch(JsonWriter& json, Market market);

// "weights": what was requested (null: nothing), what was applied, and what took effect: those, in every category.
void add_weights(JsonWriter& json, const std::optional<CategoryWeights>& requested, const CategoryWeights& applied);

// "total", "low", "high", "points" and, when it is known, "distanceM".
void add_score(JsonWriter& json, const PairScore& score, const Points& points);

// "criteria": a verdict each.
void add_criteria(JsonWriter& json, const PairScore& score);

// "found", "unknown" and "missing": codes of items, in item order.
void add_item_codes(JsonWriter& json, Market market, const std::vector<ItemScore>& items);

}  // namespace schakel
