// What every record of a synthetic market is drawn from. Immutable: thread-safe.
#pragma once

#include <cstdint>

#include "data/date.h"
#include "loaders/synthetic/catalogue.h"
#include "loaders/synthetic/shape.h"
#include "loaders/synthetic/towns.h"

namespace schakel {

struct World {
  Catalogue catalogue;
  Towns towns;
  std::uint64_t seed = 0;
  MarketShape shape;
};

// The day so many days after another (or before: negative). Requires a known date.
[[nodiscard]] Date plus_days(Date date, int days);

}  // namespace schakel
