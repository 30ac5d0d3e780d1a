// Text index: documents built per second, queries answered per second, over the synthetic labour market of the starter
// taxonomy: three vacancies to ten seekers.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "index/seal/sha256.h"
#include "index/text/text_index.h"
#include "loaders/records/starter.h"
#include "loaders/synthetic/market.h"
#include "tests/index/temp_folder.h"
#include "tests/index/text/fake_snapshot.h"

namespace schakel::testing {
namespace {

// Empty when the market cannot be made.
FakeSnapshot make_market(std::uint64_t seekers) {
  FakeSnapshot snapshot(1);
  const auto concepts = starter_concepts();
  const auto places = starter_places();
  if (!concepts || !places) return snapshot;
  for (const Concept& known : *concepts) snapshot.put(known);
  for (const Place& place : *places) snapshot.put(place);
  const std::uint64_t vacancies = seekers * 3 / 10;
  const auto market = Market::create({*concepts, *places}, {.seekers = seekers, .vacancies = vacancies});
  if (!market) return snapshot;
  for (std::uint64_t number = 1; number <= seekers; ++number) snapshot.put((*market)->seeker(number));
  for (std::uint64_t number = 1; number <= vacancies; ++number) snapshot.put((*market)->vacancy(number));
  return snapshot;
}

const FakeSnapshot& market(std::int64_t seekers) {
  static std::map<std::int64_t, FakeSnapshot> made;
  const auto found = made.find(seekers);
  if (found != made.end()) return found->second;
  return made.emplace(seekers, make_market(static_cast<std::uint64_t>(seekers))).first->second;
}

void check(benchmark::State& state, const Result<void>& outcome) {
  if (!outcome) state.SkipWithError(outcome.error().message.c_str());
}

void build_index(benchmark::State& state) {
  const auto& snapshot = market(state.range(0));
  const TempFolder folder;
  for (auto _ : state) {
    std::filesystem::remove_all(folder.path() / "text");
    check(state, TextIndex::build(snapshot, folder.path() / "text", {}));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * 13 / 10);
  if (const auto checksum = sha256_file(folder.path() / "text/xapian/postlist.glass"); checksum) {
    state.SetLabel("postings " + checksum->substr(0, 16));
  }
}
BENCHMARK(build_index)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void search_index(benchmark::State& state, const char* text) {
  static const TempFolder folder;
  const auto& snapshot = market(100'000);
  const auto path = folder.path() / "text";
  if (!std::filesystem::exists(path)) check(state, TextIndex::build(snapshot, path, {}));
  const auto index = TextIndex::open(path, snapshot.sequence());
  if (!index) return state.SkipWithError(index.error().message.c_str());
  std::string answered;
  for (auto _ : state) {
    const auto answer = (*index)->search({.text = text});
    if (!answer) return state.SkipWithError(answer.error().message.c_str());
    answered = answer->corrected + std::to_string(answer->estimated_total);
    for (const TextHit& hit : answer->hits) answered += hit.id + hit.title + hit.snippet + std::to_string(hit.percent);
  }
  state.SetLabel(sha256_hex(answered).substr(0, 16));
}
BENCHMARK_CAPTURE(search_index, one_word, "lasser");
BENCHMARK_CAPTURE(search_index, two_words, "lasser rotterdam");
BENCHMARK_CAPTURE(search_index, common_words, "zelfstandig werken team");
BENCHMARK_CAPTURE(search_index, phrase, "\"rijbewijs en een eigen auto\"");
BENCHMARK_CAPTURE(search_index, wildcard, "timmer*");
BENCHMARK_CAPTURE(search_index, field, "place:utrecht AND occupation:kok");
BENCHMARK_CAPTURE(search_index, misspelled, "verpleegkundihe");

}  // namespace
}  // namespace schakel::testing

BENCHMARK_MAIN();
