// The lists of an earlier epoch with the totals that their rows have in a later one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <vector>

#include "engine/epoch_drift.h"
#include "engine/kernel/block_pairs.h"
#include "engine/kernel/plan.h"
#include "engine/match_lists.h"
#include "engine/rematch_progress.h"
#include "index/epoch/epoch.h"

namespace schakel {

class RescoredLists {
 public:
  static constexpr std::uint16_t kNone = std::numeric_limits<std::uint16_t>::max();

  // Totals are what they were where neither facts nor counts moved, and scored anew, exactly, where they did. `then`
  // and the drift must outlive it. In parallel. Memory: two bytes per row, and eight per row of a vacancy's list that
  // is scored anew while it works. Cost: about 0.15 us per row that is scored anew and core.
  RescoredLists(const Epoch& now, const PlanTable& plans, const Run& then, const EpochDrift& drift,
                const RematchProgress& progress = {});

  // Of who is in both epochs, by the number then: totals in the order of Run::with_reserve(). kNone where the
  // counterpart is gone or not the same any more, or the pair is no longer eligible.
  [[nodiscard]] std::span<const std::uint16_t> totals(SeekerId then) const;
  [[nodiscard]] std::span<const std::uint16_t> totals(VacancyId then) const;

  // Of them those that are there.
  template <class Id>
  [[nodiscard]] std::vector<std::uint16_t> known(Id then) const {
    std::vector<std::uint16_t> known;
    std::ranges::copy_if(totals(then), std::back_inserter(known), [](std::uint16_t total) { return total != kNone; });
    return known;
  }

 private:
  void keep_vacancy_rows();
  void score_block(const Epoch& now, const PlanTable& plans, std::uint32_t block, BlockPairs& pairs);

  const Run& then_;
  const EpochDrift& drift_;
  std::vector<std::uint16_t> of_seekers_, of_vacancies_;  // per row of the run
  // Per seeker now, shifted: the rows of vacancies that are to be scored with them.
  struct ToScore {
    std::uint32_t row;
    VacancyId vacancy;  // now
  };
  std::vector<std::uint32_t> to_score_begin_;
  std::vector<ToScore> to_score_;
};

}  // namespace schakel
