// Audit logs for tests: events, a log of so many lines, and what a reader says of it.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "server/audit/audit_folder.h"
#include "server/audit/audit_log.h"
#include "server/audit/audit_reader.h"
#include "tests/support/temp_folder.h"

namespace schakel::test {

inline AuditEvent shown(std::string actor, std::vector<std::string> objects, std::string match = "m") {
  return {.actor = std::move(actor),
          .role = "wsp-adviser",
          .organisation = "WSP \"Rijnmond\"",
          .origin = "10.0.0.1",
          .action = "match-vacancy",
          .objects = std::move(objects),
          .result = std::string(kResultShown),
          .purpose = "vacaturevervulling",
          .match = std::move(match),
          .epoch = "e1"};
}

inline std::unique_ptr<AuditLog> open_log(const std::filesystem::path& folder, AuditLogOptions options = {}) {
  auto log = AuditLog::open(folder, std::move(options));
  if (!log) FAIL(log.error().message);
  return *std::move(log);
}

// A closed log: log-open, `events` events of two persons each, log-close.
inline void make_log(const std::filesystem::path& folder, int events, std::uint64_t segment_bytes = 1 << 20) {
  auto log = open_log(folder, {.segment_bytes = segment_bytes});
  for (int i = 0; i < events; ++i)
    REQUIRE(log->append(shown("a" + std::to_string(i % 3), {"S" + std::to_string(i), "S" + std::to_string(i + 1)})));
  REQUIRE(log->close());
}

struct ReadLog {
  AuditReading reading;
  std::vector<AuditLine> lines;
};

inline ReadLog read_log(const std::filesystem::path& folder) {
  ReadLog log;
  const auto reading = read_audit_log(folder, [&](const AuditLine& line) { log.lines.push_back(line); });
  if (!reading) FAIL(reading.error().message);
  log.reading = *reading;
  return log;
}

inline std::string first_fault(const AuditReading& reading) {
  return reading.faults.empty() ? "" : words_of(reading.faults.front());
}

}  // namespace schakel::test
