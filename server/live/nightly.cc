#include "server/live/nightly.h"

#include <cstdint>
#include <utility>

#include "server/audit/review/local_time.h"

namespace schakel {
namespace {

using Time = std::chrono::system_clock::time_point;
using OnTheClock = std::pair<Date, int>;

std::int64_t ms(Time time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

OnTheClock on_the_clock(Time time) {
  const LocalTime local = amsterdam_time(ms(time));
  return {local.date, local.minute};
}

// The last time that it was that minute, or should have been.
OnTheClock last_turn(int minute, Time now) {
  const auto [today, past] = on_the_clock(now);
  if (past >= minute) return {today, minute};
  return {amsterdam_time(start_of_day_ms(today) - 1).date, minute};
}

}  // namespace

bool nightly_is_due(int minute, Time started, std::optional<Time> last_whole, Time now) {
  const OnTheClock turn = last_turn(minute, now);
  return on_the_clock(started) < turn && (!last_whole || on_the_clock(*last_whole + kJustMade) < turn);
}

}  // namespace schakel
