// A lock of one byte, for many of them that are each held for some nanoseconds.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

namespace schakel {

class SpinLock {
 public:
  void lock() {
    while (flag_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() { flag_.clear(std::memory_order_release); }

 private:
  std::atomic_flag flag_;
};

}  // namespace schakel
