// Who looked at a person, when and for what: the answer to a request for access (GDPR 15).
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "data/error.h"
#include "server/audit/audit_reader.h"
#include "server/audit/review/local_time.h"

namespace schakel {

// Calls `take` for every line about the person, in the order of the log: shown in a list or in full, written, erased,
// or refused. Reads the whole log and checks it: the answer is as good as the reading says that the log is.
[[nodiscard]] Result<AuditReading> who_saw(const std::filesystem::path& folder, std::string_view seeker,
                                           const AuditPeriod& period,
                                           const std::function<void(const AuditLine&)>& take);

}  // namespace schakel
