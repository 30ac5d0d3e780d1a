#include "server/audit/check_audit.h"

#include <algorithm>
#include <charconv>

namespace schakel {
namespace {

constexpr std::string_view kCleanEnd = "adopted-lines=0 cut-bytes=0";

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

Result<AuditCheck> check_audit(const std::filesystem::path& folder, const std::optional<AuditHead>& anchor) {
  AuditCheck check;
  std::string at_anchor;
  auto reading = read_audit_log(folder, [&](const AuditLine& line) {
    if (line.action == kActionLogOpen) {
      ++check.openings;
      if (line.object != kCleanEnd) check.recoveries.push_back(line);
    }
    if (line.action == kActionLogClose) ++check.closings;
    if (anchor && line.sequence == anchor->sequence) at_anchor = line.hash;
  });
  if (!reading) return std::unexpected(reading.error());
  check.reading = *std::move(reading);
  if (anchor && at_anchor != anchor->hash) {
    ++check.reading.fault_count;
    check.reading.faults.push_back(
        {folder, 0,
         "line " + std::to_string(anchor->sequence) +
             (at_anchor.empty() ? " was noted elsewhere, but is not in the log: it was cut off or written anew"
                                : " is another one than the one that was noted elsewhere: the log was written anew")});
  }
  return check;
}

std::optional<AuditHead> parse_anchor(std::string_view text) {
  AuditHead head;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.sequence);
  if (error != std::errc() || end == text.data() + text.size() || *end != ':' || head.sequence == 0)
    return std::nullopt;
  head.hash = text.substr(static_cast<std::size_t>(end - text.data()) + 1);
  if (head.hash.size() != kNoLineBefore.size() || !std::ranges::all_of(head.hash, is_hex)) return std::nullopt;
  return head;
}

std::string anchor_text(const AuditHead& head) { return std::to_string(head.sequence) + ":" + head.hash; }

}  // namespace schakel
