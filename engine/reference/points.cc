#include "engine/reference/points.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/reference/arithmetic.h"

namespace schakel::reference {
namespace {

constexpr std::uint32_t kAllUnits = 4096;

ReferencePoints category_points(const Score& score, const Weights& weights) {
  const std::array<std::uint32_t, 4> x{weights.demand() * score.demand.low, weights.wish() * score.wish.low,
                                       weights.position() * score.position.low, weights.region() * score.region.low};
  std::array<std::uint32_t, 4> points{};
  for (std::size_t i = 0; i < x.size(); ++i) points[i] = x[i] / kAllUnits;

  std::array<std::size_t, 4> by_rest{0, 1, 2, 3};
  std::ranges::stable_sort(by_rest, [&](std::size_t a, std::size_t b) { return x[a] % kAllUnits > x[b] % kAllUnits; });
  const std::uint32_t left = score.total.low - std::accumulate(points.begin(), points.end(), std::uint32_t{0});
  for (std::uint32_t i = 0; i < left; ++i) ++points[by_rest[i]];
  return {.demand = points[0], .wish = points[1], .position = points[2], .region = points[3]};
}

std::vector<ReferenceItem> told_items(const VacancyFacts& vacancy, const Score& score) {
  std::vector<ReferenceItem> told;
  for (std::size_t i = 0; i < vacancy.items.size(); ++i) {
    const Item& item = vacancy.items[i];
    told.push_back({.kind = item.kind,
                    .code = item.code,
                    .minimum = item.minimum,
                    .condition = item.condition,
                    .units = item.units,
                    .quality = score.qualities[i],
                    .must = score.musts[i]});
  }
  return told;
}

// Gives the items of one category its points.
void share_points(std::uint32_t points, bool demand, const VacancyFacts& vacancy, std::vector<ReferenceItem>& told) {
  std::vector<std::uint64_t> contributions;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Item& item = vacancy.items[i];
    contributions.push_back(is_demand(item) == demand ? contribution(item, told[i].quality.low) : 0);
  }
  const std::vector<std::uint32_t> shares = largest_remainder(points, contributions);
  for (std::size_t i = 0; i < told.size(); ++i) told[i].points += shares[i];
}

}  // namespace

ReferencePair tell(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Score& score,
                   const Strategy& strategy) {
  ReferencePair pair{.eligible = score.eligible,
                     .demand = score.demand,
                     .wish = score.wish,
                     .position = score.position,
                     .region = score.region,
                     .total = score.total,
                     .points = category_points(score, strategy.weights()),
                     .travel = score.terms.travel,
                     .hours = score.terms.hours,
                     .shift_work = score.terms.shift_work,
                     .tie = reference_tie(vacancy.id, seeker.id),
                     .items = told_items(vacancy, score)};
  if (score.terms.distance_m) pair.distance_m = static_cast<std::uint32_t>(*score.terms.distance_m);
  share_points(pair.points.demand, true, vacancy, pair.items);
  share_points(pair.points.wish, false, vacancy, pair.items);
  return pair;
}

}  // namespace schakel::reference
