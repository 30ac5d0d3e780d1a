// Writes the audit log. An answer leaves only when its lines are here: append() comes back when they are durable.
//
// Group commit: whatever asks while the disk is at work goes together in the next write, with one fdatasync for all.
// The order of the lines is the order in which they were asked for, and the chain follows it.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "data/error.h"
#include "server/audit/audit_line.h"

namespace schakel {

struct AuditLogOptions {
  std::uint64_t segment_bytes = std::uint64_t{64} << 20;  // a new file from here on, and with every month (UTC)
  std::size_t max_pending = 100'000;                      // lines that wait; more are refused
  std::chrono::milliseconds mark_sync{1000};              // the mark is durable at least this often
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;  // called by one thread
};

// How the end of the log was found when it was opened; the log's own line "log-open" says it too.
struct AuditRecovery {
  std::uint64_t adopted_lines = 0;  // whole, but never acknowledged: whoever asked was killed or told of a failure
  std::uint64_t cut_bytes = 0;      // half a line, or several: kept beside the log
};

struct AuditLogCounts {
  std::uint64_t lines = 0, groups = 0, largest_group = 0;  // since it was opened; lines of its own among them
  std::uint64_t sequence = 0;                              // of the last line
};

// Thread-safe. One process writes at a time.
class AuditLog {
 public:
  using Done = std::function<void(const Result<std::uint64_t>&)>;

  // Makes the folder and the log where there are none; else checks the end of the log and makes it ready
  // (audit_tail.h). Reads the last segment: some 0.3 s for 64 MiB. Errors: kBusy (another process writes), kCorrupt (an
  // acknowledged line is damaged or missing), those of files.
  [[nodiscard]] static Result<std::unique_ptr<AuditLog>> open(const std::filesystem::path& folder,
                                                              AuditLogOptions options = {});
  // Closes it.
  ~AuditLog();

  // A line for each object of the event (one for none), durable on return; the sequence of the last one. All or nothing
  // is acknowledged. kBusy when too much waits: nothing was written. Any other error means that the log is at its end:
  // this call and all later ones fail, until it is opened again. Lines of a call that failed may stand in the log all
  // the same; lines of one that succeeded always do. One disk sync, or two where one was under way: 0.1 to 10 ms by
  // disk.
  [[nodiscard]] Result<std::uint64_t> append(AuditEvent event);

  // The same without waiting: `done` is called once, by the thread that writes. It must be quick, and not call append()
  // without a Done of its own. Where it cannot even wait, `done` is called at once, by this thread.
  void append(AuditEvent event, Done done);

  // Writes what waits and a last line "log-close"; nothing is taken any more. Again: nothing.
  Result<void> close();

  [[nodiscard]] const AuditRecovery& recovery() const;
  [[nodiscard]] AuditLogCounts counts() const;

 private:
  class Writer;
  explicit AuditLog(std::unique_ptr<Writer> writer);
  std::unique_ptr<Writer> writer_;
};

}  // namespace schakel
