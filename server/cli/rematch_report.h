// What `schakel rematch` tells when it is done.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/count_drift.h"
#include "index/epoch/epoch.h"
#include "index/epoch/overlay/build_overlay.h"
#include "server/json_writer.h"
#include "server/making_runs.h"

namespace schakel::cli {

struct RematchReport {
  RunReport run;
  std::uint32_t top = 0;
  double seconds = 0;                    // all of it
  std::optional<OverlayCounts> changes;  // since the base of the epoch
  std::optional<CountDrift> drift;
};

void print_rematch(const Epoch& epoch, const RematchReport& report);
[[nodiscard]] JsonWriter to_json(const Epoch& epoch, const RematchReport& report);

}  // namespace schakel::cli
