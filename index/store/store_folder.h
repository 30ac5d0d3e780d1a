// The folder of a store: `db` (RocksDB), `mark` (the high-water mark) and `lock`. They are created in the order lock,
// mark, db; so a db without a mark was never left behind by a crash.
#pragma once

#include <filesystem>

#include "data/error.h"
#include "index/seal/file.h"
#include "index/store/high_water_mark.h"

namespace schakel {

struct StoreFolder {
  std::filesystem::path database;
  HighWaterMark mark;
  FileHandle lock;  // held for as long as it is open; none for a reader
};

// Creates what is not there yet, and takes the lock. Errors: kBusy, kBadUsage (a folder of other things), kCorrupt,
// kBadInput (another format), kNoPermission.
[[nodiscard]] Result<StoreFolder> open_store_folder_for_writing(const std::filesystem::path& folder);

// kNotFound when there is no store.
[[nodiscard]] Result<StoreFolder> open_store_folder_for_reading(const std::filesystem::path& folder);

// The end of every message about a store that has lost something.
inline constexpr const char* kRestoreHint = "; see \"Restoring the record store\" in docs/operation.md";

}  // namespace schakel
