// By how much the position of a seeker may lift them before they are matched with everybody again.
#pragma once

#include <cstdint>

#include "engine/epoch_drift.h"
#include "engine/match_lists.h"
#include "engine/rescored_lists.h"
#include "index/epoch/epoch.h"

namespace schakel {

// What a move of an exact total (times 4096) can add to its whole points: floor((x + shift) / 4096) is at most
// floor(x / 4096) and this.
[[nodiscard]] std::int32_t rise_of(std::int32_t shift);

// Few points mean many seekers to match; many points mean that many lists cannot be told from the rows that are known,
// and that fewer nights after this one can go by their floors.
struct Limit {
  std::uint32_t points = 0;
  std::uint64_t visits = 0;  // of a block by a vacancy, that both together come to, about
};

// The limit with the fewest visits, those of the nights to come among them. In parallel; cost: about 0.2 us per
// vacancy.
// `then` are the lists of the epoch before, whose first k rows are asked for.
[[nodiscard]] Limit choose_limit(const Epoch& epoch, const EpochDrift& drift, const Run& then,
                                 const RescoredLists& rescored, std::uint32_t k);

}  // namespace schakel
