// Free space, looked at before it is needed: RocksDB as packaged aborts the process when the disk is full.
#pragma once

#include <cstdint>
#include <filesystem>

#include "data/error.h"

namespace schakel {

// kNoSpace unless `needed` bytes can be written in `folder` and `guard` bytes stay free.
[[nodiscard]] Result<void> check_space(const std::filesystem::path& folder, std::uint64_t needed, std::uint64_t guard);

// The size of all files in a folder.
[[nodiscard]] std::uint64_t bytes_in_folder(const std::filesystem::path& folder);

}  // namespace schakel
