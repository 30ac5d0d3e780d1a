#include "bench/server/load/measure.h"

#include <unistd.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>
#include <vector>

namespace schakel::load {

namespace asio = boost::asio;

namespace {

constexpr auto kPatience = std::chrono::seconds(10);

// In (0, 1].
double uniform(testing::Random& random) { return (static_cast<double>(random.next() >> 11) + 1) * 0x1p-53; }

Clock::duration between(testing::Random& random, double rate) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(-std::log(uniform(random)) / rate));
}

std::vector<std::shared_ptr<Measured>>& kept() {
  static std::vector<std::shared_ptr<Measured>> all;
  return all;
}

struct CpuClock {
  explicit CpuClock(pid_t server) : server_(server), server_then(usage_of(server)), own_then(usage_of(::getpid())) {}

  void read(Measured& measured, double seconds) const {
    const ProcessUsage server_now = usage_of(server_);
    measured.server_cpu = (server_now.cpu_s - server_then.cpu_s) / seconds;
    measured.generator_cpu = (usage_of(::getpid()).cpu_s - own_then.cpu_s) / seconds;
    measured.server_kib = server_now.resident_kib;
  }

 private:
  pid_t server_;
  ProcessUsage server_then, own_then;
};

}  // namespace

asio::awaitable<void> pause(Bench& bench, std::chrono::milliseconds time) {
  asio::steady_timer timer(bench.context, time);
  boost::system::error_code error;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<std::shared_ptr<Measured>> measure(Bench& bench, std::string name, Stretch stretch) {
  auto measured = std::make_shared<Measured>();
  kept().push_back(measured);
  measured->name = std::move(name);
  measured->rates = stretch.rates;
  measured->seconds = std::chrono::duration<double>(stretch.time).count();
  testing::Random random(7);
  asio::steady_timer timer(bench.context);
  boost::system::error_code error;
  const double rate = stretch.rates.queries + stretch.rates.updates;
  const Clock::time_point counted = Clock::now() + stretch.warm_up, end = counted + stretch.time;
  std::unique_ptr<CpuClock> cpu;
  for (auto due = Clock::now(); due < end; due += between(random, rate)) {
    if (due > Clock::now()) {
      timer.expires_at(due);
      co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    if (due >= counted && !cpu) cpu = std::make_unique<CpuClock>(bench.server);
    const bool query = uniform(random) * rate <= stretch.rates.queries;
    Answers& answers = query ? measured->queries : measured->updates;
    bench.client.ask(bench.requests.next(query ? Kind::kQuery : Kind::kUpdate), due,
                     due >= counted ? &answers : nullptr);
  }
  if (cpu) cpu->read(*measured, measured->seconds);
  while (bench.client.in_flight() > 0 && Clock::now() < end + kPatience) {
    timer.expires_after(std::chrono::milliseconds(10));
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
  measured->left = bench.client.in_flight();
  measured->connections = bench.client.connections();
  co_return measured;
}

}  // namespace schakel::load
