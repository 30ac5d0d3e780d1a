#include "engine/rematch.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "engine/kernel/candidate.h"
#include "engine/top_lists.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// A lock per vacancy, held for a few rows at a time.
class SpinLock {
 public:
  void lock() {
    while (flag_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() { flag_.clear(std::memory_order_release); }

 private:
  std::atomic_flag flag_;
};

// What the workers share.
struct Shared {
  Shared(const Epoch& market, std::uint32_t top)
      : epoch(market),
        k(top),
        plans(market),
        vacancy_lists(market, Side::kVacancy, 0, market.vacancies(), top),
        vacancy_locks(market.vacancies()),
        vacancy_thresholds(market.vacancies()),
        seeker_rows(market.blocks()) {}

  const Epoch& epoch;
  std::uint32_t k;
  PlanTable plans;
  TopLists vacancy_lists;
  std::vector<SpinLock> vacancy_locks;
  std::vector<std::atomic<Scaled>> vacancy_thresholds;  // only ever rise, so a late reading is safe
  std::vector<MatchRows> seeker_rows;                   // per block
  std::atomic<std::uint32_t> next_block{0};
};

// One worker: takes blocks until none is left.
class Worker {
 public:
  explicit Worker(Shared& shared)
      : shared_(shared),
        epoch_(shared.epoch),
        scorer_(epoch_, epoch_.model().weights),
        lists_(epoch_, Side::kSeeker, 0, epoch_.block_seekers(), shared.k),
        thresholds_(epoch_.block_seekers()) {}

  void run_block(std::uint32_t block) {
    scorer_.enter(block);
    lists_.reset(scorer_.first_seeker());
    // Seekers beyond the end of the last block take no candidates; the kernel masks them out.
    std::ranges::fill(thresholds_, 0);
    order_vacancies();
    for (const std::uint32_t v : order_) match(VacancyId{v});
    keep_rows(block);
  }
  [[nodiscard]] const KernelCounts& kernel() const { return scorer_.counts(); }
  [[nodiscard]] std::uint64_t eligible() const { return eligible_; }

 private:
  // Vacancies that reach the block, those with the best region points first: thresholds rise early, and later vacancies
  // are passed over sooner. Any order gives the same lists.
  void order_vacancies() {
    constexpr std::uint32_t kRings = 17;
    rings_.resize(kRings);
    for (auto& ring : rings_) ring.clear();
    for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v) {
      std::uint32_t best = 0;
      if (scorer_.reach(epoch_.vacancy_scalars[v], best))
        rings_[kRings - 1 - best * (kRings - 1) / kUnits].push_back(v);
    }
    order_.clear();
    for (const auto& ring : rings_) order_.insert(order_.end(), ring.begin(), ring.end());
  }

  void match(VacancyId vacancy) {
    const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy.value];
    std::uint32_t best = 0;
    if (!scorer_.reach(scalars, best)) return;
    const Scaled threshold = shared_.vacancy_thresholds[vacancy.value].load(std::memory_order_relaxed);
    const VacancyPlan plan = shared_.plans[vacancy];
    const auto candidates = scorer_.scan(scalars, plan, threshold, thresholds_);
    if (candidates.empty()) return;
    for_vacancy_.clear();
    for (const Candidate& candidate : candidates) {
      const SeekerId seeker{scorer_.first_seeker() + candidate.seeker};
      const std::uint32_t position = plan.position + epoch_.seeker_positions[seeker.value].points.low;
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
        thresholds_[candidate.seeker] = scaled(lists_.threshold(candidate.seeker));
      }
      if (for_vacancy) for_vacancy_.push_back(ranked(*total, tie, seeker.value));
    }
    if (!for_vacancy_.empty()) hand_over(vacancy);
  }

  void hand_over(VacancyId vacancy) {
    const std::scoped_lock lock(shared_.vacancy_locks[vacancy.value]);
    for (const Ranked& row : for_vacancy_) shared_.vacancy_lists.offer(vacancy.value, row);
    shared_.vacancy_thresholds[vacancy.value].store(scaled(shared_.vacancy_lists.threshold(vacancy.value)),
                                                    std::memory_order_relaxed);
  }

  void keep_rows(std::uint32_t block) {
    MatchRows& rows = shared_.seeker_rows[block];
    for (std::uint32_t i = 0; i < scorer_.size(); ++i) {
      for (const Ranked& row : lists_.finish(i))
        rows.rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
      rows.begin.push_back(rows.rows.size());
    }
  }

  Shared& shared_;
  const Epoch& epoch_;
  BlockScorer scorer_;
  TopLists lists_;
  std::vector<Scaled> thresholds_;
  std::vector<std::vector<std::uint32_t>> rings_;
  std::vector<std::uint32_t> order_;
  std::vector<Ranked> for_vacancy_;
  std::uint64_t eligible_ = 0;
};

void append(MatchRows& all, const MatchRows& part) {
  const std::uint64_t base = all.rows.size();
  all.rows.insert(all.rows.end(), part.rows.begin(), part.rows.end());
  for (std::size_t i = 1; i < part.begin.size(); ++i) all.begin.push_back(base + part.begin[i]);
}

MatchLists collect(Shared& shared) {
  MatchLists lists;
  for (MatchRows& rows : shared.seeker_rows) {
    append(lists.seekers, rows);
    rows = {};
  }
  for (std::uint32_t v = 0; v < shared.epoch.vacancies(); ++v) {
    for (const Ranked& row : shared.vacancy_lists.finish(v))
      lists.vacancies.rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
    lists.vacancies.begin.push_back(lists.vacancies.rows.size());
  }
  return lists;
}

}  // namespace

MatchLists rematch(const Epoch& epoch, const RematchOptions& options, RematchCounts* counts) {
  const std::uint32_t threads =
      options.threads > 0 ? options.threads : static_cast<std::uint32_t>(tbb::this_task_arena::max_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  Shared shared(epoch, options.k);
  std::mutex mutex;
  std::uint32_t done = 0;
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    for_all(threads, [&](std::size_t) {
      Worker worker(shared);
      // The last blocks hold those whom no distance excludes: the longest work goes first.
      for (std::uint32_t taken = shared.next_block++; taken < epoch.blocks(); taken = shared.next_block++) {
        worker.run_block(epoch.blocks() - 1 - taken);
        const std::scoped_lock lock(mutex);
        ++done;
        if (options.progress) options.progress(done * 1000 / epoch.blocks());
      }
      const std::scoped_lock lock(mutex);
      if (counts == nullptr) return;
      counts->kernel.vacancy_blocks += worker.kernel().vacancy_blocks;
      counts->kernel.pairs += worker.kernel().pairs;
      counts->kernel.candidates += worker.kernel().candidates;
      counts->eligible += worker.eligible();
    });
  });
  return collect(shared);
}

}  // namespace schakel
