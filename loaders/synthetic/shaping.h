// How the shape of a market changes its records. The streams of kSeekerShape and kVacancyShape are for this alone.
#pragma once

#include <cstdint>

#include "data/schema/seeker.pb.h"
#include "loaders/synthetic/random.h"
#include "loaders/synthetic/shape.h"

namespace schakel {

// A number of competences in this shape, before thin_out().
[[nodiscard]] std::uint32_t shaped_competences(const MarketShape& shape, std::uint32_t usual);

// Which of n competences of an occupation, the first more often. Requires n > 0.
[[nodiscard]] inline std::uint32_t draw_competence(const MarketShape& shape, Random& random, std::size_t n) {
  return random.low_below(static_cast<std::uint32_t>(n), shape.skew + 1);
}

// Takes out of a profile what a thin one does not tell. Reads `random` only where the shape is thin.
void thin_out(const MarketShape& shape, Random& random, Seeker& seeker);

// Draws the bounds of travel wider, narrower or not at all. A bound that is not there stays so.
void shape_bounds(const MarketShape& shape, Travel& travel);

// How much of the work is remote: what is usual, or all or nothing.
[[nodiscard]] std::uint32_t shaped_remote(const MarketShape& shape, Random random, std::uint32_t usual);

}  // namespace schakel
