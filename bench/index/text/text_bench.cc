// Text index: documents built per second, queries answered per second, over the synthetic labour market of the starter
// taxonomy: 20,000 jobseekers and 6,000 vacancies.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/labelled.h"
#include "index/seal/sha256.h"
#include "index/text/text_index.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSeekers = 20'000, kVacancies = 6'000;

const RecordSnapshot& market() {
  static const bench::BenchSnapshot kMarket({.seekers = kSeekers, .vacancies = kVacancies}, bench::On::kStarter);
  return kMarket;
}

const fs::path& folder() {
  static const bench::BenchFolder kFolder;
  return kFolder.path();
}

void check(benchmark::State& state, const Result<void>& outcome) {
  if (!outcome) state.SkipWithError(outcome.error().message.c_str());
}

void build_index(benchmark::State& state) {
  const auto path = folder() / "built";
  for (auto _ : state) {
    fs::remove_all(path);
    check(state, TextIndex::build(market(), path, {}));
  }
  const auto checksum = sha256_file(path / "xapian/postlist.glass");
  bench::label(state, "documents", kSeekers + kVacancies, checksum ? checksum->substr(0, 16) : "none", "starter",
               bench::Cores::kAll);
}
BENCHMARK(build_index)->Iterations(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void search_index(benchmark::State& state, const char* text) {
  const auto path = folder() / "searched";
  if (!fs::exists(path)) check(state, TextIndex::build(market(), path, {}));
  const auto index = TextIndex::open(path, market().sequence());
  if (!index) return state.SkipWithError(index.error().message.c_str());
  std::string answered;
  for (auto _ : state) {
    const auto answer = (*index)->search({.text = text});
    if (!answer) return state.SkipWithError(answer.error().message.c_str());
    answered = answer->corrected + std::to_string(answer->estimated_total);
    for (const TextHit& hit : answer->hits) answered += hit.id + hit.title + hit.snippet + std::to_string(hit.percent);
  }
  bench::label(state, "queries", 1, sha256_hex(answered).substr(0, 16));
}
BENCHMARK_CAPTURE(search_index, one_word, "lasser");
BENCHMARK_CAPTURE(search_index, two_words, "lasser rotterdam");
BENCHMARK_CAPTURE(search_index, common_words, "zelfstandig werken team");
BENCHMARK_CAPTURE(search_index, phrase, "\"rijbewijs en een eigen auto\"");
BENCHMARK_CAPTURE(search_index, wildcard, "timmer*");
BENCHMARK_CAPTURE(search_index, field, "place:utrecht AND occupation:kok");
BENCHMARK_CAPTURE(search_index, misspelled, "verpleegkundihe");

}  // namespace
}  // namespace schakel

BENCHMARK_MAIN();
