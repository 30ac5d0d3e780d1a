// What the generator can find out.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>

#include "bench/server/load/measure.h"
#include "bench/server/load/report.h"

namespace schakel::load {

struct ModeOptions {
  Rates rates;
  std::uint32_t seconds = 30;  // of a stretch
  std::uint32_t slow_clients = 10'000;
  std::uint32_t minutes = 60;         // of a soak
  std::uint32_t switch_minutes = 10;  // between two epochs of a soak
  boost::asio::ip::tcp::endpoint server;
};

// The rates as they are: latencies of queries and of updates.
[[nodiscard]] boost::asio::awaitable<void> run_match(Bench& bench, ModeOptions options, Report& report);
// The highest rate of queries that is kept up with, then twice that: what share of the goodput stays.
[[nodiscard]] boost::asio::awaitable<void> run_overload(Bench& bench, ModeOptions options, Report& report);
// The rates without and with slow connections beside them.
[[nodiscard]] boost::asio::awaitable<void> run_slow(Bench& bench, ModeOptions options, Report& report);
// The rates for a long time, with a new epoch now and then: errors, and whether memory stays flat.
[[nodiscard]] boost::asio::awaitable<void> run_soak(Bench& bench, ModeOptions options, Report& report);

}  // namespace schakel::load
