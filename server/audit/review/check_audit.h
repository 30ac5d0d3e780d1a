// Is the audit log as it was written? The independent test of BIO 8.15, to be run from time to time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "server/audit/audit_reader.h"

namespace schakel {

struct AuditCheck {
  AuditReading reading;                      // with what is wrong: the first fault is the first broken line
  std::vector<AuditLine> recoveries;         // the log's own lines that say that its end was not as it was acknowledged
  std::uint64_t openings = 0, closings = 0;  // an opening without a closing behind it: the writer was killed, or works
};

// Reads everything. `anchor`: a line that was noted elsewhere before, by its number and its hash. A log that was
// written anew from some line on, its mark too, is sound in itself; that the noted line is not in it shows it. As a
// fault. Errors: of read_audit_log().
[[nodiscard]] Result<AuditCheck> check_audit(const std::filesystem::path& folder,
                                             const std::optional<AuditHead>& anchor = {});

}  // namespace schakel
