// Whether a request may join the queue: told by how long the others waited. After CoDel ("Controlling Queue Delay",
// Nichols and Jacobson, 2012): a burst makes a queue that passes, overload makes one that stays. Unlike there, a queue
// that is being worked off may take its time: what a pause of the disk left behind is gone faster than it came.
#pragma once

#include <algorithm>
#include <chrono>

namespace schakel {

// Pure: time is an argument. Not thread-safe; the queue's lock guards it.
class Admission {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  static constexpr Duration kPatience = std::chrono::milliseconds(500);
  // A queue is worked off when its wait falls by this part of the time that passes: with up to 91 % of what can be
  // worked coming in.
  static constexpr int kFall = 10;

  explicit Admission(Duration goal) : goal_(goal) {}

  // `oldest`: for how long the head of the queue has waited; zero for an empty one.
  [[nodiscard]] bool admits(Duration oldest) const { return !overloaded_ || oldest <= goal_; }

  // Somebody left the queue, having waited so long. What counts is the time over which those who leave have all waited
  // too long, and no less than before. A pause of all workers, in which nobody leaves and the wait grows by it, is none
  // of that.
  void left(Duration waited, Time now) {
    const Duration gap = now - left_at_;
    left_at_ = now;
    if (waited <= goal_) {
      late_ = false;
    } else if (!late_ || (gap >= kPatience && waited >= late_by_ + gap / 2)) {
      watch(waited, now);
    } else if (const Duration passed = now - late_since_; passed >= kPatience) {
      if (waited + passed / kFall > late_by_) overloaded_ = true;
      watch(waited, now);
    }
    // Refusing keeps the wait about the goal. Only a queue that runs empty says that there is room again.
    if (waited <= goal_ / 4) overloaded_ = false;
  }

  [[nodiscard]] bool overloaded() const { return overloaded_; }

 private:
  void watch(Duration waited, Time now) {
    late_ = true;
    late_since_ = now;
    late_by_ = waited;
  }

  Duration goal_;
  Time left_at_;
  bool late_ = false;
  Time late_since_;     // of what is watched
  Duration late_by_{};  // the wait then
  bool overloaded_ = false;
};

}  // namespace schakel
