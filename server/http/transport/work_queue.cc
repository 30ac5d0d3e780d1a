#include "server/http/transport/work_queue.h"

#include <utility>

#include "index/parallel/stand_back.h"

namespace schakel {
namespace {

// Behind the thread that reads and writes, so that a refusal need not wait for a core.
constexpr int kNice = 2;

}  // namespace

using Clock = std::chrono::steady_clock;

WorkQueue::WorkQueue(unsigned workers, std::size_t length, Clock::duration wait_goal, Clock::duration wait_most)
    : length_(length), wait_most_(wait_most), admission_(wait_goal) {
  threads_.reserve(workers);
  for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { run(); });
}

WorkQueue::~WorkQueue() { close(); }

bool WorkQueue::take(Work& work) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  const Clock::duration oldest = entries_.empty() ? Clock::duration::zero() : now - entries_.front().since;
  if (closed_ || entries_.size() >= length_ || !admission_.admits(oldest)) return false;
  entries_.push_back({std::move(work), now});
  return true;
}

void WorkQueue::push(Work work) {
  if (take(work))
    filled_.notify_one();
  else
    work(Turn::kNoRoom);
}

void WorkQueue::run() {
  stand_back(kNice);
  std::unique_lock lock(mutex_);
  for (;;) {
    filled_.wait(lock, [this] { return closed_ || !entries_.empty(); });
    if (entries_.empty()) return;
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    const Clock::time_point now = Clock::now();
    const Clock::duration waited = now - entry.since;
    admission_.left(waited, now);
    ++working_;
    lock.unlock();
    entry.work(waited <= wait_most_ ? Turn::kDo : Turn::kTooLate);
    entry.work = nullptr;  // what it holds goes before the lock is taken
    lock.lock();
    --working_;
  }
}

void WorkQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  filled_.notify_all();
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

QueueCounts WorkQueue::counts() const {
  const std::lock_guard lock(mutex_);
  return {static_cast<std::uint32_t>(entries_.size()), working_, static_cast<std::uint32_t>(threads_.size())};
}

}  // namespace schakel
