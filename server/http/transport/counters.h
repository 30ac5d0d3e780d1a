// The counters behind HttpMetrics.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "server/http/metrics.h"

namespace schakel {

class AtomicHistogram {
 public:
  void add(std::chrono::steady_clock::duration time);
  [[nodiscard]] TimeHistogram read() const;

 private:
  std::array<std::atomic<std::uint64_t>, kTimeBounds_us.size() + 1> counts_{};
  std::atomic<std::uint64_t> sum_us_{0};
};

// All of it thread-safe; a snapshot may be a request apart between one counter and the next.
struct Counters {
  using Counter = std::atomic<std::uint64_t>;

  std::array<Counter, 600> answers{};
  AtomicHistogram wait, work;
  Counter refused_queue_full{0}, refused_waited_too_long{0}, refused_bodies{0}, refused_connections{0};
  Counter timeouts{0}, malformed{0}, accepted_connections{0}, tls_failures{0};
  std::atomic<std::uint32_t> connections{0};

  void answered(int status) {
    if (status >= 0 && static_cast<std::size_t>(status) < answers.size()) ++answers[static_cast<std::size_t>(status)];
  }

  // All but what the queue and the budget of bodies know.
  [[nodiscard]] HttpMetrics read() const;
};

}  // namespace schakel
