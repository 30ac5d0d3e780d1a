// Epochs that were replaced: how long they still answer, and when their files go.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/layout.h"
#include "server/live/open_market.h"

namespace schakel {

// Thread-safe.
class KeptEpochs {
 public:
  using Clock = std::chrono::steady_clock;

  // Each is kept so long, and so many at most.
  KeptEpochs(std::chrono::seconds keep, std::size_t most) : keep_(keep), most_(most) {}

  // An epoch that answers no more, as it was last.
  void add(std::shared_ptr<const OpenMarket> market, Clock::time_point now);
  // A folder of an epoch that nobody has opened.
  void add(std::string id, Clock::time_point now);

  [[nodiscard]] std::shared_ptr<const OpenMarket> find(std::string_view id) const;
  // Oldest first.
  [[nodiscard]] std::vector<std::string> ids() const;

  // Lets go of those whose time is over, and tells the folders that nobody needs any more: of no epoch that is kept or
  // held by a request, of no base of one, and not of `current`.
  [[nodiscard]] std::vector<std::string> expire(const OpenMarket& current, Clock::time_point now);

 private:
  struct Kept {
    std::string id, base;  // base: empty for a whole epoch
    std::shared_ptr<const OpenMarket> market;
    std::weak_ptr<const OpenEpoch> held;  // by whoever
    Clock::time_point until;
  };
  std::chrono::seconds keep_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::vector<Kept> kept_;  // also those whose time is over and whose folders are not gone
};

// Removes those folders and the runs of those epochs. What cannot be removed stays.
void remove_epochs(const StoreLayout& layout, const std::vector<std::string>& ids);

}  // namespace schakel
