// What the threads of one rematch share. Of rematch.cc and rematch_worker.cc only.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/kernel/plan.h"
#include "engine/near_thresholds.h"
#include "engine/rematch.h"
#include "engine/seeds.h"
#include "engine/top_lists.h"
#include "index/parallel/spin_lock.h"

namespace schakel {

// What the workers share.
struct Rematch::Shared {
  Shared(const Epoch& market, RematchOptions how)
      : epoch(market),
        options(std::move(how)),
        plans(market),
        vacancy_lists(market, Side::kVacancy, 0, market.vacancies(), options.k),
        vacancy_locks(market.vacancies()),
        vacancy_thresholds(market.vacancies()),
        seeker_rows(market.blocks()),
        seeker_thresholds(market.seekers()),
        cell_visits(market.cells.size()),
        turn_done(market.blocks()) {
    Thresholds start = std::exchange(options.start, {});
    if (const Seeds seeds = std::exchange(options.seeds, {}); !seeds.cells.empty())
      raise(start, seeded_thresholds(epoch, plans, seeds, options.k, options.progress));
    raise_by_near_pairs(epoch, plans, options.k, start.vacancies, options.progress);
    seeker_start = std::move(start.seekers);
    for (std::uint32_t v = 0; v < start.vacancies.size(); ++v) vacancy_thresholds[v] = scaled(start.vacancies[v]);
  }

  static void raise(Thresholds& start, Thresholds seeded) {
    if (start.seekers.empty()) {
      start = std::move(seeded);
      return;
    }
    const auto higher = [](std::uint16_t a, std::uint16_t b) { return std::max(a, b); };
    std::ranges::transform(start.seekers, seeded.seekers, start.seekers.begin(), higher);
    std::ranges::transform(start.vacancies, seeded.vacancies, start.vacancies.begin(), higher);
  }

  // What the block of a turn came to can be read by whoever sees the turn in `turns`.
  void finish_turn(std::uint32_t turn) {
    const std::scoped_lock lock(mutex);
    turn_done[turn] = 1;
    std::uint32_t first = turns.load();
    while (first < turn_done.size() && turn_done[first] != 0) ++first;
    turns.store(first);
    tell_progress();
  }

  void tell_progress() const {
    const auto ready = static_cast<std::size_t>(std::ranges::count(turn_done, 1));
    if (options.progress)
      options.progress(RematchPart::kMatching, static_cast<std::uint32_t>(ready * 1000 / turn_done.size()));
  }

  // The last blocks hold those whom no distance excludes: the longest work goes first.
  [[nodiscard]] std::uint32_t block(std::uint32_t turn) const { return epoch.blocks() - 1 - turn; }

  // Takes over the threshold of a vacancy's list. Under its lock.
  void raise(std::uint32_t v) {
    const Scaled reached = scaled(vacancy_lists.threshold(v));
    if (reached > vacancy_thresholds[v].load(std::memory_order_relaxed))
      vacancy_thresholds[v].store(reached, std::memory_order_relaxed);
  }

  const Epoch& epoch;
  RematchOptions options;
  PlanTable plans;
  TopLists vacancy_lists;
  std::vector<SpinLock> vacancy_locks;
  std::vector<std::atomic<Scaled>> vacancy_thresholds;  // only ever rise, so a late reading is safe
  std::vector<std::uint16_t> seeker_start;              // thresholds to begin with, as totals; empty: none
  std::vector<MatchRows> seeker_rows;                   // per block
  std::vector<std::uint16_t> seeker_thresholds;         // those that were reached, as totals
  std::vector<std::uint32_t> cell_visits;
  std::atomic<std::uint32_t> next_turn{0};
  std::mutex mutex;                     // of turn_done, and of telling progress
  std::vector<std::uint8_t> turn_done;  // per turn: 1
  std::atomic<std::uint32_t> turns{0};  // the first ones, all done
  std::uint32_t last_kept = 0;          // turns
};

}  // namespace schakel
