// What a process of this machine has used.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace schakel::load {

struct ProcessUsage {
  double cpu_s = 0;  // all its threads, since it began
  std::uint64_t resident_kib = 0;
};

// Zeros for a process that is not there.
[[nodiscard]] ProcessUsage usage_of(pid_t process);

}  // namespace schakel::load
