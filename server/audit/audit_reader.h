// Reads an audit log from its first line to its last, and checks every one on the way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "data/error.h"
#include "server/audit/audit_line.h"
#include "server/audit/audit_mark.h"

namespace schakel {

// Where something is not as it was written.
struct AuditFault {
  std::filesystem::path file;
  std::uint64_t line = 0;  // in the file, from 1; 0: the file as a whole
  std::string what;        // "its hash does not fit what it says"
};

// "000002.log, line 17: ..."
[[nodiscard]] std::string words_of(const AuditFault& fault);

struct AuditReading {
  std::uint64_t lines = 0;  // that are whole, each in itself
  std::uint32_t segments = 0;
  std::uint64_t bytes = 0;
  std::int64_t first_time_ms = 0, last_time_ms = 0;  // of those lines
  AuditHead head;                                    // the last line
  AuditHead mark;                                    // what was acknowledged when the reading began
  std::vector<AuditFault> faults;                    // the first of them, in the order of the log; none: it is sound
  std::uint64_t fault_count = 0;
  // No faults: what is there beyond what was acknowledged. With a writer at work it is what that is doing; without one
  // it was killed, or somebody put it there; the next opening records how much it was.
  std::uint64_t lines_behind_mark = 0;
  std::uint64_t unfinished_bytes = 0;
  bool live = false;  // somebody writes

  [[nodiscard]] bool sound() const { return fault_count == 0; }
};

inline constexpr std::size_t kFaultsKept = 20;

// Calls `take` with every line that is whole, in order. A fault does not end the reading: what is left of a log is
// worth knowing too. Beside a writer it reads as far as there was something acknowledged, at least. About 3
// microseconds a line. Errors: kNotFound where there is no log; kNoPermission; kIo; kCorrupt and kBadInput of the mark.
[[nodiscard]] Result<AuditReading> read_audit_log(const std::filesystem::path& folder,
                                                  const std::function<void(const AuditLine&)>& take);

}  // namespace schakel
