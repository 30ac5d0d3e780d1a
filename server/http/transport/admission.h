// Whether a request may join the queue: told by how long the others waited. After CoDel ("Controlling Queue Delay",
// Nichols and Jacobson, 2012): a burst makes a queue that passes, overload makes one that stays.
#pragma once

#include <algorithm>
#include <chrono>

namespace schakel {

// Pure: time is an argument. Not thread-safe; the queue's lock guards it.
class Admission {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  static constexpr Duration kWindow = std::chrono::milliseconds(200);

  explicit Admission(Duration goal) : goal_(goal) {}

  // `oldest`: for how long the head of the queue has waited; zero for an empty one.
  [[nodiscard]] bool admits(Duration oldest) const { return !overloaded_ || oldest <= goal_; }

  // Somebody left the queue, having waited so long. A window begins with the first who leaves, so that a pause of all
  // workers does not look like a window in which everybody waited.
  void left(Duration waited, Time now) {
    if (!open_) {
      open_ = true;
      begin_ = now;
      least_ = waited;
    }
    least_ = std::min(least_, waited);
    if (now - begin_ < kWindow) return;
    // Refusing keeps the wait about the goal. Only a queue that runs empty says that there is room again.
    overloaded_ = least_ > (overloaded_ ? goal_ / 4 : goal_);
    open_ = false;
  }

  [[nodiscard]] bool overloaded() const { return overloaded_; }

 private:
  Duration goal_;
  bool open_ = false;
  Time begin_;
  Duration least_{};
  bool overloaded_ = false;
};

}  // namespace schakel
