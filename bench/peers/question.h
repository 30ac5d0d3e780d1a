// The question that every peer gets: the 50 best seekers for a vacancy, with what the vacancy asks spelled out as lists
// and weights, so that nobody needs the taxonomy.
//
//   total = (wD * D + wW * W + wP * P + wR * R) / 4096, rounded down (docs/model.md),
//
// where D and W are the sums of the weights of the lists that a seeker is on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/plan.h"
#include "index/epoch/epoch.h"

namespace schakel::bench {

// A list of the epoch by its number in PostingSpans::lists, or, from lists.size() on, "nothing known of demand kind
// 1..6", whose MUSTs such seekers do not fail.
using ListNumber = std::uint32_t;
[[nodiscard]] std::uint32_t all_lists(const Epoch& epoch);

struct Question {
  VacancyId vacancy;
  VacancyScalars scalars;
  std::uint32_t position = 0;  // the vacancy's side of P, low
  std::uint64_t tie = 0;
  std::vector<PlannedList> lists;
  std::vector<std::vector<ListNumber>> musts;  // per MUST: a seeker must be on one of these
};

// Points a list gives, as in plan.h.
[[nodiscard]] inline std::uint32_t demand_of(const PlannedList& list) { return list.weight & kDemandBits; }
[[nodiscard]] inline std::uint32_t wish_of(const PlannedList& list) { return (list.weight & kUnitBits) >> kWishShift; }
// Whether being on the list is enough to be listed at all: D above 0, or the occupation wish.
[[nodiscard]] inline bool is_evidence(const PlannedList& list) { return (list.weight & kEvidenceBits) != 0; }

[[nodiscard]] Question question_of(const Epoch& epoch, VacancyId vacancy);

// The questions of `count` different vacancies, or of all where there are fewer. The same seed gives the same ones.
[[nodiscard]] std::vector<Question> sample(const Epoch& epoch, std::uint32_t count, std::uint64_t seed);

}  // namespace schakel::bench
