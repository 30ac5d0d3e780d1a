#include "server/access/account_changes.h"

#include <algorithm>

namespace schakel {

std::vector<AccountChange> changes_between(const Accounts& before, const Accounts& after) {
  std::vector<AccountChange> changes;
  for (const auto& [name, account] : after.all()) {
    const Account* const old = before.find(name);
    if (old == nullptr)
      changes.push_back({name, "added"});
    else if (!(*old == account))
      changes.push_back({name, account.disabled && !old->disabled ? "disabled" : "changed"});
  }
  for (const auto& [name, account] : before.all())
    if (after.find(name) == nullptr) changes.push_back({name, "removed"});
  std::ranges::stable_sort(changes, {}, &AccountChange::account);
  return changes;
}

}  // namespace schakel
