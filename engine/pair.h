// One pair, in full: what the model says of a vacancy and a seeker. docs/model.md sections 3 to 6.
//
// This is the explaining path: it reads the facts of both, not the postings. It agrees with the lists on every pair.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sides.h"
#include "index/epoch/guest.h"
#include "index/epoch/market.h"
#include "index/epoch/verdict.h"

namespace schakel {

struct ItemScore {
  ItemId item = 0;
  std::uint16_t units = 0;  // of 4096 in its category
  std::uint8_t condition = CONDITION_UNKNOWN;
  bool demand = true;
  Interval<std::uint32_t> quality;  // 0..256
  Through through;                  // where the low quality comes from
  [[nodiscard]] std::uint32_t earned() const { return units * quality.low / kFullQuality; }
};

struct PairScore {
  Interval<std::uint32_t> demand, wish, position, region;  // 0..4096
  Interval<std::uint32_t> total;                           // 0..10000; the total of the pair is total.low
  std::optional<std::uint32_t> distance_m;                 // over the road; nothing when a place is unknown
  Verdict must = Verdict::kMeets;  // of all MUST items: fails if one fails, else unknown if one is
  Verdict travel = Verdict::kMeets;
  Verdict hours = Verdict::kMeets;
  Verdict shift_work = Verdict::kMeets;
  bool evidence = false;
  [[nodiscard]] bool eligible() const;
  [[nodiscard]] bool any_unknown_criterion() const;
  std::vector<ItemScore> items;  // in item order
};

// Fills in `score`, reusing its memory. Thread-safe. Cost: about a microsecond.
void score_pair(Market market, const CategoryWeights& weights, VacancyId vacancy, SeekerId seeker, PairScore& score);

// The same for sides of which either may be a guest of the book.
void score_pair(const GuestBook& book, const CategoryWeights& weights, const VacancySide& vacancy,
                const SeekerSide& seeker, PairScore& score);

// The same for sides of the market, or made of its numbers.
void score_pair(Market market, const CategoryWeights& weights, const VacancySide& vacancy, const SeekerSide& seeker,
                PairScore& score);

// Whether distance alone rules the pair out; cheap, and exact.
[[nodiscard]] bool out_of_reach(const Model& model, const SeekerScalars& seeker, const VacancyScalars& vacancy);

// R with the remote share: R0 + floor((4096 - R0) * remote / 100).
[[nodiscard]] constexpr std::uint32_t with_remote(std::uint32_t points, std::uint32_t remote_percent) {
  return points + (kUnits - points) * remote_percent / 100;
}

[[nodiscard]] constexpr std::uint32_t total_of(const CategoryWeights& w, std::uint32_t demand, std::uint32_t wish,
                                               std::uint32_t position, std::uint32_t region) {
  return (w.demand * demand + w.wish * wish + w.position * position + w.region * region) / kUnits;
}

// docs/model.md section 7: points that sum exactly to the total, and per item exactly to its category.
struct Points {
  std::uint32_t demand = 0, wish = 0, position = 0, region = 0;
};
[[nodiscard]] Points category_points(const CategoryWeights& weights, const PairScore& score);
// One number per item of score.items.
[[nodiscard]] std::vector<std::uint32_t> item_points(const PairScore& score, const Points& points);

}  // namespace schakel
