// The lists of a new whole epoch, from those of an earlier one: who and what did not change scores what it scored, but
// for the counts, whose part in it is known.
//
// Exactness. Two records with the same facts have the same D, W and R; P moves by what the seeker's own position moved,
// which is the same for all pairs of theirs. A list of the earlier epoch has a floor (Run::floor): who is not in it had
// no more than that, so has no more now than that and the largest of those moves. Records that changed, vacancies whose
// units or position moved, and seekers whose position rose by more than a chosen limit, are matched with everybody; the
// others are bounded by the limit. So whoever is not among the rows of the old list, scored anew, and the rows of that
// matching, is below a total that is known for each list; the rows that reach it are the best of the new list, and
// where fewer than k do, the list is made anew.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/match_lists.h"
#include "engine/match_some.h"
#include "engine/rematch.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct AfterOptions {
  std::uint32_t k = 50;         // rows that every list has, where there are so many
  std::uint32_t reserve = 0;    // rows more that it has where they are known
  std::uint32_t threads = 0;    // 0: all cores
  bool even_if_slower = false;  // where so much changed that rematch() is likely to be faster
  RematchProgress progress;
  RunBoth run;  // as MatchSomeOptions::run
};

struct AfterCounts {
  KernelCounts kernel;
  std::uint64_t changed_seekers = 0, changed_vacancies = 0;  // or not there before
  std::uint64_t moved_seekers = 0;                           // of the others: with another position
  std::uint64_t limit = 0;            // points that a seeker's position may lift them by without being matched again
  std::uint64_t matched_seekers = 0;  // those that changed or rose by more
  std::uint64_t made_anew = 0;        // lists
};

// The first k rows of every list are those of rematch(), byte for byte; the rows behind them follow the same order. The
// certificate says kCarriedOver and holds thresholds, no visits of cells. Nothing when the epochs cannot be compared
// (drift_between), the lists have fewer than k rows, or rematch() is likely to be faster. In parallel; memory as two
// rematch() of some of them at once need, and two bytes per row of the run.
[[nodiscard]] std::optional<MatchLists> rematch_after(const Epoch& epoch, const Epoch& earlier, const Run& then,
                                                      const AfterOptions& options, AfterCounts* counts = nullptr);

}  // namespace schakel
