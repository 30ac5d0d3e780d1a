// The vacancy clinic: what each relaxation brings in, counted over all seekers: docs/advice.md section 5.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/advice/relaxation.h"
#include "index/epoch/guest.h"

namespace schakel {

inline constexpr std::uint32_t kClinicTop = 10;   // whose mean total is told
inline constexpr std::size_t kMostSearched = 24;  // relaxations that a search for a set looks at
inline constexpr std::size_t kMostTogether = 3;   // relaxations of a set

struct Intake {
  std::uint64_t candidates = 0;  // eligible seekers
  std::uint32_t top_sum = 0;     // totals of the best kClinicTop of them, summed
  std::uint32_t top_count = 0;   // how many these are: at most kClinicTop
};

// Whether the mean total of a's best is higher than that of b's, exactly.
[[nodiscard]] constexpr bool higher_mean(const Intake& a, const Intake& b) {
  return std::uint64_t{a.top_sum} * b.top_count > std::uint64_t{b.top_sum} * a.top_count;
}

struct Relaxed {
  std::vector<Relaxation> relaxations;
  Intake intake;
};

struct Clinic {
  CategoryWeights weights;  // by which it was counted
  Intake before;
  std::vector<Relaxed> single;  // one each, in order of relaxations_of()
};

// By weights of sum 10000 and the epoch's frozen counts. Parallel on the threads of TBB's current arena; reads
// the guests that it needs into the book. Cost: a live list for each relaxation.
[[nodiscard]] Clinic clinic_of(GuestBook& book, const CategoryWeights& weights, const Vacancy& record);

struct Search {
  std::optional<Relaxed> cheapest;  // the fewest relaxations with at least `reach` candidates, if kMostTogether do
  Relaxed widest;                   // the most candidates that were seen
  std::size_t searched = 0;         // relaxations that were looked at
};

// The cheapest set, by the weights of the clinic: fewest relaxations, then the higher mean total of the best, then the
// order of relaxations_of(). All sets are tried, of the kMostSearched relaxations that bring in most alone where there
// are more. Cost: a live list for each set that is tried, at most 2,324.
[[nodiscard]] Search cheapest_reaching(GuestBook& book, const Vacancy& record, const Clinic& clinic,
                                       std::uint64_t reach);

}  // namespace schakel
