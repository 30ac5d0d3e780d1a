// The record store: durable load, load of what is there already, scan in parts. Records of about 1 KB.
#include <benchmark/benchmark.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <cstdlib>
#include <random>

#include "bench/support/bench_folder.h"
#include "bench/support/labelled.h"
#include "index/store/record_store.h"

namespace schakel {
namespace {

constexpr std::size_t kRecords = 200'000;
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

void check(bool good) {
  if (!good) std::abort();
}

void load(RecordStore& store, const std::vector<Batch>& batches) {
  for (const auto& batch : batches) check(store.apply(batch).has_value());
}

void report(benchmark::State& state, const StoreCounts& counts, std::uint64_t checksum) {
  state.counters["MiB_on_disk"] = static_cast<double>(counts.bytes_on_disk >> 20);
  bench::label(state, "records", kRecords, checksum, "starter", bench::Cores::kAll);
}

void load_new(benchmark::State& state) {
  const auto& batches = batches_of(static_cast<Order>(state.range(0)));
  StoreCounts counts;
  Sequence sequence = 0;
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    const bench::BenchFolder folder;
    auto store = RecordStore::open(folder.path() / "records", OpenMode::kReadWrite);
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
BENCHMARK(load_new)
    ->ArgName("random")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Iterations(1);

// The same records again, in another delivery: all are looked up, none is written.
void load_again(benchmark::State& state) {
  auto batches = batches_of(Order::kRandom);
  const bench::BenchFolder folder;
  auto store = RecordStore::open(folder.path() / "records", OpenMode::kReadWrite).value();
  load(*store, batches);
  for (auto& batch : batches) batch.delivery.reset();
  check(store->compact().has_value());
  std::uint64_t unchanged = 0;
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& batch : batches) unchanged += store->apply(batch)->unchanged;
  }
  report(state, store->counts().value(), unchanged / static_cast<std::uint64_t>(state.iterations()));
}
BENCHMARK(load_again)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime()->Iterations(1);

void compact(benchmark::State& state) {
  StoreCounts counts;
  Sequence sequence = 0;
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    const bench::BenchFolder folder;
    auto store = RecordStore::open(folder.path() / "records", OpenMode::kReadWrite).value();
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
BENCHMARK(compact)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime()->Iterations(1);

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

void scan(benchmark::State& state) {
  const bench::BenchFolder folder;
  auto store = RecordStore::open(folder.path() / "records", OpenMode::kReadWrite).value();
  load(*store, batches_of(Order::kRandom));
  check(store->compact().has_value());
  std::uint64_t sum = 0;
  for ([[maybe_unused]] auto _ : state)
    sum = scan_sum(*store->snapshot().value(), static_cast<std::size_t>(state.range(0)));
  report(state, store->counts().value(), sum);
}
BENCHMARK(scan)
    ->ArgName("parts")
    ->Arg(16)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Iterations(5);

}  // namespace
}  // namespace schakel
