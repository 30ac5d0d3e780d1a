// The lists that rematch made of the epochs that answer: opened once for each, when somebody needs them.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "engine/match_lists.h"
#include "server/epochs.h"
#include "server/layout.h"
#include "server/live/open_market.h"

namespace schakel {

// Thread-safe. The first who asks of an epoch verifies the seal; others wait for it.
class OpenRuns {
 public:
  // Null where there are none, or none that are sound; the latter is told, once.
  [[nodiscard]] std::shared_ptr<const Run> of(const StoreLayout& layout, const std::shared_ptr<const OpenEpoch>& epoch,
                                              const Tell& tell);

 private:
  struct Entry {
    std::mutex mutex;
    std::weak_ptr<const OpenEpoch> epoch;
    std::shared_ptr<const Run> run;
    bool unsound = false;
  };
  [[nodiscard]] std::shared_ptr<Entry> entry_of(const std::shared_ptr<const OpenEpoch>& epoch);

  std::mutex mutex_;
  std::deque<std::shared_ptr<Entry>> entries_;  // the newest last, at most kKept
  static constexpr std::size_t kKept = 2;
};

}  // namespace schakel
