// Who fails exactly one MUST, and where they would have stood: docs/advice.md section 2.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/match.h"

namespace schakel {

struct NearMiss {
  std::uint32_t other = 0;  // SeekerId in a vacancy's answer, VacancyId in a seeker's
  std::uint32_t total = 0;
  ItemId failing = 0;      // the MUST
  std::uint64_t rank = 0;  // among the eligible pairs of the list, were the MUST not failing; 1 is best
};

// The k > 0 best by the order of lists. Cost: a live list for each MUST of the vacancy, and one more.
[[nodiscard]] std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights,
                                                const VacancySide& vacancy, std::uint32_t k);
// Cost: two live lists.
[[nodiscard]] std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights,
                                                const SeekerSide& seeker, std::uint32_t k);

}  // namespace schakel
