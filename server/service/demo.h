// The demonstration: a made-up market with accounts that anyone may use, and that says so.
#pragma once

#include <string>
#include <vector>

#include "data/error.h"
#include "index/epoch/market.h"
#include "server/layout.h"

namespace schakel {

struct DemoLogin {
  std::string account, role, dutch, english, purpose, token;
};

struct Demo {
  std::vector<DemoLogin> logins;
};

// Gives the store accounts for anyone, with new tokens, in place of those of the last time. kBadUsage for a market with
// anybody in it who was not made up.
[[nodiscard]] Result<Demo> open_demo(const StoreLayout& layout, Market market);

// Takes the accounts of a demonstration out of the store again, and says which there were.
[[nodiscard]] Result<std::vector<std::string>> end_demo(const StoreLayout& layout);

}  // namespace schakel
