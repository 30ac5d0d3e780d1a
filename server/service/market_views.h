// The labour market of the epochs that answer: counted once for each, when somebody asks.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <utility>

#include "server/live/open_market.h"
#include "server/market/market_view.h"

namespace schakel {

struct MarketInWords {
  std::shared_ptr<const OpenEpoch> epoch;
  MarketView dutch, english;

  explicit MarketInWords(std::shared_ptr<const OpenEpoch> of);
  [[nodiscard]] const MarketView& in(AnswerLanguage language) const {
    return language == AnswerLanguage::kEnglish ? english : dutch;
  }
};

// Thread-safe. The first who asks of an epoch counts, for seconds at a million seekers; others wait for it.
class MarketViews {
 public:
  [[nodiscard]] std::shared_ptr<const MarketInWords> of(const std::shared_ptr<const OpenEpoch>& epoch);

 private:
  struct Entry {
    std::once_flag once;
    std::weak_ptr<const OpenEpoch> epoch;
    std::shared_ptr<const MarketInWords> view;
  };
  std::mutex mutex_;
  std::deque<std::shared_ptr<Entry>> entries_;  // the newest last, at most kKept
  static constexpr std::size_t kKept = 2;
};

}  // namespace schakel
