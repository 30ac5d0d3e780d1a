#include "engine/rematch_worker.h"

#include <algorithm>
#include <mutex>

#include "engine/kernel/candidate.h"

namespace schakel {

Rematch::Worker::Worker(Shared& shared)
    : shared_(shared),
      epoch_(shared.epoch),
      scorer_(epoch_, epoch_.model().weights),
      lists_(epoch_, Side::kSeeker, 0, epoch_.block_seekers(), shared.options.k),
      thresholds_(epoch_.block_seekers()),
      order_(epoch_) {}

void Rematch::Worker::run_block(std::uint32_t block) {
  enter(block);
  const auto visiting = order_.visiting(scorer_, !shared_.seeker_start.empty());
  for (std::size_t i = 0; i < visiting.size(); ++i) {
    if (i + 1 < visiting.size()) {
      __builtin_prefetch(&epoch_.vacancy_scalars[visiting[i + 1]]);
      shared_.plans.prefetch(VacancyId{visiting[i + 1]});
    }
    match(VacancyId{visiting[i]});
  }
  keep(block);
}

void Rematch::Worker::enter(std::uint32_t block) {
  scorer_.enter(block);
  lists_.reset(scorer_.first_seeker());
  // Seekers beyond the end of the last block take no candidates; the kernel masks them out.
  std::ranges::fill(thresholds_, 0);
  if (shared_.seeker_start.empty()) return;
  for (std::uint32_t i = 0; i < scorer_.size(); ++i)
    thresholds_[i] = scaled(shared_.seeker_start[scorer_.first_seeker() + i]);
}

void Rematch::Worker::match(VacancyId vacancy) {
  const VacancyPlan plan = shared_.plans[vacancy];
  scorer_.scan(
      epoch_.vacancy_scalars[vacancy.value], plan, thresholds_.data(),
      [&] { return shared_.vacancy_thresholds[vacancy.value].load(std::memory_order_relaxed); },
      [&](std::span<const Candidate> candidates) { offer(vacancy, plan, candidates); });
}

void Rematch::Worker::offer(VacancyId vacancy, const VacancyPlan& plan, std::span<const Candidate> candidates) {
  if (candidates.empty()) return;
  const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy.value];
  const Scaled threshold = shared_.vacancy_thresholds[vacancy.value].load(std::memory_order_relaxed);
  for_vacancy_.clear();
  for (const Candidate& candidate : candidates) {
    const SeekerId seeker{scorer_.first_seeker() + candidate.seeker};
    const std::uint32_t position = plan.position + epoch_.seeker_position_lows[seeker.value];
    const auto total = candidate_total(epoch_.model(), epoch_.model().weights, candidate, position, scalars,
                                       epoch_.seeker_scalars[seeker.value]);
    if (!total) continue;
    const bool for_seeker = scaled(*total) >= thresholds_[candidate.seeker];
    const bool for_vacancy = scaled(*total) >= threshold;
    if (!for_seeker && !for_vacancy) continue;
    ++eligible_;
    const std::uint64_t tie = tie_of(epoch_.vacancy_ties[vacancy.value], epoch_.seeker_ties[seeker.value]);
    if (for_seeker) {
      lists_.offer(candidate.seeker, ranked(*total, tie, vacancy.value));
      Scaled& own = thresholds_[candidate.seeker];
      own = std::max(own, scaled(lists_.threshold(candidate.seeker)));
    }
    if (for_vacancy) for_vacancy_.push_back(ranked(*total, tie, seeker.value));
  }
  if (!for_vacancy_.empty()) hand_over(vacancy);
}

void Rematch::Worker::hand_over(VacancyId vacancy) {
  const std::scoped_lock lock(shared_.vacancy_locks[vacancy.value]);
  for (const Ranked& row : for_vacancy_) shared_.vacancy_lists.offer(vacancy.value, row);
  shared_.raise(vacancy.value);
}

void Rematch::Worker::keep(std::uint32_t block) {
  MatchRows& rows = shared_.seeker_rows[block];
  const auto visits = scorer_.cell_visits();
  std::ranges::copy(visits, shared_.cell_visits.begin() + static_cast<std::ptrdiff_t>(block * visits.size()));
  for (std::uint32_t i = 0; i < scorer_.size(); ++i) {
    shared_.seeker_thresholds[scorer_.first_seeker() + i] = static_cast<std::uint16_t>(thresholds_[i] / kUnits);
    for (const Ranked& row : lists_.finish(i)) {
      rows.rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
      order_.listed(row.other);
    }
    rows.begin.push_back(rows.rows.size());
  }
}

}  // namespace schakel
