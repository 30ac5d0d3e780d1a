// What is within a seeker's reach, and what stands in the way: docs/model.md section 8, of one seeker.
#pragma once

#include <cstdint>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/epoch/position.h"

namespace schakel {

// The share of what is in reach that fits, in quarters.
enum class Band : std::uint8_t { kUnder25, kUnder50, kTo75, kOver75 };

// The band of fit / reach, 0 / 0 included. Requires fit <= reach.
[[nodiscard]] Band band_of(std::uint32_t fit, std::uint32_t reach);

// The bands of the low and the high end of aansluiting.
[[nodiscard]] Interval<Band> bands_of(const PositionCounts& counts);

// A MUST item, and the vacancies in reach of which it is the only MUST item that does not meet.
struct Opening {
  ItemId item = 0;
  std::uint32_t vacancies = 0;
};

struct SeekerReach {
  SeekerPosition position;
  std::vector<Opening> blockers;   // the item fails; most vacancies first, item order among equals
  std::vector<Opening> questions;  // the item is unknown; likewise
};

// Of a seeker of the epoch or any other whose facts have its numbers. Cost: as PositionCounter::count().
[[nodiscard]] SeekerReach reach_of(PositionCounter& counter, const SeekerView& seeker);

}  // namespace schakel
