#include "engine/rematch.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "engine/kernel/candidate.h"
#include "engine/seeds.h"
#include "engine/top_lists.h"
#include "engine/vacancy_order.h"
#include "index/parallel/for_all.h"
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
        turn_done(market.blocks()) {
    const Seeds seeds = std::exchange(options.seeds, {});
    if (seeds.cells.empty()) return;
    Thresholds seeded = seeded_thresholds(epoch, plans, seeds, options.k);
    seeker_seeds = std::move(seeded.seekers);
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) vacancy_thresholds[v] = scaled(seeded.vacancies[v]);
  }

  // What the block of a turn came to can be read by whoever sees the turn in `turns`.
  void finish_turn(std::uint32_t turn) {
    const std::scoped_lock lock(mutex);
    turn_done[turn] = 1;
    std::uint32_t first = turns.load();
    while (first < turn_done.size() && turn_done[first] != 0) ++first;
    turns.store(first);
    const auto ready = static_cast<std::size_t>(std::ranges::count(turn_done, 1));
    if (options.progress) options.progress(static_cast<std::uint32_t>(ready * 1000 / turn_done.size()));
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
  std::vector<std::uint16_t> seeker_seeds;              // thresholds to begin with, as totals; empty without seeds
  std::vector<MatchRows> seeker_rows;                   // per block
  std::atomic<std::uint32_t> next_turn{0};
  std::atomic<bool> stopped{false};
  std::mutex mutex;                     // of turn_done, and of telling progress
  std::vector<std::uint8_t> turn_done;  // per turn: 1
  std::atomic<std::uint32_t> turns{0};  // the first ones, all done
  std::uint32_t last_kept = 0;          // turns
};

// What one thread works with.
class Rematch::Worker {
 public:
  explicit Worker(Shared& shared)
      : shared_(shared),
        epoch_(shared.epoch),
        scorer_(epoch_, epoch_.model().weights),
        lists_(epoch_, Side::kSeeker, 0, epoch_.block_seekers(), shared.options.k),
        thresholds_(epoch_.block_seekers()),
        order_(epoch_) {}

  void run_block(std::uint32_t block) {
    scorer_.enter(block);
    lists_.reset(scorer_.first_seeker());
    // Seekers beyond the end of the last block take no candidates; the kernel masks them out.
    std::ranges::fill(thresholds_, 0);
    if (!shared_.seeker_seeds.empty())
      for (std::uint32_t i = 0; i < scorer_.size(); ++i)
        thresholds_[i] = scaled(shared_.seeker_seeds[scorer_.first_seeker() + i]);
    const auto visiting = order_.visiting(scorer_, !shared_.seeker_seeds.empty());
    for (std::size_t i = 0; i < visiting.size(); ++i) {
      if (i + 1 < visiting.size()) {
        __builtin_prefetch(&epoch_.vacancy_scalars[visiting[i + 1]]);
        shared_.plans.prefetch(VacancyId{visiting[i + 1]});
      }
      match(VacancyId{visiting[i]});
    }
    keep_rows(block);
  }
  [[nodiscard]] const KernelCounts& kernel() const { return scorer_.counts(); }
  [[nodiscard]] std::uint64_t eligible() const { return eligible_; }

 private:
  void match(VacancyId vacancy) {
    const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy.value];
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
        Scaled& own = thresholds_[candidate.seeker];
        own = std::max(own, scaled(lists_.threshold(candidate.seeker)));
      }
      if (for_vacancy) for_vacancy_.push_back(ranked(*total, tie, seeker.value));
    }
    if (!for_vacancy_.empty()) hand_over(vacancy);
  }

  void hand_over(VacancyId vacancy) {
    const std::scoped_lock lock(shared_.vacancy_locks[vacancy.value]);
    for (const Ranked& row : for_vacancy_) shared_.vacancy_lists.offer(vacancy.value, row);
    shared_.raise(vacancy.value);
  }

  void keep_rows(std::uint32_t block) {
    MatchRows& rows = shared_.seeker_rows[block];
    for (std::uint32_t i = 0; i < scorer_.size(); ++i) {
      for (const Ranked& row : lists_.finish(i)) {
        rows.rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
        order_.listed(row.other);
      }
      rows.begin.push_back(rows.rows.size());
    }
  }

  Shared& shared_;
  const Epoch& epoch_;
  BlockScorer scorer_;
  TopLists lists_;
  std::vector<Scaled> thresholds_;
  VacancyOrder order_;
  std::vector<Ranked> for_vacancy_;
  std::uint64_t eligible_ = 0;
};

namespace {

void append(MatchRows& all, const MatchRows& part) {
  const std::uint64_t base = all.rows.size();
  all.rows.insert(all.rows.end(), part.rows.begin(), part.rows.end());
  for (std::size_t i = 1; i < part.begin.size(); ++i) all.begin.push_back(base + part.begin[i]);
}

MatchRow row_of(const Ranked& ranked) { return {ranked.other, static_cast<std::uint16_t>(ranked.total()), 0}; }

}  // namespace

Rematch::Rematch(const Epoch& epoch, RematchOptions options) {
  if (options.threads == 0) options.threads = static_cast<std::uint32_t>(tbb::this_task_arena::max_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, options.threads);
  shared_ = std::make_unique<Shared>(epoch, std::move(options));
  for (std::uint32_t i = 0; i < shared_->options.threads; ++i) workers_.push_back(std::make_unique<Worker>(*shared_));
}

Rematch::~Rematch() = default;

