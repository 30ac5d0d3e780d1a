// One account: who it is, what it may, and by what it is known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/date.h"
#include "server/access/permissions.h"

namespace schakel {

struct Account {
  std::string name;  // names.h says of what it is made
  Role role = Role::kWerkcoach;
  std::string organisation;
  std::vector<std::string> purposes;  // codes; for nothing else may it look at anything
  std::string token_key;              // with token_hash: of its bearer token (token.h); both empty without one
  std::string token_hash;
  std::string certificate;             // SHA-256 of its client certificate (DER), 64 hex characters; empty without one
  Date valid_until;                    // the last day, UTC; unknown: without end
  std::uint32_t persons_per_hour = 0;  // its own bound for quota.h; 0: that of everybody
  bool disabled = false;

  friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace schakel
