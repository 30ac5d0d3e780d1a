// The hot parts of the engine, one benchmark each, on a market of 20,000 seekers and 6,000 vacancies. Each
// reports a checksum of what it computed, so that a faster wrong answer shows.

#include <benchmark/benchmark.h>

#include <string_view>
#include <vector>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/labelled.h"
#include "engine/kernel/block_scorer.h"
#include "engine/kernel/candidate.h"
#include "engine/kernel/plan.h"
#include "engine/pair.h"
#include "engine/top_lists.h"
#include "index/epoch/epoch.h"

namespace {

using namespace schakel;

// One epoch for all benchmarks of this program.
const Epoch& epoch() {
  static const std::unique_ptr<const Epoch> kShared = [] {
    const bench::BenchFolder folder;  // the mapping outlives it
    return bench::bench_epoch(bench::BenchSnapshot({.seekers = 20'000, .vacancies = 6'000}), folder.path() / "epoch");
  }();
  return *kShared;
}

void report(benchmark::State& state, std::string_view counted, std::uint64_t checksum) {
  bench::label(state, counted, 1, checksum, bench::market_name());
}

// One vacancy over one block: gather the postings, then scan for candidates against a threshold of 60 %.
void accumulate_and_scan(benchmark::State& state) {
  const PlanTable plans(epoch());
  BlockScorer scorer(epoch(), epoch().model().weights);
  const std::vector<Scaled> thresholds(epoch().block_seekers(), scaled(6000));
  scorer.enter(0);
  std::uint64_t checksum = 0;
  std::uint32_t v = 0;
  for (auto _ : state) {
    v = (v + 1) % epoch().vacancies();
    if (!scorer.reach(epoch().vacancy_scalars[v])) continue;
    scorer.scan(
        epoch().vacancy_scalars[v], plans[VacancyId{v}], thresholds.data(), [] { return scaled(6000); },
        [&](std::span<const Candidate> candidates) {
          for (const Candidate& candidate : candidates) checksum += candidate.accumulated;
        });
  }
  report(state, "visits", checksum);
}
BENCHMARK(accumulate_and_scan)->Iterations(60'000);

void candidate_check(benchmark::State& state) {
  std::uint64_t checksum = 0;
  std::uint32_t i = 0;
  for (auto _ : state) {
    i += 7919;
    const std::uint32_t v = i % epoch().vacancies(), s = i % epoch().seekers();
    const std::uint32_t position =
        std::uint32_t{epoch().vacancy_positions[v].low} + epoch().seeker_positions[s].points.low;
    const auto total = candidate_total(epoch().model(), epoch().model().weights, {0, 2000U | 900U << kWishShift},
                                       position, epoch().vacancy_scalars[v], epoch().seeker_scalars[s]);
    checksum += total.value_or(1);
  }
  report(state, "candidates", checksum);
}
BENCHMARK(candidate_check)->Iterations(5'000'000);

void whole_pair(benchmark::State& state) {
  PairScore score;
  std::uint64_t checksum = 0;
  std::uint32_t i = 0;
  for (auto _ : state) {
    i += 7919;
    score_pair(epoch(), epoch().model().weights, VacancyId{i % epoch().vacancies()}, SeekerId{i % epoch().seekers()},
               score);
    checksum += score.total.low + score.total.high;
  }
  report(state, "pairs", checksum);
}
BENCHMARK(whole_pair)->Iterations(500'000);

void top_list_offer(benchmark::State& state) {
  TopLists lists(epoch(), Side::kVacancy, 0, 1, static_cast<std::uint32_t>(state.range(0)));
  std::uint64_t random = 1;
  std::uint32_t offers = 0;
  for (auto _ : state) {
    random = mix64(random + 0x9e3779b97f4a7c15ULL);
    lists.offer(0, ranked(static_cast<std::uint32_t>(random % 10'001), random, offers++ % epoch().seekers()));
  }
  std::uint64_t checksum = 0;
  for (const Ranked& row : lists.finish(0)) checksum += row.key;
  report(state, "offers", checksum);
}
BENCHMARK(top_list_offer)->Arg(10)->Arg(50)->Arg(200)->Iterations(10'000'000);

void unit_apportioning(benchmark::State& state) {
  std::vector<std::uint64_t> weights;
  weights.reserve(static_cast<std::size_t>(state.range(0)));
  for (std::int64_t i = 0; i < state.range(0); ++i) weights.push_back(static_cast<std::uint64_t>(1 + i * 37 % 80));
  std::vector<std::uint32_t> shares;
  std::uint64_t checksum = 0;
  for (auto _ : state) {
    apportion(kUnits, weights, shares);
    checksum = checksum * 31 + shares[0];
  }
  report(state, "vacancies", checksum);
}
BENCHMARK(unit_apportioning)->Arg(4)->Arg(10)->Arg(100)->Iterations(200'000);

void road_distance(benchmark::State& state) {
  std::uint64_t checksum = 0;
  std::int32_t at = 0;
  for (auto _ : state) {
    at = (at + 1) % 280'000;
    checksum += epoch().model().distance_m(at, 325'000 - at);
  }
  report(state, "distances", checksum);
}
BENCHMARK(road_distance)->Iterations(20'000'000);

}  // namespace

BENCHMARK_MAIN();
