// One stretch of load: arrivals at random at given rates, whether or not the answers keep up.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "bench/server/load/client.h"
#include "bench/server/load/process_usage.h"
#include "bench/server/load/requests.h"

namespace schakel::load {

struct Rates {
  double queries = 0, updates = 0;  // a second, on average
};

struct Stretch {
  Rates rates;
  std::chrono::milliseconds warm_up{2000}, time{10'000};
};

struct Measured {
  std::string name;
  Rates rates;
  double seconds = 0;
  Answers queries, updates;
  std::size_t left = 0;  // had no answer ten seconds after the end
  std::size_t connections = 0;
  double server_cpu = 0, generator_cpu = 0;  // cores, on average, while it was measured
  std::uint64_t server_kib = 0;              // resident, at the end

  [[nodiscard]] double goodput() const { return static_cast<double>(queries.done.count()) / seconds; }
  [[nodiscard]] std::uint64_t errors() const {
    return queries.failed + queries.broken + updates.failed + updates.broken + left;
  }
};

// Everything that a measurement needs.
struct Bench {
  boost::asio::io_context& context;
  LoadClient& client;
  Requests& requests;
  pid_t server;
};

// Arrivals are a Poisson process: the time between two is exponential, and whoever is late is measured from when it was
// due. The result lives on with the requests that still point into it.
[[nodiscard]] boost::asio::awaitable<std::shared_ptr<Measured>> measure(Bench& bench, std::string name,
                                                                        Stretch stretch);

[[nodiscard]] boost::asio::awaitable<void> pause(Bench& bench, std::chrono::milliseconds time);

}  // namespace schakel::load
