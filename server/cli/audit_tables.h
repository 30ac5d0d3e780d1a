// What the audit log says, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "server/audit/review/audit_report.h"
#include "server/audit/review/check_audit.h"
#include "server/json_writer.h"

namespace schakel::cli {

void print_check(const AuditCheck& check);
void print_report(const AuditReport& report);
// One row of who-saw: when, who, what, what for, and how it ended.
void print_audit_line(const AuditLine& line);

[[nodiscard]] JsonWriter to_json(const AuditCheck& check);
[[nodiscard]] JsonWriter to_json(const AuditReport& report);
// A line's fields but for its hashes, as an object.
void add_line(JsonWriter& json, const AuditLine& line);

}  // namespace schakel::cli
