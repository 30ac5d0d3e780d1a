// The end of an audit log: for what a service must know of the last hour when it starts (Quota::remember()).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "data/error.h"
#include "server/audit/audit_line.h"

namespace schakel {

// Calls `take` with every whole line from that moment on, in the order of the log. Reads the segments that may hold
// one, and checks neither the hashes nor the chain: `schakel audit verify` does. No log, no lines. Errors:
// kNoPermission, kIo.
[[nodiscard]] Result<void> read_recent_lines(const std::filesystem::path& folder, std::int64_t since_ms,
                                             const std::function<void(const AuditLine&)>& take);

}  // namespace schakel
