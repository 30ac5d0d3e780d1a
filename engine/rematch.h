// The nightly job: every active seeker with every open vacancy, the k best of both sides, exactly.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/match_lists.h"
#include "engine/rematch_progress.h"
#include "engine/seeds.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct RematchOptions {
  std::uint32_t k = 50;       // rows per list, 1..1000
  std::uint32_t threads = 0;  // 0: all cores
  Seeds seeds;                // pairs to score before all others, or no rows; they change the speed, never the lists
  // Totals below which a list takes nothing: those that its k-th row is known to reach, or that its reader does not
  // look below. Empty: none.
  Thresholds start;
  RematchProgress progress;
};

struct RematchCounts {
  KernelCounts kernel;
  std::uint64_t eligible = 0;  // candidates that turned out eligible and reached a list's threshold
};

// What a stretch of the work came to, of an epoch, a k and thresholds to start from. `From` and `to` count blocks in
// the order of the work.
struct RematchChunk {
  std::uint32_t from = 0, to = 0;
  MatchRows seekers;    // the lists of the chunk's seekers, in order of their numbers
  MatchRows vacancies;  // per vacancy rows with these seekers, in no order: all that belong in its list are among them
  std::vector<std::uint16_t> thresholds;   // of the seekers, for the certificate
  std::vector<std::uint32_t> cell_visits;  // of the chunk's cells, likewise
};

// A rematch in chunks. Between chunks it may be stopped: a new one that takes the chunks of the old one goes on behind
// them. How the work falls into chunks, and which thread does what, never shows in the result: every list is the best k
// of the same pairs in a total order. One thread at a time but for blocks_done() and last_chunk(), which may be
// called while another thread is in run_for() or run_both().
class Rematch {
 public:
  // The epoch must outlive it. Memory: the result, about 36 k bytes per vacancy (1.8 KB at k = 50), and some 20 MB per
  // thread. Scores the seeds and lets go of them, and gives the vacancies that have no threshold yet one
  // (near_thresholds.h), in parallel: some seconds for a whole country.
  Rematch(const Epoch& epoch, RematchOptions options);
  ~Rematch();
  Rematch(const Rematch&) = delete;
  Rematch& operator=(const Rematch&) = delete;

  [[nodiscard]] const Epoch& epoch() const;
  [[nodiscard]] std::uint32_t k() const;
  [[nodiscard]] bool done() const;
  // Of the first blocks, in the order of the work; some behind them may be done as well.
  [[nodiscard]] std::uint32_t blocks_done() const;

  // Takes over what an earlier rematch of this epoch kept, with this k and the same thresholds to start from. Requires
  // chunk.from == blocks_done().
  void take(const RematchChunk& chunk);

  // Works for about so long: no thread begins another block after it. At least a block; requires !done().
  void run_for(std::chrono::milliseconds time);
  // Works on both until they are done: threads that find no block of the first go on with the second. Requires that
  // both were made for the same number of threads.
  static void run_both(Rematch& first, Rematch& second);

  // What was done since the last take() or the last call, for keeping.
  [[nodiscard]] RematchChunk last_chunk();

  // Requires done(). Once.
  [[nodiscard]] MatchLists finish();
  [[nodiscard]] RematchCounts counts() const;  // of the blocks that were run here

 private:
  class Worker;
  struct Shared;
  void work(std::size_t worker, std::chrono::steady_clock::time_point end);
  std::unique_ptr<Shared> shared_;
  std::vector<std::unique_ptr<Worker>> workers_;  // one per thread
};

// All of it at once.
[[nodiscard]] MatchLists rematch(const Epoch& epoch, const RematchOptions& options, RematchCounts* counts = nullptr);

// Bytes that a rematch needs at most, the pages of the epoch apart.
[[nodiscard]] std::uint64_t rematch_memory(const Epoch& epoch, std::uint32_t k, std::uint32_t threads);

}  // namespace schakel
