// A data race on purpose, between two TBB tasks: if the thread sanitizer stays silent here, its silence elsewhere is
// worth nothing.
#include <tbb/global_control.h>
#include <tbb/task_group.h>

#include <atomic>
#include <thread>

int main() {
  const tbb::global_control two_threads(tbb::global_control::max_allowed_parallelism, 2);
  std::atomic<int> present{0};
  long sum = 0;
  const auto add = [&] {
    present.fetch_add(1, std::memory_order_relaxed);
    while (present.load(std::memory_order_relaxed) < 2) std::this_thread::yield();
    for (int i = 0; i < 1000; ++i) ++sum;
  };
  tbb::task_group tasks;
  tasks.run(add);
  tasks.run(add);
  tasks.wait();
  return sum == 0 ? 1 : 0;
}
