// A run as files for others, complete in itself: the lists with their reasons, and everything that they follow from. Or
// the lists alone.
// docs/export.md describes the files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "data/error.h"
#include "engine/match_lists.h"
#include "index/epoch/epoch.h"
#include "index/seal/seal.h"

namespace schakel {

struct ExportOptions {
  std::filesystem::path out;
  int threads = 0;          // 0: as many as there are cores
  bool lists_only = false;  // who stands where with which total: no reasons, and no records
  // Told the number of list rows written so far, and of all; by one thread at a time. May be empty.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
};

// Writes the folder and gives its manifest. The same epoch and run give the same bytes, on any number of threads. The
// run must be of the epoch. Every row with reasons is scored again on the way: kCorrupt when a total is not what the
// records say. Other errors: those of OutFolder and of writing; then the folder is what it was before. Cost: a few
// microseconds per row and core, 0.2 without reasons; memory: some tens of megabytes per thread, and the ids of
// everybody.
[[nodiscard]] Result<Manifest> write_export(const Epoch& epoch, const Run& run, const ExportOptions& options);

}  // namespace schakel
