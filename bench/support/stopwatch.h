// What a piece of work took.
#pragma once

namespace schakel::bench {

// Seconds of wall clock and of CPU (all threads) since it was made.
class Stopwatch {
 public:
  Stopwatch();
  [[nodiscard]] double wall() const;
  [[nodiscard]] double cpu() const;

 private:
  double wall_, cpu_;
};

// Seconds of CPU of the calling thread so far.
[[nodiscard]] double thread_cpu();

// Largest resident memory of this process so far, in MiB.
[[nodiscard]] double peak_mib();

}  // namespace schakel::bench
