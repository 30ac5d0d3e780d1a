// A market that changes: live lists beside deltas of several sizes, how long a write waits, and how soon a store
// answers after a start. bench_server_live [SEEKERS VACANCIES], in the folder that TMPDIR names; the disk below it
// counts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "bench/support/bench_folder.h"
#include "bench/support/bench_market.h"
#include "bench/support/live_lists.h"
#include "bench/support/must.h"
#include "bench/support/stopwatch.h"
#include "engine/match.h"
#include "index/model/strategy.h"
#include "server/indexing.h"
#include "server/live/live_market.h"

namespace {

using namespace schakel;
using bench::must;
using bench::Stopwatch;

constexpr Date kDate{20261122};

void fill(const StoreLayout& layout, const RecordSnapshot& snapshot) {
  const auto records = must(RecordStore::open(layout.records(), OpenMode::kReadWrite));
  for (const RecordKind kind : {RecordKind::kConcept, RecordKind::kPlace, RecordKind::kSeeker, RecordKind::kVacancy}) {
    Batch batch;
    const auto flush = [&] {
      must(records->apply(batch));
      batch = {};
    };
    must(snapshot.scan(kind, 0, 1, [&](const StoredRecord& record) {
      batch.puts.push_back({kind, std::string(record.key), 1, std::string(record.bytes)});
      if (batch.puts.size() == 10'000) flush();
      return true;
    }));
    flush();
  }
  must(index_records(layout, *records, {.strategy = standard_strategy(), .date = kDate}));
}

// Records to write: those of another market, half of them under new ids.
std::vector<Put> changes(std::uint64_t count) {
  const bench::BenchSnapshot other({.seekers = count * 2 / 3, .vacancies = count - count * 2 / 3, .seed = 99});
  std::vector<Put> puts;
  const auto add = [&](RecordKind kind, auto record, const StoredRecord& stored) {
    record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()));
    if (puts.size() % 2 == 0) record.set_id("new-" + record.id());
    puts.push_back({kind, record.id(), 2, record.SerializeAsString()});
  };
  must(other.scan(RecordKind::kSeeker, 0, 1, [&](const StoredRecord& stored) {
    add(RecordKind::kSeeker, Seeker(), stored);
    return true;
  }));
  must(other.scan(RecordKind::kVacancy, 0, 1, [&](const StoredRecord& stored) {
    add(RecordKind::kVacancy, Vacancy(), stored);
    return true;
  }));
  return puts;
}

double at(std::vector<double> sorted, double share) {
  std::ranges::sort(sorted);
  return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

// Lists that begin with making a Matcher, as a request does.
void ask(const OpenMarket& open, const char* name) {
  const bench::LiveLists lists = bench::live_lists(open.market());
  std::vector<double> begins;
  for (int i = 0; i < 200; ++i) {
    const double before = bench::thread_cpu();
    const Matcher matcher(open.market(), open.vacancies());
    begins.push_back(bench::thread_cpu() - before);
  }
  std::printf(
      "%-22s vacancy p50 %.3f p99 %.3f ms, seeker p50 %.3f p99 %.3f ms, matcher %.3f ms (CPU); checksum %016lx\n", name,
      lists.vacancy.p50 * 1e3, lists.vacancy.p99 * 1e3, lists.seeker.p50 * 1e3, lists.seeker.p99 * 1e3,
      at(begins, 0.5) * 1e3, lists.checksum);
}

// Each write holds one record. What it took until it was durable and visible.
void write(LiveMarket& live, const std::vector<Put>& puts, std::size_t threads) {
  std::vector<std::vector<double>> seconds(threads);
  std::vector<std::thread> writers;
  const Stopwatch watch;
  for (std::size_t t = 0; t < threads; ++t)
    writers.emplace_back([&, t] {
      for (std::size_t i = t; i < puts.size(); i += threads) {
        const auto before = std::chrono::steady_clock::now();
        Batch batch;
        batch.puts.push_back(puts[i]);
        must(live.write(std::move(batch)));
        seconds[t].push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
      }
    });
  for (std::thread& writer : writers) writer.join();
  std::vector<double> all;
  for (const auto& some : seconds) all.insert(all.end(), some.begin(), some.end());
  std::printf("%zu writes by %zu threads: %.0f/s, %.0f us of CPU each, p50 %.2f p99 %.2f ms\n", puts.size(), threads,
              static_cast<double>(puts.size()) / watch.wall(), watch.cpu() * 1e6 / static_cast<double>(puts.size()),
              at(all, 0.5) * 1e3, at(all, 0.99) * 1e3);
}

}  // namespace

int main(int count, char** words) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const std::uint64_t seekers = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
  const std::uint64_t vacancies = count > 2 ? std::strtoull(words[2], nullptr, 10) : seekers * 3 / 10;
  const bench::BenchFolder folder;
  const StoreLayout layout{folder.path() / "store"};
  fill(layout, bench::BenchSnapshot({.seekers = seekers, .vacancies = vacancies}));
  const LiveOptions options{
      .fold_records = 1'000'000, .fold_age = std::chrono::hours(24), .today = [] { return kDate; }};
  const std::vector<Put> puts = changes(10'000);

  const Stopwatch start;
  auto live = must(LiveMarket::open(layout, options));
  std::printf("%llu seekers, %llu vacancies: answers after %.2f s\n", static_cast<unsigned long long>(seekers),
              static_cast<unsigned long long>(vacancies), start.wall());
  ask(*live->market(), "no delta");
  const auto part = [&](std::size_t from, std::size_t to) {
    return std::vector<Put>(puts.begin() + static_cast<std::ptrdiff_t>(from),
                            puts.begin() + static_cast<std::ptrdiff_t>(to));
  };
  write(*live, part(0, 300), 1);
  write(*live, part(300, 1'000), 8);
  ask(*live->market(), "delta of 1,000");
  write(*live, part(1'000, 10'000), 64);
  ask(*live->market(), "delta of 10,000");
  live.reset();
  const Stopwatch again;
  live = must(LiveMarket::open(layout, options));
  std::printf("answers again after %.2f s, 10,000 changes behind the epoch among it\n", again.wall());
  live->wait_for_jobs();
  const Stopwatch whole;
  must(live->begin_whole_epoch());
  live->wait_for_jobs();
  std::printf("a whole epoch and a text index in the background: %.1f s\n", whole.wall());
  return 0;
}
