// RocksDB: how it is opened, and its Status as our Error.
#pragma once

#include <rocksdb/db.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "data/error.h"

namespace schakel {

// "cannot <doing>: <what RocksDB said>".
[[nodiscard]] std::unexpected<Error> fail_rocks(std::string_view doing, const rocksdb::Status& status);

// `create` makes a database where there is none; without it a missing one is kCorrupt.
[[nodiscard]] Result<std::unique_ptr<rocksdb::DB>> open_rocks_for_writing(const std::filesystem::path& folder,
                                                                          bool create);

// Beside one writer; sees what was written when it opened. Waits for a moment without a flush or compaction.
[[nodiscard]] Result<std::unique_ptr<rocksdb::DB>> open_rocks_for_reading(const std::filesystem::path& folder);

}  // namespace schakel
