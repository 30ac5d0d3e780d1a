// Lists brought up to date: an epoch over a base, and the base's lists. Only pairs with somebody who came or changed
// are scored; all others have the score that they had, because the counts are the base's.
//
// Exactness. A list of the base holds its best rows, and its last row is a floor: who is not in a full list is not
// better than that. A row of somebody who is still there keeps its place among the others of the base. So the rows that
// are left, with the new pairs that are better than the floor, are the best of the new list; and where fewer than k of
// them remain, the list is made anew.
#pragma once

#include <cstdint>

#include "engine/match_lists.h"
#include "engine/match_some.h"
#include "engine/rematch.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct SinceOptions {
  std::uint32_t k = 50;       // rows per list; at most then.depth()
  std::uint32_t threads = 0;  // 0: all cores
  RematchProgress progress;
  RunBoth run;  // as MatchSomeOptions::run
};

struct SinceCounts {
  KernelCounts kernel;
  std::uint64_t touched_seeker_lists = 0, touched_vacancy_lists = 0;  // of the base that lost or gained a row
  std::uint64_t made_anew = 0;                                        // of them: those that ran short
};

// The lists of `epoch`, byte for byte those of rematch(). `then` are lists of its base, with some rows to spare for
// what is gone. In parallel. The certificate says kBroughtUpToDate and holds thresholds, and no visits of cells: those
// are of the base's lists.
[[nodiscard]] MatchLists rematch_since(const Epoch& epoch, const Run& then, const SinceOptions& options,
                                       SinceCounts* counts = nullptr);

}  // namespace schakel
