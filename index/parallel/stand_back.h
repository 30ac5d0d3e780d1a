// How a thread gives way to others on the same core.
#pragma once

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace schakel {

// For a thread that works for milliseconds at a time beside others that only pass things on: it has that niceness,
// unless the process has a higher one, and does not take the core from a thread that runs because it is woken
// (SCHED_BATCH in sched(7)). Linux: of the calling thread alone, and of the threads that it starts later.
inline void stand_back(int nice) {
  static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice));
  const sched_param none{};
  static_cast<void>(sched_setscheduler(0, SCHED_BATCH, &none));
}

}  // namespace schakel
