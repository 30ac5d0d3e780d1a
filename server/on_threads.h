// Runs work on a given number of threads.
#pragma once

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>

namespace schakel {

// As many threads as asked, or as there are cores where 0 is asked.
[[nodiscard]] inline int thread_count(int asked) { return asked > 0 ? asked : tbb::info::default_concurrency(); }

// Calls work() with TBB at that many threads, more than there are cores too.
template <class Work>
auto on_threads(int threads, Work&& work) {
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  return arena.execute(std::forward<Work>(work));
}

}  // namespace schakel
