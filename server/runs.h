// The results of rematch that are in a store.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "data/error.h"
#include "engine/match_lists.h"
#include "index/epoch/epoch.h"
#include "server/layout.h"

namespace schakel {

// How many rows per list the runs of an epoch have, rising. What has another name in DIR/runs is no run.
[[nodiscard]] std::vector<std::uint32_t> runs_of(const StoreLayout& layout, const std::string& epoch_id);

// The run of the epoch with `top` rows per list; without, the one with the longest lists. Without `verify` its files
// are not hashed: for who has done so. Errors: kNotFound, kCorrupt and kStale, saying how to make it.
[[nodiscard]] Result<std::unique_ptr<const Run>> open_run(const StoreLayout& layout, const Epoch& epoch,
                                                          std::optional<std::uint32_t> top, bool verify = true);

// Hashes a run. Errors as those of open_run().
[[nodiscard]] Result<void> verify_run(const StoreLayout& layout, const std::string& epoch_id, std::uint32_t top);

}  // namespace schakel
