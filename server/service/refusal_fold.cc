#include "server/service/refusal_fold.h"

namespace schakel {

bool RefusalFold::singly(std::string_view origin, std::string_view account, Time now) {
  const std::lock_guard lock(mutex_);
  if (times_.empty()) since_ = now;
  std::pair key{std::string(origin), std::string(account)};
  if (times_.size() >= kRefusalOrigins && !times_.contains(key)) key = {std::string(kOthers), ""};
  return ++times_[std::move(key)] <= kRefusalsSingly;
}

std::vector<RefusalFold::Count> RefusalFold::over(Time now) {
  const std::lock_guard lock(mutex_);
  if (times_.empty() || (now >= since_ && now - since_ < std::chrono::minutes(1))) return {};
  return take();
}

std::vector<RefusalFold::Count> RefusalFold::all() {
  const std::lock_guard lock(mutex_);
  return take();
}

std::vector<RefusalFold::Count> RefusalFold::take() {
  std::vector<Count> counts;
  for (const auto& [key, times] : times_)
    if (times > kRefusalsSingly) counts.push_back({key.first, key.second, times - kRefusalsSingly});
  times_.clear();
  return counts;
}

}  // namespace schakel
