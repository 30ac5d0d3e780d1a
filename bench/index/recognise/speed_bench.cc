// Recognising the titles of made-up vacancies: building the recogniser, and texts on one core.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "bench/support/bench_market.h"
#include "bench/support/labelled.h"
#include "data/schema/vacancy.pb.h"
#include "index/recognise/recogniser.h"

namespace schakel {
namespace {

constexpr std::uint64_t kTexts = 2000;

const RecordSnapshot& market() {
  static const bench::BenchSnapshot kMarket({.seekers = 0, .vacancies = kTexts});
  return kMarket;
}

// ESCO is here with its English labels.
std::unique_ptr<Recogniser> build() {
  const char* language = bench::market_name() == "esco" ? "en" : "nl";
  auto recogniser = Recogniser::build(market(), RecogniserKind::kOccupation, language);
  if (!recogniser) std::abort();
  return *std::move(recogniser);
}

void build_recogniser(benchmark::State& state) {
  std::uint64_t checksum = 0;
  for ([[maybe_unused]] auto _ : state) checksum = build()->checksum();
  bench::label(state, "recognisers", 1, checksum, bench::market_name(), bench::Cores::kAll);
}
BENCHMARK(build_recogniser)->Iterations(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void recognise_titles(benchmark::State& state) {
  std::vector<std::string> titles;
  const auto read = market().scan(RecordKind::kVacancy, 0, 1, [&](const StoredRecord& record) {
    Vacancy vacancy;
    if (vacancy.ParseFromString(std::string(record.bytes))) titles.push_back(vacancy.title());
    return true;
  });
  if (!read) std::abort();
  static const auto kRecogniser = build();
  std::uint64_t checksum = 0;
  for ([[maybe_unused]] auto _ : state) {
    checksum = 0;
    Recogniser::Worker worker(*kRecogniser);
    for (const std::string& title : titles)
      for (const Recognised& answer : worker.recognise(title, 10).ranked)
        checksum = checksum * 31 + answer.owner * 1001 + answer.score;
  }
  bench::label(state, "texts", titles.size(), checksum, bench::market_name());
}
BENCHMARK(recognise_titles)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schakel

BENCHMARK_MAIN();
