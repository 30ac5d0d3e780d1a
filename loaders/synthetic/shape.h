// What a synthetic market looks like, where it should differ from the usual one: for benchmarks and for trying limits.
#pragma once

#include <cstdint>
#include <optional>

#include "data/error.h"

namespace schakel {

// The usual shape gives the bytes that the market always gave. One thing changed leaves the others as they were, as far
// as they do not follow from it.
struct MarketShape {
  // How much a profile tells, in percent of the usual: 0..1000. Below 100 each competence, entry of experience,
  // language and so on is told with that probability, of the wishes all but the first; above 100 there are so many more
  // competences, as far as the occupations of the person have them.
  std::uint32_t profile_percent = 100;
  // How unequal occupations and competences are: 0: all equally common; 1: Zipf's law, as usual; 2 and 3: the square
  // and the cube of it. Up to 4.
  std::uint32_t skew = 1;
  // Bounds of travel in percent of the usual: 1..1000, up to the 400 km and 300 minutes that a record may say. Nothing:
  // nobody has a bound.
  std::optional<std::uint32_t> travel_percent = 100;
  // How many vacancies in a hundred are wholly remote, the others not at all: 0..100. Nothing: 2 are wholly and 7
  // partly remote, in the occupations that allow it.
  std::optional<std::uint32_t> remote_percent;
};

// kBadUsage, naming what is out of its range.
[[nodiscard]] Result<void> check(const MarketShape& shape);

}  // namespace schakel
