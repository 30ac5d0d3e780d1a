// A rematch that survives being stopped: what it has done is kept in chunks, and the next attempt goes on behind them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "data/error.h"
#include "engine/match_some.h"
#include "engine/rematch.h"
#include "server/chunk_folder.h"
#include "server/layout.h"

namespace schakel {

struct ChunkedRematchOptions {
  RematchOptions rematch;
  std::chrono::milliseconds chunk{5000};  // how often; that much is lost at most, and the blocks that are under way
};

struct ChunkReport {
  std::uint32_t blocks = 0, blocks_resumed = 0;
  Result<void> kept;  // errors: those of writing, kBusy when another process is at it; the lists are made all the same
};

struct ChunkedRematch {
  MatchLists lists;
  RematchCounts counts;  // of what was done this time
  ChunkReport chunks;
};

// Makes the lists of an epoch, and keeps chunks of them (chunk_folder.h) in layout.chunks(). Where chunks are missing
// or damaged, their work is done again; the lists are the same, byte for byte, however often it was stopped. Work that
// takes no longer than one chunk keeps nothing. Requires that the rematch has no thresholds to start from.
[[nodiscard]] ChunkedRematch rematch_in_chunks(const StoreLayout& layout, const Epoch& epoch,
                                               ChunkedRematchOptions options);

// The same for two rematches that are run together, of the run of that name; `both` is of both together, and must
// outlive the function's call.
[[nodiscard]] RunBoth run_both_in_chunks(const StoreLayout& layout, const std::string& run,
                                         std::chrono::milliseconds chunk, ChunkReport& both);

// How far the run is whose chunks are in that folder, by what it did last: everything in one rematch, or two that are
// run together. Cost: a manifest of each.
[[nodiscard]] KeptProgress progress_of_chunks(const std::filesystem::path& chunks);

// Removes what unfinished runs left behind: once their lists stand, or nobody will finish them. The chunks of the run
// `keep` stay.
void remove_chunks(const StoreLayout& layout, std::string_view keep = {});

}  // namespace schakel
