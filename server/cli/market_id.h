// Ids as a user gives them, found in an epoch; or the reason why they are not there.
#pragma once

#include <string>

#include "data/error.h"
#include "index/epoch/epoch.h"
#include "server/layout.h"

namespace schakel::cli {

// kNotFound says why: no such record, not active on the epoch's date, or newer than the epoch.
[[nodiscard]] Result<VacancyId> require_vacancy(const StoreLayout& layout, const Epoch& epoch, const std::string& id);
[[nodiscard]] Result<SeekerId> require_seeker(const StoreLayout& layout, const Epoch& epoch, const std::string& id);

}  // namespace schakel::cli
