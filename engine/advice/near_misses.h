// Who fails exactly one MUST, and where they would have stood: docs/advice.md section 2.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/match.h"

namespace schakel {

struct NearMiss {
  std::uint32_t other = 0;  // SeekerId in a vacancy's answer, VacancyId in a seeker's
  std::uint32_t total = 0;
  ItemId failing = 0;      // the MUST
  std::uint64_t rank = 0;  // among the pairs of the list, were the MUST not failing; 1 is best
};

// Which eligible pairs are in the list: it holds for near misses, and for the pairs that their ranks count.
struct ListRules {
  bool exclude_unknown = false;  // no pair with an unknown criterion, besides the MUST that a near miss fails
  std::function<bool(std::uint32_t other)> allows;  // whether a counterpart may be in the list; empty: all may
};

// The k > 0 best by the order of lists. Cost: a live list for each MUST of the vacancy, and one more; for each pair
// that could count what `allows` costs, and with `exclude_unknown` a microsecond.
[[nodiscard]] std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights,
                                                const VacancySide& vacancy, std::uint32_t k,
                                                const ListRules& rules = {});
// Cost: two live lists, and as above.
[[nodiscard]] std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights,
                                                const SeekerSide& seeker, std::uint32_t k, const ListRules& rules = {});

}  // namespace schakel
