// What the background work does and did, for those who ask meanwhile.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "data/error.h"

namespace schakel {

// One piece of background work.
struct EpochJob {
  enum class Kind : std::uint8_t {
    kFold,   // an epoch over the base, of what changed since
    kWhole,  // a whole epoch, and the text index
    kText,   // the text index
  };
  enum class State : std::uint8_t { kRunning, kDone, kFailed };
  std::uint64_t number = 0;  // 1 is the first one since the start
  Kind kind{};
  State state{};
  std::string why;          // "asked for", "20000 records have changed", "the day is another"
  std::string stage;        // what is being done: "reading records"
  std::uint64_t done = 0;   // of that stage: records
  std::uint64_t total = 0;  // 0: unknown
  std::string epoch;        // what it made
  std::string error;
  std::chrono::system_clock::time_point began, ended;
};

// Thread-safe. One job at a time.
class JobLog {
 public:
  std::uint64_t begin(EpochJob::Kind kind, std::string why);
  void stage(std::string name, std::uint64_t total = 0);
  void progress(std::uint64_t done);
  void end(const Result<std::string>& epoch);
  // The last ones, newest first.
  [[nodiscard]] std::vector<EpochJob> jobs() const;

 private:
  static constexpr std::size_t kKept = 20;
  mutable std::mutex mutex_;
  std::deque<EpochJob> jobs_;  // newest first
  std::uint64_t number_ = 0;
};

}  // namespace schakel
