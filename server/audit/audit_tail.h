// The end of an audit log, made ready to be written on.
#pragma once

#include <cstdint>
#include <optional>

#include "data/error.h"
#include "index/seal/file.h"
#include "server/audit/audit_folder.h"
#include "server/audit/audit_mark.h"

namespace schakel {

struct AuditTail {
  std::uint32_t segment = 1;  // the last one, open for writing
  FileHandle file;
  std::uint64_t size = 0;
  std::optional<std::int64_t> first_time_ms;  // of the segment's first line; nothing while it is empty
  AuditHead head;                             // the last line
  std::uint64_t adopted = 0;                  // lines that were never acknowledged, but are whole: they stay
  std::uint64_t cut_bytes = 0;                // behind the last whole line; kept beside the log (AuditFolder::torn)
};

// Checks the log from the segment on that holds the last acknowledged line, and cuts off what a crash left half written
// behind it. The first segment is made where there is none. Requires the folder's lock.
// Errors: kCorrupt, saying where, when an acknowledged line is damaged or missing; nothing is changed then. Those of
// files.
[[nodiscard]] Result<AuditTail> open_audit_tail(const AuditFolder& folder, const AuditHead& mark);

// A new, empty segment behind the tail's; durable, with its name.
[[nodiscard]] Result<void> begin_next_segment(const AuditFolder& folder, AuditTail& tail);

}  // namespace schakel
