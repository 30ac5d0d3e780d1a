#include "server/audit/recent_lines.h"

#include "server/audit/audit_folder.h"
#include "server/audit/segment_lines.h"

namespace schakel {

Result<void> read_recent_lines(const std::filesystem::path& folder, std::int64_t since_ms,
                               const std::function<void(const AuditLine&)>& take) {
  const AuditFolder paths{folder};
  const auto segments = audit_segments(paths);
  if (!segments && segments.error().code == ErrorCode::kNotFound) return {};
  if (!segments) return std::unexpected(segments.error());
  std::size_t from = segments->size();
  while (from > 0) {
    const auto first = first_line_of(paths.segment((*segments)[--from]));
    if (!first) return std::unexpected(first.error());
    if (*first && (*first)->time_ms < since_ms) break;
  }
  AuditLine recent;
  for (; from < segments->size(); ++from) {
    const auto read = read_segment_lines(paths.segment((*segments)[from]), [&](const SegmentLine& line) {
      if (line.whole && read_audit_fields(line.text, recent) && recent.time_ms >= since_ms) take(recent);
      return true;
    });
    if (!read) return std::unexpected(read.error());
  }
  return {};
}

}  // namespace schakel
