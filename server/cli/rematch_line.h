// A rematch on the line that tells how far it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/rematch_progress.h"
#include "server/cli/progress.h"

namespace schakel::cli {

// How the line calls a part; empty for the matching, which is the task itself.
[[nodiscard]] std::string_view name_of(RematchPart part);

class RematchLine {
 public:
  // `pairs`: how many the matching has.
  RematchLine(Progress& progress, std::uint64_t pairs) : progress_(progress), pairs_(pairs) {}

  // Refers to this.
  [[nodiscard]] RematchProgress told() {
    return [this](RematchPart part, std::uint32_t done) { tell(part, done); };
  }

 private:
  void tell(RematchPart part, std::uint32_t done);

  Progress& progress_;
  std::uint64_t pairs_;
  std::optional<RematchPart> part_;
  std::uint32_t done_ = 0;  // of it
};

}  // namespace schakel::cli
