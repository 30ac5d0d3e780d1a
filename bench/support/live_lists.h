// Live lists for a spread of vacancies and seekers, one after another on one core.
#pragma once

#include <cstdint>

#include "index/epoch/market.h"

namespace schakel::bench {

struct LiveTimes {
  double p50 = 0, p99 = 0;  // seconds of CPU
};

struct LiveLists {
  LiveTimes vacancy, seeker;
  std::uint32_t vacancies = 0, seekers = 0;  // how many were asked
  std::uint64_t checksum = 0;                // over all rows
};

// About 2000 of each side.
[[nodiscard]] LiveLists live_lists(Market market, std::uint32_t k = 50);

}  // namespace schakel::bench
