// Hashes what lists are brought up to date from, beside the work that reads it: a base and its lists.
#pragma once

#include <cstdint>
#include <future>
#include <optional>
#include <string>

#include "data/error.h"
#include "server/layout.h"

namespace schakel {

class BaseCheck {
 public:
  // Begins at once, on threads of its own: a second of CPU for a whole country. `base`: the name of a whole epoch.
  BaseCheck(const StoreLayout& layout, const std::string& base);

  // Each waits, and may be called once; kCorrupt says what was changed after it was sealed. Of the epoch all that is
  // read here: what its records say stands in the facts, and is two thirds of it. Of the lists those with the most
  // rows: how many, or nothing where there are no lists.
  [[nodiscard]] Result<void> epoch() { return epoch_.get(); }
  [[nodiscard]] Result<std::optional<std::uint32_t>> lists() { return lists_.get(); }

 private:
  std::future<Result<void>> epoch_;
  std::future<Result<std::optional<std::uint32_t>>> lists_;
};

}  // namespace schakel
