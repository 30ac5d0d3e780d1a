// A strategy from a file.
#pragma once

#include <filesystem>

#include "data/error.h"
#include "data/schema/strategy.pb.h"

namespace schakel {

// The published strategy for an empty name. Else the file's, validated; kBadInput names the file, the line or field,
// and what was expected.
[[nodiscard]] Result<Strategy> read_strategy(const std::filesystem::path& file);

}  // namespace schakel
