// Who of 64 seekers reaches a threshold with what they have gathered: the innermost loop.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "engine/kernel/plan.h"

namespace schakel {

// Totals times 4096, as the kernel compares them.
using Scaled = std::int32_t;
[[nodiscard]] constexpr Scaled scaled(std::uint32_t total) { return static_cast<Scaled>(total * kUnits); }
// A threshold that nothing reaches: for a side that takes no candidates.
inline constexpr Scaled kUnreachable = std::numeric_limits<Scaled>::max();

// D and W of what was gathered (plan.h), weighted.
[[nodiscard]] constexpr Scaled weighted(const CategoryWeights& weights, std::uint32_t accumulated) {
  return static_cast<Scaled>(weights.demand * (accumulated & kDemandBits) +
                             weights.wish * ((accumulated & kUnitBits) >> kWishShift));
}

// A long list, that is only added for the few whom it can lift over a threshold.
struct DeferredList {
  const std::uint16_t* bitmap = nullptr;  // of the block
  std::uint32_t weight = 0;
};

// One vacancy over a block of seekers (or, for VacancyScorer, one seeker over a block of vacancies).
struct BlockScan {
  std::uint32_t* sums = nullptr;        // per seeker of the block: gathered so far; 32-byte aligned
  const Scaled* positions = nullptr;    // per seeker: their own weighted P
  const Scaled* thresholds = nullptr;   // per seeker; null: kUnreachable for all
  std::span<const DeferredList> lists;  // not in the sums yet
  Scaled lists_most = 0;                // at least what the lists give anybody
  CategoryWeights weights;
  Scaled vacancy_threshold = 0;
  const Scaled* shared = nullptr;  // per 64 seekers: at least what each of them gets for the region and the vacancy's
                                   // own position; read where somebody is asked about
};

// Of the seekers in words `first` and on of the block that are set in `asked`, those are set in `found` (as many words)
// who with the deferred lists have some evidence and reach
//   weighted(sum) + shared + position >= min(own threshold, vacancy's threshold).
// The lists are added to the sums of all who are found, and of some others: a word may be asked about once only.
void reaching(const BlockScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked, std::uint64_t* found);

// The same, one seeker after another, for processors without AVX2 and for tests.
void reaching_plainly(const BlockScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked,
                      std::uint64_t* found);

}  // namespace schakel
