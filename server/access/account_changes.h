// What is different between two states of the accounts, for the audit log.
#pragma once

#include <vector>

#include "server/access/access.h"
#include "server/access/accounts.h"

namespace schakel {

// Sorted by name. An account that was disabled, and maybe changed besides, is "disabled".
[[nodiscard]] std::vector<AccountChange> changes_between(const Accounts& before, const Accounts& after);

}  // namespace schakel
