#include "server/audit/review/check_audit.h"

#include "server/audit/audit_folder.h"
#include "server/audit/prune_audit.h"

namespace schakel {
namespace {

constexpr std::string_view kCleanEnd = "adopted-lines=0 cut-bytes=0";

}  // namespace

Result<AuditCheck> check_audit(const std::filesystem::path& folder, const std::optional<AuditHead>& anchor) {
  AuditCheck check;
  std::string at_anchor;
  const auto begin = read_begin({folder});
  if (!begin) return std::unexpected(begin.error());
  bool begin_is_logged = !*begin;
  auto reading = read_audit_log(folder, [&](const AuditLine& line) {
    if (line.action == kActionLogOpen) {
      ++check.openings;
      if (line.object != kCleanEnd) check.recoveries.push_back(line);
    }
    if (line.action == kActionLogClose) ++check.closings;
    if (line.action == kActionLogPrune && line.object == prune_text(begin->value_or(AuditHead{})))
      begin_is_logged = true;
    if (anchor && line.sequence == anchor->sequence) at_anchor = line.hash;
  });
  if (!reading) return std::unexpected(reading.error());
  check.reading = *std::move(reading);
  if (!begin_is_logged) {
    ++check.reading.fault_count;
    check.reading.faults.push_back(
        {AuditFolder{folder}.begin(), 0, "it says that older lines were removed, and no line of the log says so"});
  }
  if (anchor && *begin && anchor->sequence <= (*begin)->sequence)
    return fail(ErrorCode::kBadUsage, "line " + std::to_string(anchor->sequence) +
                                          " was removed with others that need not be kept, up to line " +
                                          std::to_string((*begin)->sequence) + ": it cannot be checked any more");
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

}  // namespace schakel
