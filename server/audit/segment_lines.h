// The lines of one segment, as bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "data/error.h"
#include "server/audit/audit_line.h"

namespace schakel {

struct SegmentLine {
  std::string_view text;     // without its line end; of one that is too long, its beginning
  std::uint64_t number = 0;  // 1 is the first
  std::uint64_t offset = 0;  // of its first byte
  bool whole = true;         // it has a line end, and is not too long to be one
};

// Calls `take` for every line in order, until it returns false. Holds a line and a piece of the file in memory at most.
// Returns the size of what was read. Errors: kNotFound, kNoPermission, kIo.
[[nodiscard]] Result<std::uint64_t> read_segment_lines(const std::filesystem::path& file,
                                                       const std::function<bool(const SegmentLine&)>& take);

// The first line; nothing when it is not whole, or there is none.
[[nodiscard]] Result<std::optional<AuditLine>> first_line_of(const std::filesystem::path& file);

}  // namespace schakel
