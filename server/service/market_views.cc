#include "server/service/market_views.h"

#include <algorithm>

namespace schakel {

MarketInWords::MarketInWords(std::shared_ptr<const OpenEpoch> of)
    : epoch(std::move(of)),
      dutch(*epoch->epoch, AnswerLanguage::kDutch),
      english(*epoch->epoch, AnswerLanguage::kEnglish, dutch.market()) {}

std::shared_ptr<const MarketInWords> MarketViews::of(const std::shared_ptr<const OpenEpoch>& epoch) {
  std::shared_ptr<Entry> entry;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(entries_, [&](const auto& one) { return one->epoch.lock() == epoch; });
    if (found != entries_.end()) {
      entry = *found;
    } else {
      entry = entries_.emplace_back(std::make_shared<Entry>());
      entry->epoch = epoch;
      if (entries_.size() > kKept) entries_.pop_front();
    }
  }
  std::call_once(entry->once, [&] { entry->view = std::make_shared<const MarketInWords>(epoch); });
  return entry->view;
}

}  // namespace schakel
