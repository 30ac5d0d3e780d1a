// Edit scripts: batches that follow from a seed and a number, so that a killed writer and its judge agree on them.
#pragma once

#include <cstdint>

#include "index/store/record_store.h"

namespace schakel {

struct Script {
  std::uint64_t seed = 1;
  std::size_t batches = 20;
  std::size_t edits = 30;  // at most, per batch
  std::size_t keys = 60;   // of each kind: few, so that edits meet
};

// Batch `number` (from 0) of a script: puts with duplicates, old and equal revisions, erases, refusals. With
// `delivery`, one delivery counts the batches: its next row is the number of batches done, plus 1.
[[nodiscard]] Batch script_batch(const Script& script, std::size_t number, bool delivery);

}  // namespace schakel
