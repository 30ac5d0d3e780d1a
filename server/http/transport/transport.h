// What all connections of a server share.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "server/http/server.h"
#include "server/http/transport/client_counts.h"
#include "server/http/transport/counters.h"
#include "server/http/transport/metered_body.h"
#include "server/http/transport/tls.h"
#include "server/http/transport/work_queue.h"

namespace schakel {

// Thread-safe.
struct Transport {
  Transport(HttpServerOptions chosen, Handler answering, unsigned workers)
      : options(std::move(chosen)),
        handler(std::move(answering)),
        clients(options.limits.connections_per_client),
        bodies(options.limits.bodies_bytes),
        queue(workers, options.limits.queue, options.limits.wait_goal, options.limits.wait_most),
        cheap_queue(1, options.limits.queue, options.limits.wait_goal, options.limits.wait_most) {}

  const HttpServerOptions options;
  const Handler handler;
  Counters counters;
  ClientCounts clients;
  BodyBudget bodies;
  std::atomic<bool> stopping{false};
  WorkQueue queue, cheap_queue;

  [[nodiscard]] std::shared_ptr<TlsContext> tls() const {
    const std::lock_guard lock(tls_mutex_);
    return tls_;
  }
  void set_tls(std::shared_ptr<TlsContext> context) {
    const std::lock_guard lock(tls_mutex_);
    tls_ = std::move(context);
  }

  void log(std::string_view event) const {
    if (options.log) options.log(event);
  }

 private:
  mutable std::mutex tls_mutex_;
  std::shared_ptr<TlsContext> tls_;
};

}  // namespace schakel
