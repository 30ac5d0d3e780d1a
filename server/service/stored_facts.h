// What only the record store and the folders of a store know: counts, deliveries, quarantine, runs that are being made.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "index/store/record_store.h"
#include "server/layout.h"

namespace schakel {

inline constexpr std::size_t kQuarantineLookedAt = 10'000;  // the last rows, for their reasons
inline constexpr std::size_t kQuarantineTold = 100;

struct RunInTheMaking {
  std::string name;         // of the run
  std::uint32_t done = 0;   // blocks
  std::uint32_t total = 0;  // 0: nothing is kept yet
  bool running = false;     // something of it was written a moment ago
};

struct StoredFacts {
  StoreCounts counts;
  Sequence sequence = 0;
  std::vector<DeliveryState> deliveries;
  std::vector<std::pair<std::string, std::uint64_t>> reasons;  // of the rows that were looked at, most rows first
  std::vector<Refusal> quarantine;                             // the last ones, without what they said
};

// Reads the store beside its writer, at most once in some seconds however many ask. Thread-safe.
class StoredFactsReader {
 public:
  [[nodiscard]] Result<std::shared_ptr<const StoredFacts>> read(const StoreLayout& layout);

 private:
  std::mutex mutex_;
  std::shared_ptr<const StoredFacts> facts_;
  std::chrono::steady_clock::time_point read_at_;
};

// Rematches that were begun and have not come to their end, by what they keep; of any epoch.
[[nodiscard]] std::vector<RunInTheMaking> runs_in_the_making(const StoreLayout& layout);

}  // namespace schakel
