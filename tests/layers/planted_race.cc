// Data races on purpose: between two TBB tasks, and between two pieces of work of for_all(). If the thread sanitizer
// stays silent about the one that the argument names ("tasks" or "for_all"), its silence elsewhere is worth nothing.
#include <tbb/global_control.h>
#include <tbb/task_group.h>

#include <atomic>
#include <string_view>
#include <thread>

#include "index/parallel/for_all.h"

int main(int count, char** words) {
  const tbb::global_control two_threads(tbb::global_control::max_allowed_parallelism, 2);
  std::atomic<int> present{0};
  long sum = 0;
  const auto add = [&] {
    present.fetch_add(1, std::memory_order_relaxed);
    while (present.load(std::memory_order_relaxed) < 2) std::this_thread::yield();
    for (int i = 0; i < 1000; ++i) ++sum;
  };
  if (count > 1 && std::string_view(words[1]) == "for_all") {
    schakel::for_all(2, [&](std::size_t) { add(); });
  } else {
    tbb::task_group tasks;
    tasks.run(add);
    tasks.run(add);
    tasks.wait();
  }
  return sum == 0 ? 1 : 0;
}
