// One thread of a rematch, at one block of seekers after another. Of rematch.cc only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/rematch.h"
#include "engine/rematch_state.h"
#include "engine/top_lists.h"
#include "engine/vacancy_order.h"

namespace schakel {

class Rematch::Worker {
 public:
  explicit Worker(Shared& shared);

  // The lists of the block's seekers, and what they bring to the lists of vacancies.
  void run_block(std::uint32_t block);

  [[nodiscard]] const KernelCounts& kernel() const { return scorer_.counts(); }
  [[nodiscard]] std::uint64_t eligible() const { return eligible_; }

 private:
  void enter(std::uint32_t block);
  void match(VacancyId vacancy);
  void offer(VacancyId vacancy, const VacancyPlan& plan, std::span<const Candidate> candidates);
  void hand_over(VacancyId vacancy);
  void keep(std::uint32_t block);

  Shared& shared_;
  const Epoch& epoch_;
  BlockScorer scorer_;
  TopLists lists_;
  std::vector<Scaled> thresholds_;
  VacancyOrder order_;
  std::vector<Ranked> for_vacancy_;
  std::uint64_t eligible_ = 0;
};

}  // namespace schakel
