// Removes what the audit log need not keep any longer: whole segments, from the old end.
//
// A line "log-prune" in the log says by whom and up to which line, and the file `begin` where the chain now begins;
// each without the other is a fault. In this order: the line, the file, the segments; so a removal that was stopped is
// whole, and the next one takes what it left.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "data/error.h"
#include "server/audit/audit_folder.h"
#include "server/audit/audit_log.h"
#include "server/audit/audit_mark.h"

namespace schakel {

struct PrunedAudit {
  std::uint32_t segments = 0;  // removed now
  std::uint64_t lines = 0;     // removed in all, since the log began
};

// Removes the segments of which every line is older. The last one stays, whatever its age. `by`: who does it, as actor
// and origin of the line. Requires the folder's own log, open. Nothing to remove is no error, and no line.
[[nodiscard]] Result<PrunedAudit> prune_audit_log(const std::filesystem::path& folder, AuditLog& log,
                                                  std::int64_t before_ms, AuditEvent by);

// The last line that was removed; nothing when none was. kCorrupt when the file is damaged.
[[nodiscard]] Result<std::optional<AuditHead>> read_begin(const AuditFolder& folder);

// The object of the line: "until=17:ab12...".
[[nodiscard]] std::string prune_text(const AuditHead& last_removed);

}  // namespace schakel
