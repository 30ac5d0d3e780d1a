// The files of an epoch.
#pragma once

#include <filesystem>
#include <functional>

#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/epoch/nodes.h"
#include "index/epoch/position.h"
#include "index/epoch/postings.h"
#include "index/epoch/read_records.h"
#include "index/seal/seal.h"

namespace schakel {

struct EpochContent {
  const MarketColumns& market;
  const PositionColumns& positions;
  const StringArrays& concept_records;
  const StringArrays& place_records;
  const NodeTable& nodes;
  const PostingArrays& postings;
};

// Writes all files, in parallel, and seals the folder, which must not exist. `finish` runs beside the writing: it fills
// in what the manifest still lacks, such as its id, and may write files of its own.
[[nodiscard]] Result<void> write_epoch(const EpochContent& content, const EpochOptions& options, Manifest& manifest,
                                       const std::function<Result<void>()>& finish,
                                       const std::filesystem::path& folder);

// What can be said of an epoch, as the facts of its manifest.
void add_counts(const EpochCounts& counts, const EpochOptions& options, Sequence sequence, Manifest& manifest);

}  // namespace schakel