std::uint32_t Rematch::blocks_done() const { return shared_->turns; }
bool Rematch::done() const { return blocks_done() == shared_->epoch.blocks(); }
void Rematch::stop() { shared_->stopped = true; }

void Rematch::run_for(std::chrono::milliseconds time) {
  const std::uint32_t blocks = shared_->epoch.blocks(), threads = shared_->options.threads;
  const auto end = std::chrono::steady_clock::now() + time;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    for_all(threads, [&](std::size_t i) {
      do {
        const std::uint32_t turn = shared_->next_turn++;
        if (turn >= blocks || shared_->stopped) return;
        workers_[i]->run_block(shared_->block(turn));
        shared_->finish_turn(turn);
      } while (std::chrono::steady_clock::now() < end);
    });
  });
  shared_->next_turn = blocks_done();
}

RematchChunk Rematch::last_chunk() {
  RematchChunk chunk{.from = shared_->last_kept, .to = blocks_done()};
  shared_->last_kept = chunk.to;
  if (chunk.from == chunk.to) return chunk;
  const std::uint32_t size = shared_->epoch.block_seekers();
  const std::uint32_t first = shared_->block(chunk.to - 1), last = shared_->block(chunk.from);
  for (std::uint32_t block = first; block <= last; ++block) append(chunk.seekers, shared_->seeker_rows[block]);
  for (std::uint32_t v = 0; v < shared_->epoch.vacancies(); ++v) {
    // What better rows have displaced meanwhile does not belong in the list, whoever finds those rows again.
    const std::scoped_lock lock(shared_->vacancy_locks[v]);
    for (const Ranked& row : shared_->vacancy_lists.rows(v))
      if (row.other / size >= first && row.other / size <= last) chunk.vacancies.rows.push_back(row_of(row));
    chunk.vacancies.begin.push_back(chunk.vacancies.rows.size());
  }
  return chunk;
}

void Rematch::take(const RematchChunk& chunk) {
  const Epoch& epoch = shared_->epoch;
  const MatchRows& seekers = chunk.seekers;
  const std::uint32_t first = shared_->block(chunk.to - 1) * epoch.block_seekers();
  for (std::size_t i = 0; i + 1 < seekers.begin.size(); ++i) {
    MatchRows& block = shared_->seeker_rows[(first + i) / epoch.block_seekers()];
    block.rows.insert(block.rows.end(), seekers.rows.begin() + static_cast<std::ptrdiff_t>(seekers.begin[i]),
                      seekers.rows.begin() + static_cast<std::ptrdiff_t>(seekers.begin[i + 1]));
    block.begin.push_back(block.rows.size());
  }
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
    for (std::uint64_t i = chunk.vacancies.begin[v]; i < chunk.vacancies.begin[v + 1]; ++i) {
      const MatchRow& row = chunk.vacancies.rows[i];
      const std::uint64_t tie = tie_of(epoch.vacancy_ties[v], epoch.seeker_ties[row.other]);
      shared_->vacancy_lists.offer(v, ranked(row.total, tie, row.other));
    }
    shared_->raise(v);
  }
  std::fill_n(shared_->turn_done.begin(), chunk.to, 1);
  shared_->next_turn = shared_->turns = shared_->last_kept = chunk.to;
}

MatchLists Rematch::finish() {
  MatchLists lists;
  lists.seekers.begin.reserve(shared_->epoch.seekers() + std::size_t{1});
  std::size_t count = 0;
  for (const MatchRows& rows : shared_->seeker_rows) count += rows.rows.size();
  lists.seekers.rows.reserve(count);
  for (MatchRows& rows : shared_->seeker_rows) {
    append(lists.seekers, rows);
    rows = {};
  }
  for (std::uint32_t v = 0; v < shared_->epoch.vacancies(); ++v) {
    for (const Ranked& row : shared_->vacancy_lists.finish(v)) lists.vacancies.rows.push_back(row_of(row));
    lists.vacancies.begin.push_back(lists.vacancies.rows.size());
  }
  return lists;
}

RematchCounts Rematch::counts() const {
  RematchCounts counts;
  for (const auto& worker : workers_) {
    counts.kernel.vacancy_blocks += worker->kernel().vacancy_blocks;
    counts.kernel.pairs += worker->kernel().pairs;
    counts.kernel.candidates += worker->kernel().candidates;
    counts.eligible += worker->eligible();
  }
  return counts;
}

MatchLists rematch(const Epoch& epoch, const RematchOptions& options, RematchCounts* counts) {
  Rematch rematch(epoch, options);
  while (!rematch.done()) rematch.run_for(std::chrono::hours(24));
  if (counts != nullptr) *counts = rematch.counts();
  return rematch.finish();
}

std::uint64_t rematch_memory(const Epoch& epoch, std::uint32_t k, std::uint32_t threads) {
  const std::uint64_t of_lists = TopLists::bytes_per_list(k);
  const std::uint64_t rows = (std::uint64_t{epoch.vacancies()} + epoch.seekers()) * (k * sizeof(MatchRow) + 8);
  const std::uint64_t of_thread = epoch.block_seekers() * (of_lists + 64) + epoch.vacancies() * 12ULL + (24ULL << 20);
  const std::uint64_t plans = epoch.vacancies() * 1024ULL;
  const std::uint64_t seeding = epoch.vacancies() * (k * 2 + 8ULL) + epoch.seekers() * 2ULL;
  // A chunk that is written, or the seekers' rows while they are put together, stand there twice for a moment.
  return epoch.vacancies() * of_lists + 2 * rows + threads * of_thread + plans + seeding;
}

}  // namespace schakel
