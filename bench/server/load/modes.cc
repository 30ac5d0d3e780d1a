#include "bench/server/load/modes.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "bench/server/load/slow_clients.h"

namespace schakel::load {

namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

constexpr double kSustained_ms = 100;  // p99 of a rate that is kept up with

milliseconds seconds(std::uint32_t count) { return milliseconds(std::int64_t{1000} * count); }

bool keeps_up(const Measured& measured) {
  const double done = static_cast<double>(measured.queries.done.count());
  return measured.errors() == 0 && measured.queries.refused.count() == 0 && done > 0 &&
         measured.queries.done.quantile_ms(.99) < kSustained_ms;
}

void note_errors(Report& report) {
  std::uint64_t errors = 0;
  for (const auto& measured : report.stretches) errors += measured->errors();
  report.add("errors", static_cast<double>(errors));
}

asio::awaitable<void> try_rate(Bench& bench, double rate, std::uint32_t time, Report& report) {
  Stretch stretch{.rates = {.queries = rate}, .warm_up = milliseconds(1000), .time = seconds(time)};
  const auto measured = co_await measure(bench, fmt::format("try {:.0f}", rate), stretch);
  report.add(measured);
  co_await pause(bench, milliseconds(2000));  // what was too much flows off
}

}  // namespace

asio::awaitable<void> run_match(Bench& bench, ModeOptions options, Report& report) {
  Stretch stretch{.rates = options.rates, .warm_up = milliseconds(5000), .time = seconds(options.seconds)};
  const auto measured = co_await measure(bench, "match", stretch);
  report.add(measured);
  note_errors(report);
}

asio::awaitable<void> run_overload(Bench& bench, ModeOptions options, Report& report) {
  const std::uint32_t trial = std::max(5U, options.seconds / 4);
  double kept = 0, lost = 0;
  for (double rate = 100; rate < 200'000 && lost == 0; rate *= 2) {
    co_await try_rate(bench, rate, trial, report);
    (keeps_up(*report.stretches.back()) ? kept : lost) = rate;
  }
  for (int step = 0; step < 4 && lost > 0; ++step) {
    const double rate = (kept + lost) / 2;
    co_await try_rate(bench, rate, trial, report);
    (keeps_up(*report.stretches.back()) ? kept : lost) = rate;
  }
  if (kept <= 0) {
    report.failure = "no rate was kept up with";
    co_return;
  }
  co_await try_rate(bench, kept, options.seconds, report);
  const double peak = report.stretches.back()->goodput();
  co_await try_rate(bench, 2 * kept, options.seconds, report);
  const Measured& over = *report.stretches.back();
  report.add("highest sustainable rate", kept);
  report.add("goodput at that rate", peak);
  report.add("goodput at twice that rate", over.goodput());
  report.add("share of goodput that stays", over.goodput() / peak);
  report.add("p99 ms of a refusal", over.queries.refused.quantile_ms(.99));
  report.add("errors", static_cast<double>(over.errors()));
}

asio::awaitable<void> run_slow(Bench& bench, ModeOptions options, Report& report) {
  Stretch stretch{.rates = options.rates, .warm_up = milliseconds(5000), .time = seconds(options.seconds)};
  const auto without = co_await measure(bench, "without", stretch);
  report.add(without);
  SlowClients slow(bench.context, options.server);
  const std::uint64_t before = usage_of(bench.server).resident_kib;
  co_await slow.open(options.slow_clients);
  report.add("slow connections", slow.connected());
  const auto with = co_await measure(bench, fmt::format("with {} slow", options.slow_clients), stretch);
  report.add(with);
  report.add("slow connections at the end", slow.connected());
  report.add("slow connections that came again", static_cast<double>(slow.reconnected()));
  const double grown = static_cast<double>(with->server_kib) - static_cast<double>(before);
  report.add("KiB of memory a slow connection", grown / std::max(1U, options.slow_clients));
  report.add("p99 with over p99 without", with->queries.done.quantile_ms(.99) / without->queries.done.quantile_ms(.99));
  if (slow.connected() < options.slow_clients * 9 / 10)
    report.failure = "a tenth of the slow connections were not there";
  slow.stop();
  note_errors(report);
}

asio::awaitable<void> run_soak(Bench& bench, ModeOptions options, Report& report) {
  std::uint64_t first_kib = 0, most_kib = 0;
  Histogram queries, updates;
  for (std::uint32_t minute = 1; minute <= options.minutes; ++minute) {
    if (minute % options.switch_minutes == 0) {
      const Reply reply = co_await bench.client.ask_now(bench.requests.build_epoch());
      if (reply.status < 200 || reply.status >= 300)
        report.failure = fmt::format("no new epoch: {} {}", reply.status, reply.text.substr(0, 300));
    }
    Stretch stretch{.rates = options.rates, .warm_up = milliseconds(minute == 1 ? 5000 : 0), .time = seconds(60)};
    const auto measured = co_await measure(bench, fmt::format("minute {}", minute), stretch);
    report.add(measured);
    queries.merge(measured->queries.done);
    updates.merge(measured->updates.done);
    if (minute == std::min(options.minutes, options.switch_minutes + 2)) first_kib = measured->server_kib;
    most_kib = std::max(most_kib, measured->server_kib);
  }
  const double last_kib = static_cast<double>(report.stretches.back()->server_kib);
  report.add("p99 ms of all queries", queries.quantile_ms(.99));
  report.add("p99 ms of all updates", updates.quantile_ms(.99));
  report.add("MiB after the first switch", static_cast<double>(first_kib) / 1024);
  report.add("MiB at most", static_cast<double>(most_kib) / 1024);
  report.add("MiB at the end", last_kib / 1024);
  note_errors(report);
}

}  // namespace schakel::load
