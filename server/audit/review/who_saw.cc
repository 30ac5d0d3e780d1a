#include "server/audit/review/who_saw.h"

namespace schakel {

Result<AuditReading> who_saw(const std::filesystem::path& folder, std::string_view seeker, const AuditPeriod& period,
                             const std::function<void(const AuditLine&)>& take) {
  return read_audit_log(folder, [&](const AuditLine& line) {
    if (line.object == seeker && is_about_person(line) && within(period, line.time_ms)) take(line);
  });
}

}  // namespace schakel
