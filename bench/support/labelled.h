// What a benchmark of Google's library tells beside its times, for people and for bench/report.py.
#pragma once

#include <benchmark/benchmark.h>

#include <cinttypes>
#include <cstdio>
#include <string>
#include <string_view>

#include "bench/support/rows.h"

namespace schakel::bench {

// `count` of what one iteration handles. The checksum must not depend on the number of iterations.
inline void label(benchmark::State& state, std::string_view counted, std::uint64_t count, std::string_view checksum,
                  std::string_view market = "starter", Cores cores = Cores::kOne) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
  state.counters["count"] = static_cast<double>(count);
  state.SetLabel("counted=" + std::string(counted) + " cores=" + (cores == Cores::kOne ? "one" : "all") +
                 " market=" + std::string(market) + " checksum=" + std::string(checksum));
}

inline void label(benchmark::State& state, std::string_view counted, std::uint64_t count, std::uint64_t checksum,
                  std::string_view market = "starter", Cores cores = Cores::kOne) {
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016" PRIx64, checksum);
  label(state, counted, count, std::string_view(hex), market, cores);
}

}  // namespace schakel::bench
