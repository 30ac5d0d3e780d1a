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

  static constexpr Duration kPatience = std::chrono::milliseconds(200);

  explicit Admission(Duration goal) : goal_(goal) {}

  // `oldest`: for how long the head of the queue has waited; zero for an empty one.
  [[nodiscard]] bool admits(Duration oldest) const { return !overloaded_ || oldest <= goal_; }

  // Somebody left the queue, having waited so long. What counts is the time over which those who leave have all waited
  // too long: a pause of all workers in which nobody leaves is none of it.
  void left(Duration waited, Time now) {
    if (waited <= goal_) {
      late_ = false;
    } else if (!late_) {
      late_ = true;
      late_since_ = now;
    }
    if (late_ && now - late_since_ >= kPatience) overloaded_ = true;
    // Refusing keeps the wait about the goal. Only a queue that runs empty says that there is room again.
    if (waited <= goal_ / 4) overloaded_ = false;
  }

  [[nodiscard]] bool overloaded() const { return overloaded_; }

 private:
  Duration goal_;
  bool late_ = false;
  Time late_since_;
  bool overloaded_ = false;
};

}  // namespace schakel
