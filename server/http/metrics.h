// What the transport counts. A snapshot; no transport types.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

namespace schakel {

// Upper bounds of the buckets, in microseconds; one more bucket for what took longer.
inline constexpr std::array<std::uint32_t, 14> kTimeBounds_us{
    50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000};

struct TimeHistogram {
  std::array<std::uint64_t, kTimeBounds_us.size() + 1> counts{};  // per bucket, not cumulative
  std::uint64_t sum_us = 0;
};

struct HttpMetrics {
  std::array<std::uint64_t, 600> answers{};   // by status, ours and the handler's; since the start
  TimeHistogram wait;                         // from the whole request read until a worker took it up
  TimeHistogram work;                         // in the handler
  std::uint64_t refused_queue_full = 0;       // 503: no room in the queue, or it flows too slowly
  std::uint64_t refused_waited_too_long = 0;  // 503: it stood in the queue too long
  std::uint64_t refused_bodies = 0;           // 503: the bodies that were being read took all room
  std::uint64_t refused_connections = 0;      // closed at once: too many, in total or of one address
  std::uint64_t timeouts = 0;                 // 408, or closed: headers, body or answer took too long
  std::uint64_t malformed = 0;                // 400, 413, 431
  std::uint64_t accepted_connections = 0;
  std::uint64_t tls_failures = 0;
  std::uint64_t body_bytes = 0;   // now: of bodies that are being read or worked
  std::uint32_t connections = 0;  // now
  std::uint32_t queued = 0;       // now
  std::uint32_t working = 0;      // now: requests in the handler
  std::uint32_t workers = 0;
};

using HttpMetricsSource = std::function<HttpMetrics()>;  // thread-safe

}  // namespace schakel
