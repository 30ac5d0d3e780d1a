// Which refusals of callers that nobody knows get a line of their own in the audit log, and which are counted: whoever
// has no account must not be able to fill the disk.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

inline constexpr std::uint64_t kRefusalsSingly = 5;    // of one origin, in a minute
inline constexpr std::size_t kRefusalOrigins = 64;     // kept apart in a minute; the others are counted together
inline constexpr std::string_view kOthers = "others";  // their origin in the line with their count

// Thread-safe. O(log n).
class RefusalFold {
 public:
  using Time = std::chrono::system_clock::time_point;
  struct Count {
    std::string origin, account;
    std::uint64_t times = 0;  // without a line of their own
  };

  // Whether this one gets a line of its own; else it is counted. `account`: whose it would be, mostly empty.
  [[nodiscard]] bool singly(std::string_view origin, std::string_view account, Time now);

  // The counts of a minute that is over: once.
  [[nodiscard]] std::vector<Count> over(Time now);
  // Those of the minute that goes on too.
  [[nodiscard]] std::vector<Count> all();

 private:
  std::vector<Count> take();

  std::mutex mutex_;
  Time since_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> times_;
};

}  // namespace schakel
