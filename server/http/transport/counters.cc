#include "server/http/transport/counters.h"

#include <algorithm>

namespace schakel {

void AtomicHistogram::add(std::chrono::steady_clock::duration time) {
  const auto us = static_cast<std::uint64_t>(
      std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(time).count()));
  const auto bucket = std::ranges::lower_bound(kTimeBounds_us, us) - kTimeBounds_us.begin();
  ++counts_[static_cast<std::size_t>(bucket)];
  sum_us_ += us;
}

TimeHistogram AtomicHistogram::read() const {
  TimeHistogram histogram;
  std::ranges::transform(counts_, histogram.counts.begin(), [](const auto& count) { return count.load(); });
  histogram.sum_us = sum_us_;
  return histogram;
}

HttpMetrics Counters::read() const {
  HttpMetrics metrics;
  std::ranges::transform(answers, metrics.answers.begin(), [](const auto& count) { return count.load(); });
  metrics.wait = wait.read();
  metrics.work = work.read();
  metrics.refused_queue_full = refused_queue_full;
  metrics.refused_waited_too_long = refused_waited_too_long;
  metrics.refused_bodies = refused_bodies;
  metrics.refused_connections = refused_connections;
  metrics.timeouts = timeouts;
  metrics.malformed = malformed;
  metrics.accepted_connections = accepted_connections;
  metrics.tls_failures = tls_failures;
  metrics.connections = connections;
  return metrics;
}

}  // namespace schakel
