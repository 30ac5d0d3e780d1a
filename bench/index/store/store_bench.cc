// The record store: durable load, load of what is there already, scan in parts. Records of about 1 KB.
#include <benchmark/benchmark.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "index/store/record_store.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRecords = 400'000;
constexpr std::size_t kBatch = 10'000;

enum class Order { kSorted, kRandom };

// A record as compressible as a profile: URIs of a few thousand concepts, and numbers.
std::string record_bytes(std::mt19937_64& random) {
  std::string bytes;
  while (bytes.size() < 980) {
    bytes += "http://data.europa.eu/esco/skill/" + std::to_string(random() % 3000 * 7919) + "\x12\x04";
    bytes.push_back(static_cast<char>(random() & 0x7f));
  }
  return bytes;
}

std::vector<Batch> make_batches(Order order) {
  std::mt19937_64 random(7);
  std::vector<Batch> batches(kRecords / kBatch);
  for (std::size_t i = 0; i < kRecords; ++i) {
    const auto number = order == Order::kSorted ? std::to_string(100'000'000 + i) : std::to_string(random());
    batches[i / kBatch].puts.push_back({RecordKind::kSeeker, "seeker-" + number, 1, record_bytes(random)});
  }
  for (std::size_t i = 0; i < batches.size(); ++i) {
    batches[i].delivery = DeliveryState{std::string(64, 'a'), "bench", (i + 1) * kBatch + 1,
                                        (i + 1) * kBatch,     0,       i + 1 == batches.size()};
  }
  return batches;
}

// Built once for each order: making the records costs more than storing them.
const std::vector<Batch>& batches_of(Order order) {
  static const std::vector<Batch> kSorted = make_batches(Order::kSorted);
  static const std::vector<Batch> kRandom = make_batches(Order::kRandom);
  return order == Order::kSorted ? kSorted : kRandom;
}

class BenchFolder {
 public:
  BenchFolder() : path_(fs::temp_directory_path() / "schakel-store-bench") { fs::remove_all(path_); }
  ~BenchFolder() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void check(bool good) {
  if (!good) std::abort();
}

void load(RecordStore& store, const std::vector<Batch>& batches) {
  for (const auto& batch : batches) check(store.apply(batch).has_value());
}

void report(benchmark::State& state, const StoreCounts& counts, std::uint64_t checksum) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRecords));
  state.counters["MiB_on_disk"] = static_cast<double>(counts.bytes_on_disk >> 20);
  state.SetLabel("checksum " + std::to_string(checksum));
}

void bm_load(benchmark::State& state) {
  const auto& batches = batches_of(static_cast<Order>(state.range(0)));
  StoreCounts counts;
  Sequence sequence = 0;
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    const BenchFolder folder;
    auto store = RecordStore::open(folder.path(), OpenMode::kReadWrite);
    check(store.has_value());
    state.ResumeTiming();
    load(**store, batches);
    state.PauseTiming();
    counts = (*store)->counts().value();
    sequence = (*store)->sequence();
    store->reset();
    state.ResumeTiming();
  }
  report(state, counts, sequence);
}
BENCHMARK(bm_load)->ArgName("random")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);

// The same records again, in another delivery: all are looked up, none is written.
void bm_load_again(benchmark::State& state) {
  auto batches = batches_of(static_cast<Order>(state.range(0)));
  const BenchFolder folder;
  auto store = RecordStore::open(folder.path(), OpenMode::kReadWrite).value();
  load(*store, batches);
  for (auto& batch : batches) batch.delivery.reset();
  if (state.range(1) == 1) check(store->compact().has_value());
  std::uint64_t unchanged = 0;
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& batch : batches) unchanged += store->apply(batch)->unchanged;
  }
  report(state, store->counts().value(), unchanged / static_cast<std::uint64_t>(state.iterations()));
}
BENCHMARK(bm_load_again)
    ->ArgNames({"random", "compact"})
    ->Args({0, 1})
    ->Args({1, 0})
    ->Args({1, 1})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

void bm_compact(benchmark::State& state) {
  StoreCounts counts;
  Sequence sequence = 0;
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    const BenchFolder folder;
    auto store = RecordStore::open(folder.path(), OpenMode::kReadWrite).value();
    load(*store, batches_of(Order::kRandom));
    state.ResumeTiming();
    check(store->compact().has_value());
    state.PauseTiming();
    counts = store->counts().value();
    sequence = store->sequence();
    store.reset();
    state.ResumeTiming();
  }
  report(state, counts, sequence);
}
BENCHMARK(bm_compact)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

std::uint64_t scan_sum(const RecordSnapshot& snapshot, std::size_t parts) {
  std::atomic<std::uint64_t> sum = 0;
  tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
    std::uint64_t own = 0;
    check(snapshot
              .scan(RecordKind::kSeeker, part, parts,
                    [&own](const StoredRecord& record) {
                      own += record.bytes.size() * 31 + static_cast<unsigned char>(record.bytes.back());
                      return true;
                    })
              .has_value());
    sum += own;
  });
  return sum;
}

void bm_scan(benchmark::State& state) {
  const BenchFolder folder;
  auto store = RecordStore::open(folder.path(), OpenMode::kReadWrite).value();
  load(*store, batches_of(Order::kRandom));
  if (state.range(1) == 1) check(store->compact().has_value());
  std::uint64_t sum = 0;
  for ([[maybe_unused]] auto _ : state)
    sum = scan_sum(*store->snapshot().value(), static_cast<std::size_t>(state.range(0)));
  report(state, store->counts().value(), sum);
}
BENCHMARK(bm_scan)
    ->ArgNames({"parts", "compact"})
    ->Args({1, 1})
    ->Args({2, 1})
    ->Args({16, 1})
    ->Args({16, 0})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace schakel
