#include "engine/rematch.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/rematch_state.h"
#include "engine/rematch_worker.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kVacanciesPart = 4096;  // lists that one thread finishes together

void append(MatchRows& all, const MatchRows& part) {
  const std::uint64_t base = all.rows.size();
  all.rows.insert(all.rows.end(), part.rows.begin(), part.rows.end());
  for (std::size_t i = 1; i < part.begin.size(); ++i) all.begin.push_back(base + part.begin[i]);
}

template <class Work>
void each_thread(std::uint32_t threads, const Work& work) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] { for_all(threads, work); });
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

const Epoch& Rematch::epoch() const { return shared_->epoch; }
std::uint32_t Rematch::k() const { return shared_->options.k; }
std::uint32_t Rematch::blocks_done() const { return shared_->turns; }
bool Rematch::done() const { return blocks_done() == shared_->epoch.blocks(); }

void Rematch::work(std::size_t worker, std::chrono::steady_clock::time_point end) {
  do {
    const std::uint32_t turn = shared_->next_turn++;
    if (turn >= shared_->epoch.blocks()) return;
    workers_[worker]->run_block(shared_->block(turn));
    shared_->finish_turn(turn);
  } while (std::chrono::steady_clock::now() < end);
}

void Rematch::run_for(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  each_thread(shared_->options.threads, [&](std::size_t i) { work(i, end); });
  shared_->next_turn = blocks_done();
}

void Rematch::run_both(Rematch& first, Rematch& second) {
  each_thread(first.shared_->options.threads, [&](std::size_t i) {
    first.work(i, std::chrono::steady_clock::time_point::max());
    second.work(i, std::chrono::steady_clock::time_point::max());
  });
}

RematchChunk Rematch::last_chunk() {
  RematchChunk chunk{.from = shared_->last_kept, .to = blocks_done()};
  shared_->last_kept = chunk.to;
  if (chunk.from == chunk.to) return chunk;
  const std::uint32_t size = shared_->epoch.block_seekers();
  const std::uint32_t first = shared_->block(chunk.to - 1), last = shared_->block(chunk.from);
  for (std::uint32_t block = first; block <= last; ++block) append(chunk.seekers, shared_->seeker_rows[block]);
  const std::uint32_t first_seeker = first * size;
  const std::uint32_t seekers = std::min(shared_->epoch.seekers() - first_seeker, (last - first + 1) * size);
  const std::size_t cells = shared_->epoch.cells_per_block();
  const auto part = [](const auto& all, std::size_t begin, std::size_t count) {
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
    return std::vector(from, from + static_cast<std::ptrdiff_t>(count));
  };
  chunk.thresholds = part(shared_->seeker_thresholds, first_seeker, seekers);
  chunk.cell_visits = part(shared_->cell_visits, first * cells, (last - first + 1) * cells);
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
  std::ranges::copy(chunk.thresholds, shared_->seeker_thresholds.begin() + first);
  const std::size_t first_cell = first / epoch.block_seekers() * std::size_t{epoch.cells_per_block()};
  std::ranges::copy(chunk.cell_visits, shared_->cell_visits.begin() + static_cast<std::ptrdiff_t>(first_cell));
  std::fill_n(shared_->turn_done.begin(), chunk.to, 1);
  shared_->next_turn = shared_->turns = shared_->last_kept = chunk.to;
}

MatchLists Rematch::finish() {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, shared_->options.threads);
  const std::uint32_t vacancies = shared_->epoch.vacancies();
  MatchLists lists;
  lists.seekers = join(std::move(shared_->seeker_rows));
  std::vector<MatchRows> of_vacancies((vacancies + kVacanciesPart - 1) / kVacanciesPart);
  for_all(of_vacancies.size(), [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kVacanciesPart;
    MatchRows& mine = of_vacancies[part];
    for (std::uint32_t v = first; v < std::min(vacancies, first + kVacanciesPart); ++v) {
      for (const Ranked& row : shared_->vacancy_lists.finish(v)) mine.rows.push_back(row_of(row));
      mine.begin.push_back(mine.rows.size());
    }
  });
  lists.vacancies = join(std::move(of_vacancies));
  for (const auto& threshold : shared_->vacancy_thresholds)
    lists.certificate.vacancies.push_back(static_cast<std::uint16_t>(threshold / kUnits));
  lists.certificate.seekers = std::move(shared_->seeker_thresholds);
  lists.certificate.cell_visits = std::move(shared_->cell_visits);
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
  const std::uint64_t seeding = epoch.vacancies() * (2ULL * k + 8) + epoch.seekers() * 2ULL;
  // A chunk that is written, or the rows of a side while they are put together, stand there twice for a moment.
  return epoch.vacancies() * of_lists + 2 * rows + threads * of_thread + plans + seeding;
}

}  // namespace schakel
