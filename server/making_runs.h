// From an epoch to the lists of everybody, kept in the store.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "data/date.h"
#include "data/error.h"
#include "engine/rematch.h"
#include "engine/rematch_after.h"
#include "engine/rematch_progress.h"
#include "engine/rematch_since.h"
#include "index/epoch/epoch.h"
#include "server/base_check.h"
#include "server/layout.h"

namespace schakel {

// Rows that lists keep beyond those that are shown, so that they can be brought up to date when some go.
[[nodiscard]] constexpr std::uint32_t usual_reserve(std::uint32_t top) { return top / 4 + 2; }

struct RunOptions {
  std::uint32_t top = 50;                // rows per list
  std::optional<std::uint32_t> reserve;  // usual_reserve() without
  std::uint32_t threads = 0;             // 0: all cores
  std::uint64_t memory_limit = 0;        // bytes, the pages of the epoch's files apart; 0: none
  std::chrono::milliseconds chunk{5000};
  bool cold = false;  // make no use of earlier lists
  RematchProgress progress;
};

struct RunReport {
  std::filesystem::path folder;
  RematchCounts counts;
  std::uint64_t vacancy_rows = 0, seeker_rows = 0;  // shown
  int threads = 0;
  std::uint32_t blocks = 0, blocks_resumed = 0;
  std::string not_kept;  // why what was done was not kept meanwhile; empty: it was, or it took too little time
  std::optional<std::pair<std::string, Date>> seeded_by;  // epoch and its date
  std::optional<std::pair<std::string, Date>> made_of;    // likewise; instead of seeds
  std::optional<AfterCounts> after;                       // of lists that were made of those
  std::optional<SinceCounts> since;                       // of lists that were brought up to date
  double matching_seconds = 0;                            // without the writing
  std::string checksum;
};

// Makes the lists of an epoch, all of them, and publishes them as a run: of the lists of an earlier epoch where little
// changed since, else by matching everybody with everything. What an attempt before had matched is not matched again.
// kBadUsage when the memory is not enough; kBusy when another process is at it.
[[nodiscard]] Result<RunReport> make_run(const StoreLayout& layout, const Epoch& epoch, const RunOptions& options);

// Whether update_run() over that base has the memory, as far as the base tells: before an epoch is made for it.
// kBadUsage as above.
[[nodiscard]] Result<void> check_memory_of_update(const Epoch& base, const RunOptions& options);

// The same lists, from those of the epoch's base, which `check` hashes. kNotFound when its base has none, or not enough
// rows; kCorrupt when they are damaged, kStale when another version of this program made them, both saying how to make
// them again; otherwise as make_run(). The memory is that of a rematch and half as much again.
[[nodiscard]] Result<RunReport> update_run(const StoreLayout& layout, const Epoch& epoch, BaseCheck& check,
                                           const RunOptions& options);

}  // namespace schakel
