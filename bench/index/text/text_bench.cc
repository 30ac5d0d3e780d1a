// Text index: documents built per second, queries answered per second, over the synthetic labour market of the starter
// taxonomy: three vacancies to ten seekers.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "index/seal/sha256.h"
#include "index/text/text_index.h"
#include "loaders/records/starter.h"
#include "loaders/synthetic/market.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

// Records in memory, in order of key.
class MarketSnapshot : public RecordSnapshot {
 public:
  void put(RecordKind kind, const std::string& key, std::string bytes) { records_[kind][key] = std::move(bytes); }
  [[nodiscard]] Sequence sequence() const override { return 1; }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    const auto found = records_.find(kind);
    if (found == records_.end()) return {};
    const auto& records = found->second;
    auto at = std::next(records.begin(), static_cast<std::ptrdiff_t>(records.size() * part / parts));
    const auto end = std::next(records.begin(), static_cast<std::ptrdiff_t>(records.size() * (part + 1) / parts));
    for (; at != end && visit({.key = at->first, .revision = 1, .bytes = at->second}); ++at) {
    }
    return {};
  }

 private:
  std::map<RecordKind, std::map<std::string, std::string>> records_;
};

// Empty when the market cannot be made.
MarketSnapshot make_market(std::uint64_t seekers) {
  MarketSnapshot snapshot;
  const auto concepts = starter_concepts();
  const auto places = starter_places();
  if (!concepts || !places) return snapshot;
  for (const Concept& known : *concepts) snapshot.put(RecordKind::kConcept, known.uri(), known.SerializeAsString());
  for (const Place& place : *places) snapshot.put(RecordKind::kPlace, place.postcode(), place.SerializeAsString());
  const std::uint64_t vacancies = seekers * 3 / 10;
  const auto market = Market::create({*concepts, *places}, {.seekers = seekers, .vacancies = vacancies});
  if (!market) return snapshot;
  for (std::uint64_t number = 1; number <= seekers; ++number) {
    const Seeker seeker = (*market)->seeker(number);
    snapshot.put(RecordKind::kSeeker, seeker.id(), seeker.SerializeAsString());
  }
  for (std::uint64_t number = 1; number <= vacancies; ++number) {
    const Vacancy vacancy = (*market)->vacancy(number);
    snapshot.put(RecordKind::kVacancy, vacancy.id(), vacancy.SerializeAsString());
  }
  return snapshot;
}

// Gone at the end of the program.
struct BenchFolder {
  fs::path path = fs::temp_directory_path() / ("schakel-bench-text-" + std::to_string(getpid()));
  ~BenchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

const fs::path& bench_folder() {
  static const BenchFolder kFolder;
  return kFolder.path;
}

const MarketSnapshot& market(std::int64_t seekers) {
  static std::map<std::int64_t, MarketSnapshot> made;
  const auto found = made.find(seekers);
  if (found != made.end()) return found->second;
  return made.emplace(seekers, make_market(static_cast<std::uint64_t>(seekers))).first->second;
}

void check(benchmark::State& state, const Result<void>& outcome) {
  if (!outcome) state.SkipWithError(outcome.error().message.c_str());
}

void build_index(benchmark::State& state) {
  const auto& snapshot = market(state.range(0));
  const auto path = bench_folder() / "built";
  for (auto _ : state) {
    fs::remove_all(path);
    check(state, TextIndex::build(snapshot, path, {}));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * 13 / 10);
  if (const auto checksum = sha256_file(path / "xapian/postlist.glass"); checksum) {
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
  const auto& snapshot = market(100'000);
  const auto path = bench_folder() / "searched";
  if (!fs::exists(path)) check(state, TextIndex::build(snapshot, path, {}));
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
}  // namespace schakel

BENCHMARK_MAIN();
