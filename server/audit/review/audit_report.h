// What stands out in the audit log: for the periodic look over shoulders that Suwinet asks for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/error.h"
#include "server/audit/audit_reader.h"
#include "server/audit/review/local_time.h"

namespace schakel {

struct AuditReportOptions {
  AuditPeriod period;
  OfficeHours hours;
  std::size_t top = 20;  // rows of each list
};

// A call is what one account asked at one moment: all lines of one event.
struct ActorRow {
  std::string actor;
  std::string role, organisation;  // as in its last line
  std::uint64_t calls = 0;         // in which somebody was shown
  std::uint64_t shown = 0;         // lines: a person counts each time
  std::uint64_t persons = 0;       // different ones
  std::int64_t first_ms = 0, last_ms = 0;
};

struct PersonRow {
  std::string person;
  std::uint64_t times = 0;   // calls that showed the person
  std::uint64_t actors = 0;  // different ones
};

struct RefusalRow {
  std::string actor;   // "" where nobody was recognised
  std::string origin;  // then: from where; else that of the last one
  std::string result;
  std::uint64_t times = 0;
  std::int64_t last_ms = 0;
};

struct AuditReport {
  std::uint64_t lines = 0, calls = 0, shown = 0, persons = 0, actors = 0;  // in the period; actors who saw somebody
  std::uint64_t calls_outside = 0;                                         // outside office hours
  // Each sorted by its number, most first, then by name; at most `top`. How many there were in all stands beside.
  std::vector<ActorRow> outside;          // by calls; counts only what was outside office hours
  std::vector<PersonRow> most_consulted;  // by times
  std::vector<ActorRow> top_consulters;   // by different persons
  std::vector<RefusalRow> refusals;       // by times
  std::vector<RefusalRow> quota_alarms;   // by times
  std::uint64_t outside_actors = 0, refusal_rows = 0, alarm_rows = 0;
  AuditReading reading;  // of the whole log
};

// One pass over the log. Memory: some 50 bytes for every pair of an account and a person that it was shown.
[[nodiscard]] Result<AuditReport> report_audit(const std::filesystem::path& folder, const AuditReportOptions& options);

}  // namespace schakel
