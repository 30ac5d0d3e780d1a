// The audit log: what a line costs the processor, how many lines a second the disk takes, and how long an answer waits
// for its lines while 5,000 come in a second. In the folder that TMPDIR names; the disk below it is what is measured.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "server/audit/audit_log.h"
#include "server/audit/audit_reader.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

class BenchFolder {
 public:
  BenchFolder() : path_(fs::temp_directory_path() / "schakel-audit-bench") { fs::remove_all(path_); }
  ~BenchFolder() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void check(bool good) {
  if (!good) std::abort();
}

AuditEvent event(std::size_t persons) {
  AuditEvent made{.actor = "jansen",
                  .role = "wsp-adviser",
                  .organisation = "WSP Rijnmond",
                  .origin = "10.1.2.3",
                  .action = "match-vacancy",
                  .result = std::string(kResultShown),
                  .purpose = "vacaturevervulling",
                  .match = std::string(32, 'a'),
                  .epoch = std::string(16, 'e')};
  for (std::size_t i = 0; i < persons; ++i) made.objects.push_back("S" + std::to_string(1'000'000 + i));
  return made;
}

AuditLine line() {
  return {.sequence = 17,
          .time_ms = 1'795'421'702'345,
          .actor = "jansen",
          .role = "wsp-adviser",
          .organisation = "WSP Rijnmond",
          .origin = "10.1.2.3",
          .action = "match-vacancy",
          .object = "S0010927",
          .result = "shown",
          .purpose = "vacaturevervulling",
          .match = std::string(32, 'a'),
          .epoch = std::string(16, 'e'),
          .previous = std::string(kNoLineBefore)};
}

void bm_write_line(benchmark::State& state) {
  AuditLine made = line();
  std::string text;
  for ([[maybe_unused]] auto _ : state) {
    text.clear();
    append_audit_line(made, text);
    made.previous.swap(made.hash);
    benchmark::DoNotOptimize(text.data());
  }
  state.SetItemsProcessed(state.iterations());
  made = line();
  text.clear();
  append_audit_line(made, text);
  state.SetLabel("checksum " + made.hash.substr(0, 16));
}
BENCHMARK(bm_write_line);

void bm_read_line(benchmark::State& state) {
  AuditLine made = line();
  std::string text;
  append_audit_line(made, text);
  text.pop_back();
  std::uint64_t good = 0;
  for ([[maybe_unused]] auto _ : state) good += parse_audit_line(text).has_value() ? 1 : 0;
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("checksum " + std::to_string(good == static_cast<std::uint64_t>(state.iterations())));
}
BENCHMARK(bm_read_line);

// As much as goes in: threads that each wait for their lines before they ask again.
void bm_saturated(benchmark::State& state) {
  const auto threads = static_cast<std::size_t>(state.range(0));
  const auto persons = static_cast<std::size_t>(state.range(1));
  constexpr std::chrono::seconds kTime(3);
  AuditLogCounts counts;
  for ([[maybe_unused]] auto _ : state) {
    const BenchFolder folder;
    auto log = AuditLog::open(folder.path()).value();
    const auto end = Clock::now() + kTime;
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < threads; ++i)
      workers.emplace_back([&] {
        while (Clock::now() < end) check(log->append(event(persons)).has_value());
      });
    for (std::thread& worker : workers) worker.join();
    counts = log->counts();
    check(log->close().has_value());
    const auto reading = read_audit_log(folder.path(), [](const AuditLine&) {});
    check(reading && reading->sound() && reading->lines == counts.lines + 1);
  }
  const double seconds = std::chrono::duration<double>(kTime).count() * static_cast<double>(state.iterations());
  state.counters["lines/s"] = static_cast<double>(counts.lines) / seconds;
  state.counters["lines/sync"] = static_cast<double>(counts.lines) / static_cast<double>(counts.groups);
  state.SetLabel("checksum: all lines read back");
}
BENCHMARK(bm_saturated)
    ->ArgNames({"threads", "persons"})
    ->Args({1, 1})
    ->Args({16, 1})
    ->Args({64, 50})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

// Answers that come at fixed moments, whatever the log does: from the moment to the acknowledgement.
void bm_at_rate(benchmark::State& state) {
  const auto lines_per_second = static_cast<std::size_t>(state.range(0));
  const auto persons = static_cast<std::size_t>(state.range(1));
  const std::size_t events = 5 * lines_per_second / persons;  // five seconds of them
  std::vector<double> waits;
  AuditLogCounts counts;
  for ([[maybe_unused]] auto _ : state) {
    const BenchFolder folder;
    auto log = AuditLog::open(folder.path()).value();
    waits.assign(events, -1);
    std::atomic<std::size_t> done = 0;
    const auto start = Clock::now();
    for (std::size_t i = 0; i < events; ++i) {
      const auto due = start + std::chrono::nanoseconds(i * persons * 1'000'000'000 / lines_per_second);
      std::this_thread::sleep_until(due);
      log->append(event(persons), [&waits, &done, i, due](const Result<std::uint64_t>& result) {
        check(result.has_value());
        waits[i] = std::chrono::duration<double, std::milli>(Clock::now() - due).count();
        ++done;
      });
    }
    check(log->close().has_value() && done == events);
    counts = log->counts();
  }
  std::ranges::sort(waits);
  state.counters["p50_ms"] = waits[events / 2];
  state.counters["p99_ms"] = waits[events * 99 / 100];
  state.counters["max_ms"] = waits.back();
  state.counters["syncs"] = static_cast<double>(counts.groups);
  state.SetLabel("checksum " + std::to_string(counts.sequence));
}
BENCHMARK(bm_at_rate)
    ->ArgNames({"lines/s", "persons"})
    ->Args({50, 50})
    ->Args({500, 50})
    ->Args({5000, 50})
    ->Args({5000, 1})
    ->Args({20000, 50})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace schakel
