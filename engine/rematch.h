// The nightly job: every active seeker with every open vacancy, the k best of both sides, exactly.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/kernel/block_scorer.h"
#include "engine/match_lists.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct RematchOptions {
  std::uint32_t k = 50;       // rows per list, 1..1000
  std::uint32_t threads = 0;  // 0: all cores
  // Called with the share done, 0..1000 of 1000, by any worker, one at a time.
  std::function<void(std::uint32_t)> progress;
};

struct RematchCounts {
  KernelCounts kernel;
  std::uint64_t eligible = 0;  // candidates that turned out eligible and reached a list's threshold
};

// One pass over all blocks fills both directions. The result depends on the epoch and k only, never on the threads.
// Memory: the result, and about 36 k bytes per vacancy (1.8 KB at k = 50).
[[nodiscard]] MatchLists rematch(const Epoch& epoch, const RematchOptions& options, RematchCounts* counts = nullptr);

}  // namespace schakel
