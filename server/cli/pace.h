// How fast a long task goes, and how long it still takes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace schakel::cli {

// Counts from the first time that it is told how far the task is: what was done by then, by an attempt before, or while
// nothing could be counted yet, says nothing of the pace.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `count` units are done; `done` of `total` is the share of the work, in any measure; total 0: not known.
  void update(Time now, std::uint64_t count, std::uint64_t done, std::uint64_t total) {
    if (!first_) first_ = {now, count, done};
    last_ = {now, count, done};
    total_ = total;
  }

  // Units per second; nothing until a second update tells of more.
  [[nodiscard]] std::optional<double> per_second() const {
    if (seconds() <= 0 || last_.count <= first_->count) return std::nullopt;
    return static_cast<double>(last_.count - first_->count) / seconds();
  }

  // Likewise; nothing either where the total is not known.
  [[nodiscard]] std::optional<double> seconds_left() const {
    if (seconds() <= 0 || last_.done <= first_->done || last_.done > total_) return std::nullopt;
    return seconds() * static_cast<double>(total_ - last_.done) / static_cast<double>(last_.done - first_->done);
  }

 private:
  struct Point {
    Time time;
    std::uint64_t count = 0, done = 0;
  };
  [[nodiscard]] double seconds() const {
    return first_ ? std::chrono::duration<double>(last_.time - first_->time).count() : 0;
  }

  std::optional<Point> first_;
  Point last_;
  std::uint64_t total_ = 0;
};

}  // namespace schakel::cli
