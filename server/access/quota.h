// How many different persons an account may be shown in an hour. One account once took 150,000 profiles with it: this
// is what stops the next one at 500, and warns at 400.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace schakel {

struct QuotaOptions {
  std::uint32_t persons_per_hour = 500;
  std::uint32_t alarm_percent = 80;
};

struct QuotaAnswer {
  bool granted = false;
  std::uint32_t persons = 0;  // different ones in the hour, those of this call among them when it was granted
  std::uint32_t limit = 0;
  // The alarm's share was reached by this call. Once; again when an hour has passed and there were fewer in between.
  bool alarm = false;
  // When refused: after so long the same call fits, if nothing else is asked. 0: never, it asks more than the limit.
  std::chrono::seconds retry_after{0};
};

// The hour slides: a person counts for 3600 seconds from when the account was last shown that person, so at no moment
// were there more than the limit in the hour before. A call is granted whole or refused whole; what was refused counts
// nobody. Lives in memory: a service that starts again tells it the last hour with remember().
//
// Thread-safe; accounts do not wait for each other. Cost: in the order of a microsecond a person of the call, however
// many there were in the hour that ended; of a refused call that of looking through the hour. Some 150 bytes a person,
// until calls after that hour have cleared them away.
class Quota {
 public:
  explicit Quota(QuotaOptions options);
  ~Quota();

  // May the account be shown these? `own_limit`: that of the account, 0 for the option's. A clock that goes back counts
  // as one that stands still. Requires seconds since some fixed moment.
  [[nodiscard]] QuotaAnswer ask(std::string_view account, std::uint32_t own_limit, std::span<const std::string> persons,
                                std::chrono::seconds now);

  // The account was shown this person then, whatever the limit. Later or at the same time as what was told before.
  void remember(std::string_view account, std::string_view person, std::chrono::seconds then);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schakel
