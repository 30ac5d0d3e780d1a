// How fast records of the synthetic market are made, on one core, and how long a market takes to prepare.
#include <benchmark/benchmark.h>

#include <functional>

#include "bench/support/labelled.h"
#include "loaders/records/starter.h"
#include "loaders/synthetic/market.h"

namespace schakel {
namespace {

constexpr std::uint64_t kRecords = 10'000;

std::unique_ptr<GeneratedMarket> make_market() {
  const MarketInput input{starter_concepts().value(), starter_places().value()};
  return GeneratedMarket::create(input, {.seekers = kRecords, .vacancies = kRecords}).value();
}

// Makes all records over and over; the checksum adds up the hashes of their bytes.
void make_records(benchmark::State& state, const std::function<std::string(std::uint64_t)>& make) {
  std::uint64_t checksum = 0;
  for ([[maybe_unused]] auto _ : state) {
    checksum = 0;
    for (std::uint64_t number = 1; number <= kRecords; ++number) {
      std::uint64_t hash = 0xcbf29ce484222325U;
      for (const char c : make(number)) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
      checksum += hash;
    }
  }
  bench::label(state, "records", kRecords, checksum);
}

void make_seekers(benchmark::State& state) {
  const auto market = make_market();
  make_records(state, [&](std::uint64_t number) { return market->seeker(number).SerializeAsString(); });
}
BENCHMARK(make_seekers)->Unit(benchmark::kMillisecond);

void make_vacancies(benchmark::State& state) {
  const auto market = make_market();
  make_records(state, [&](std::uint64_t number) { return market->vacancy(number).SerializeAsString(); });
}
BENCHMARK(make_vacancies)->Unit(benchmark::kMillisecond);

void prepare_market(benchmark::State& state) {
  std::uint64_t checksum = 0;
  for ([[maybe_unused]] auto _ : state) checksum = make_market()->rows();
  bench::label(state, "markets", 1, checksum);
}
BENCHMARK(prepare_market)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schakel
