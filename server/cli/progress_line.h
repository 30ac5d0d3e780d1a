// What the line of a long task says.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "server/cli/pace.h"

namespace schakel::cli {

// "Loading seekers.ndjson: 41 %  312,000 rows  121,000/s  4 s left"; of a part that has a name "Rematching, merging
// lists: 41 %  2 s left"; of one that nothing is counted of "Rematching, writing lists: 12 s".
class ProgressLine {
 public:
  using Time = Pace::Time;

  // Until begin() names a part, what is counted is the task itself, in that unit.
  ProgressLine(std::string task, std::string unit) : task_(std::move(task)), unit_(std::move(unit)) {}

  // A part with a pace of its own; an empty name: the task itself. Of one without a unit only the share is told.
  void begin(Time now, std::string part, std::string unit);

  // As Pace::update().
  void update(Time now, std::uint64_t count, std::uint64_t done, std::uint64_t total);

  [[nodiscard]] std::string text(Time now) const;

 private:
  std::string task_, part_, unit_;
  Time begun_{};
  Pace pace_;
  bool counted_ = false;
  std::uint64_t count_ = 0, done_ = 0, total_ = 0;
};

}  // namespace schakel::cli
