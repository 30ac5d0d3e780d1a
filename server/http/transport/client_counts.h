// How many connections each client has.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace schakel {

// Thread-safe. O(log n).
class ClientCounts {
 public:
  explicit ClientCounts(std::size_t most) : most_(most) {}

  // Whether the client may have one more; then it has.
  [[nodiscard]] bool add(std::string_view client) {
    const std::lock_guard lock(mutex_);
    auto place = counts_.find(client);
    if (place == counts_.end()) place = counts_.emplace(client, 0).first;
    if (place->second >= most_) {
      if (place->second == 0) counts_.erase(place);
      return false;
    }
    ++place->second;
    return true;
  }

  void remove(std::string_view client) {
    const std::lock_guard lock(mutex_);
    const auto place = counts_.find(client);
    if (place != counts_.end() && --place->second == 0) counts_.erase(place);
  }

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace schakel
