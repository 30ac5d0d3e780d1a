// One line that tells how far a long task is: on a terminal, when it takes more than two seconds; elsewhere, as in the
// log of a nightly job, a line a minute.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "server/cli/pace.h"

namespace schakel::cli {

// "Loading seekers.ndjson: 41 %  312,000 rows  121,000/s  4 s left". Not thread-safe; update() is cheap.
class Progress {
 public:
  Progress(std::string task, std::string unit);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `count` units are done; `done` of `total` is the share of the work, in any measure; total 0: not known.
  void update(std::uint64_t count, std::uint64_t done, std::uint64_t total);

  // Wipes the line; something else is to be printed.
  void clear();

  [[nodiscard]] double seconds() const;  // since construction

 private:
  using Clock = std::chrono::steady_clock;

  std::string task_;
  std::string unit_;
  Clock::time_point start_ = Clock::now();
  bool terminal_;
  Clock::time_point next_;
  Pace pace_;
  bool shown_ = false;
};

}  // namespace schakel::cli
