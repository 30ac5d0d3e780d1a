// Puts groups of events into the segments of an audit log: lines, chain, disk, mark. One thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/audit/audit_folder.h"
#include "server/audit/audit_line.h"
#include "server/audit/audit_mark.h"
#include "server/audit/audit_tail.h"

namespace schakel {

class GroupWriter {
 public:
  GroupWriter(AuditFolder folder, AuditTail tail, AuditMark mark, std::uint64_t segment_bytes)
      : folder_(std::move(folder)), tail_(std::move(tail)), mark_(std::move(mark)), segment_bytes_(segment_bytes) {}

  // Puts the event's lines behind those that wait for commit(). The sequence of the last one.
  std::uint64_t add(const AuditEvent& event, std::chrono::system_clock::time_point now);
  [[nodiscard]] std::size_t bytes_waiting() const { return buffer_.size(); }

  // Durable on return, and in the mark. After an error nothing more may be added.
  [[nodiscard]] Result<void> commit();

  [[nodiscard]] Result<void> sync_mark() { return mark_.sync(); }
  [[nodiscard]] std::uint64_t sequence() const { return next_.sequence; }

 private:
  [[nodiscard]] bool segment_is_full() const;
  [[nodiscard]] Result<void> write();

  AuditFolder folder_;
  AuditTail tail_;
  AuditMark mark_;
  std::uint64_t segment_bytes_;
  AuditHead next_ = tail_.head;     // with the lines that wait
  std::int64_t group_time_ms_ = 0;  // of the first that waits
  std::string buffer_;
};

}  // namespace schakel
