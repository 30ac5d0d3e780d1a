// The queue before the handler, and the threads that work it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/http/limits.h"
#include "server/http/transport/admission.h"

namespace schakel {

enum class Turn : std::uint8_t {
  kDo,       // a worker has come to it
  kTooLate,  // so it has, but it has waited too long
  kNoRoom,   // push() did not take it
};

// Called once, with what it is to do.
using Work = std::move_only_function<void(Turn)>;

struct QueueCounts {
  std::uint32_t queued = 0, working = 0, workers = 0;
};

// First in, first out. Thread-safe. Work must not throw.
class WorkQueue {
 public:
  // Requires workers > 0.
  WorkQueue(unsigned workers, std::size_t length, std::chrono::steady_clock::duration wait_goal,
            std::chrono::steady_clock::duration wait_most);
  // close().
  ~WorkQueue();

  // Never waits. Where there is no room, the work is called by this thread.
  void push(Work work);

  // Does what is queued, takes no more, and ends the threads. Again: nothing.
  void close();

  [[nodiscard]] QueueCounts counts() const;

 private:
  struct Entry {
    Work work;
    std::chrono::steady_clock::time_point since;
  };

  bool take(Work& work);
  void run();

  const std::size_t length_;
  const std::chrono::steady_clock::duration wait_most_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Entry> entries_;
  Admission admission_;
  std::uint32_t working_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace schakel
