// When a whole epoch is made by itself, once a day.
#pragma once

#include <chrono>
#include <optional>

namespace schakel {

// How long before its time a whole epoch may have been begun to do for tonight.
inline constexpr std::chrono::hours kJustMade{1};

// Whether the whole epoch that is made every day, at that minute of the day on the clock in Amsterdam, is to be begun
// now: its time has passed since `started`, the start of this program, and no whole epoch was begun since, nor in
// kJustMade before. `last_whole`: when the last one was begun that answered. A time that was passed before the start is
// not caught up; a time that the clock leaves out in spring is the next minute that there is; one that comes twice in
// autumn counts once. Pure. Requires 0 <= minute < 1440.
[[nodiscard]] bool nightly_is_due(int minute, std::chrono::system_clock::time_point started,
                                  std::optional<std::chrono::system_clock::time_point> last_whole,
                                  std::chrono::system_clock::time_point now);

}  // namespace schakel
