#include "server/audit/group_writer.h"

#include <unistd.h>

#include <cerrno>

namespace schakel {
namespace {

std::chrono::year_month month_of(std::int64_t time_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(time_ms)};
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return day.year() / day.month();
}

}  // namespace

std::uint64_t GroupWriter::add(const AuditEvent& event, std::chrono::system_clock::time_point now) {
  AuditLine line{.time_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count(),
                 .actor = audit_text(event.actor),
                 .role = audit_text(event.role),
                 .organisation = audit_text(event.organisation),
                 .origin = audit_text(event.origin),
                 .action = audit_text(event.action),
                 .result = audit_text(event.result),
                 .purpose = audit_text(event.purpose),
                 .match = audit_text(event.match),
                 .epoch = audit_text(event.epoch)};
  if (buffer_.empty()) group_time_ms_ = line.time_ms;
  const auto put = [&](std::string_view object) {
    line.sequence = next_.sequence + 1;
    line.object = audit_text(object);
    line.previous = next_.hash;
    append_audit_line(line, buffer_);
    next_ = {line.sequence, line.hash};
  };
  for (const std::string& object : event.objects) put(object);
  if (event.objects.empty()) put("");
  return next_.sequence;
}

bool GroupWriter::segment_is_full() const {
  if (tail_.size >= segment_bytes_) return true;
  return tail_.first_time_ms && month_of(*tail_.first_time_ms) != month_of(group_time_ms_);
}

Result<void> GroupWriter::write() {
  if (segment_is_full())
    if (auto begun = begin_next_segment(folder_, tail_); !begun) return begun;
  const auto file = folder_.segment(tail_.segment);
  auto written = write_at(tail_.file, buffer_, tail_.size, file);
  if (written && fdatasync(tail_.file.get()) != 0) written = fail_errno("sync", file, errno);
  if (!written) {
    // What was refused should not stand there; where this fails too, the next opening adopts or cuts it.
    [[maybe_unused]] const int ignored = ftruncate(tail_.file.get(), static_cast<off_t>(tail_.size));
    return written;
  }
  tail_.size += buffer_.size();
  if (!tail_.first_time_ms) tail_.first_time_ms = group_time_ms_;
  tail_.head = next_;
  return mark_.advance(next_);
}

Result<void> GroupWriter::commit() {
  auto written = write();
  buffer_.clear();
  return written;
}

}  // namespace schakel
