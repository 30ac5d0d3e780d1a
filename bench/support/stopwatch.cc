#include "bench/support/stopwatch.h"

#include <sys/resource.h>

#include <ctime>

namespace schakel::bench {
namespace {

double clock_seconds(clockid_t id) {
  timespec t{};
  clock_gettime(id, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

Stopwatch::Stopwatch() : wall_(clock_seconds(CLOCK_MONOTONIC)), cpu_(clock_seconds(CLOCK_PROCESS_CPUTIME_ID)) {}
double Stopwatch::wall() const { return clock_seconds(CLOCK_MONOTONIC) - wall_; }
double Stopwatch::cpu() const { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }

double thread_cpu() { return clock_seconds(CLOCK_THREAD_CPUTIME_ID); }

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace schakel::bench
