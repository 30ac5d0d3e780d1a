// What the transport lets happen at most.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace schakel {

// The defaults suit a few thousand advisers on one machine. What goes beyond a limit is answered and counted, never
// worked; what takes too long is closed.
struct HttpLimits {
  // One request. Beyond: 413, 431, 431. The handler may have bounds of its own below that of the body.
  std::size_t body_bytes = std::size_t{16} << 20;
  std::uint32_t header_bytes = 16 << 10;  // request line and headers together
  std::size_t headers = 64;

  // Bodies of all requests that are being read or worked; beyond 64 KiB of its own a body may take from the first half
  // only. Beyond: 503.
  std::size_t bodies_bytes = std::size_t{256} << 20;

  // Time of one step. Looked at every 100 ms; of those who are late, one per ms is ended
  // (transport/shard.h).
  std::chrono::milliseconds header_time{10'000};  // from its first byte, or since the connection; TLS handshake: again
  std::chrono::milliseconds body_time{30'000};    // whole
  std::chrono::milliseconds write_time{30'000};   // whole
  std::chrono::milliseconds idle_time{75'000};    // between two requests

  // Connections. Beyond: a 503 if it can be had at once, and closed. Never more than the system has files for.
  std::size_t connections = 20'000;
  std::size_t connections_per_client = 256;  // of one address; not over a Unix socket

  // The queue before the workers. It is overloaded when everybody who got through it for half a second had waited
  // longer than `wait_goal`, and it gets no shorter: from then on what comes while the oldest has waited longer than
  // that gets a 503 at once, until it flows again. A hiccup of the disk is no overload. Whatever has waited longer than
  // `wait_most` gets its 503 when its turn comes.
  std::size_t queue = 1024;
  std::chrono::milliseconds wait_goal{20};
  std::chrono::milliseconds wait_most{1000};
  std::chrono::seconds retry_after{1};  // what a 503 recommends

  // How long stop() lets requests be finished before it closes their connections.
  std::chrono::milliseconds stop_time{10'000};
};

}  // namespace schakel
