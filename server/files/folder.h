// Folders as the ways out need them.
#pragma once

#include <cstdint>
#include <filesystem>

#include "data/error.h"

namespace schakel {

// Makes a folder and those above it where they are not there. Errors: kNoPermission, kNoSpace, kIo.
[[nodiscard]] Result<void> make_folder(const std::filesystem::path& folder);

// Bytes of all files below a folder; 0 when there is none.
[[nodiscard]] std::uint64_t folder_bytes(const std::filesystem::path& folder);

}  // namespace schakel
