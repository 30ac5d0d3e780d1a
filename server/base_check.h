// Hashes what lists are brought up to date from, beside the work that reads it: a base and its lists.
#pragma once

#include <future>
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
  // rows; success when there are none.
  [[nodiscard]] Result<void> epoch() { return epoch_.get(); }
  [[nodiscard]] Result<void> lists() { return lists_.get(); }

 private:
  std::future<Result<void>> epoch_, lists_;
};

}  // namespace schakel
