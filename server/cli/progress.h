// One line that tells how far a long task is: on a terminal, when it takes more than two seconds; elsewhere, as in the
// log of a nightly job, a line a minute.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "server/cli/progress_line.h"

namespace schakel::cli {

// A thread of its own writes the line (progress_line.h), so that a part that nothing is counted of is seen too. Nothing
// is written before the first begin() or update(). Thread-safe; both are cheap.
class Progress {
 public:
  Progress(std::string task, std::string unit);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A part of the task begins: ProgressLine::begin().
  void begin(std::string part, std::string unit = {});

  // `count` units are done; `done` of `total` is the share of the work, in any measure; total 0: not known.
  void update(std::uint64_t count, std::uint64_t done, std::uint64_t total);

  // Wipes the line until the next begin() or update(): something else is to be printed.
  void clear();

  [[nodiscard]] double seconds() const;  // since construction

 private:
  using Clock = std::chrono::steady_clock;
  void tell();  // under the mutex
  void write_on(const std::stop_token& stop);

  Clock::time_point start_ = Clock::now();
  bool terminal_;
  std::mutex mutex_;
  std::condition_variable_any ended_;
  ProgressLine line_;
  bool telling_ = false;
  bool shown_ = false;
  std::jthread writer_;  // from the first that is told
};

}  // namespace schakel::cli
