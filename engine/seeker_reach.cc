#include "engine/seeker_reach.h"

#include <algorithm>
#include <map>

namespace schakel {
namespace {

std::vector<Opening> most_first(const std::map<ItemId, std::uint32_t>& counts) {
  std::vector<Opening> openings;
  openings.reserve(counts.size());
  for (const auto& [item, vacancies] : counts) openings.push_back({item, vacancies});
  std::ranges::stable_sort(openings, std::greater{}, &Opening::vacancies);
  return openings;
}

}  // namespace

Band band_of(std::uint32_t fit, std::uint32_t reach) {
  const std::uint64_t x = fit, y = reach;
  if (y == 0 || 4 * x < y) return Band::kUnder25;
  if (2 * x < y) return Band::kUnder50;
  return 4 * x <= 3 * y ? Band::kTo75 : Band::kOver75;
}

Interval<Band> bands_of(const PositionCounts& counts) {
  return {band_of(counts.a, counts.a + counts.n), band_of(counts.b, counts.b + counts.m)};
}

SeekerReach reach_of(PositionCounter& counter, const SeekerView& seeker) {
  SeekerReach reach{.position = counter.count(seeker)};
  std::map<ItemId, std::uint32_t> blockers, questions;
  for (const Reached& reached : counter.in_reach(seeker)) {
    if (reached.failing + reached.unknown != 1) continue;
    if (reached.failing == 1)
      ++blockers[reached.failing_item];
    else
      ++questions[reached.unknown_item];
  }
  reach.blockers = most_first(blockers);
  reach.questions = most_first(questions);
  return reach;
}

}  // namespace schakel
