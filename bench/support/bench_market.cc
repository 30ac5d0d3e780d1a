#include "bench/support/bench_market.h"

#include <sys/resource.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "index/model/strategy.h"
#include "loaders/records/esco.h"
#include "loaders/records/postcodes.h"
#include "loaders/records/starter.h"
#include "loaders/synthetic/market.h"

namespace schakel::bench {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

void must(const Result<void>& result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
  }
}

MarketInput market_input() {
  const std::filesystem::path shared = SCHAKEL_SHARED_DATA;
  MarketInput input;
  if (std::filesystem::exists(shared / "esco-1.1.1-en") && std::filesystem::exists(shared / "geo-nl" / "4pp.csv")) {
    std::fprintf(stderr, "market on ESCO 1.1.1 and the postcodes of 4pp\n");
    must(collect(*must(open_esco(shared / "esco-1.1.1-en")), input));
    must(collect(*must(open_postcodes(shared / "geo-nl" / "4pp.csv")), input));
  } else {
    std::fprintf(stderr, "market on the embedded starter taxonomy: the real data is not here\n");
    must(collect(*must(open_starter()), input));
  }
  return input;
}

double seconds(const timespec& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9; }

double clock_seconds(clockid_t id) {
  timespec t{};
  clock_gettime(id, &t);
  return seconds(t);
}

}  // namespace

BenchSnapshot::BenchSnapshot(std::uint64_t seekers, std::uint64_t vacancies, std::uint64_t seed) {
  const MarketInput input = market_input();
  const auto market = must(Market::create(input, {.seekers = seekers, .vacancies = vacancies, .seed = seed}));
  const auto put = [&](RecordKind kind) -> std::vector<Stored>& { return records_[static_cast<std::size_t>(kind)]; };
  for (const auto& entry : input.concepts)
    put(RecordKind::kConcept).push_back({entry.uri(), entry.SerializeAsString()});
  for (const auto& place : input.places)
    put(RecordKind::kPlace).push_back({place.postcode(), place.SerializeAsString()});
  put(RecordKind::kSeeker).resize(seekers);
  put(RecordKind::kVacancy).resize(vacancies);
  tbb::parallel_for(std::uint64_t{0}, seekers, [&](std::uint64_t i) {
    const Seeker record = market->seeker(i + 1);
    put(RecordKind::kSeeker)[i] = {record.id(), record.SerializeAsString()};
  });
  tbb::parallel_for(std::uint64_t{0}, vacancies, [&](std::uint64_t i) {
    const Vacancy record = market->vacancy(i + 1);
    put(RecordKind::kVacancy)[i] = {record.id(), record.SerializeAsString()};
  });
  for (auto& records : records_) std::ranges::sort(records, {}, &Stored::key);
}

Result<void> BenchSnapshot::scan(RecordKind kind, std::size_t part, std::size_t parts,
                                 const std::function<bool(const StoredRecord&)>& visit) const {
  const auto& records = records_[static_cast<std::size_t>(kind)];
  for (std::size_t i = part * records.size() / parts; i < (part + 1) * records.size() / parts; ++i)
    if (!visit({records[i].key, 1, records[i].bytes})) break;
  return {};
}

std::unique_ptr<const Epoch> bench_epoch(const RecordSnapshot& snapshot, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  (void)must(build_epoch(snapshot, {.strategy = standard_strategy(), .date = Date{20261122}}, folder));
  return must(Epoch::open(folder));
}

Stopwatch::Stopwatch() : wall_(clock_seconds(CLOCK_MONOTONIC)), cpu_(clock_seconds(CLOCK_PROCESS_CPUTIME_ID)) {}
double Stopwatch::wall() const { return clock_seconds(CLOCK_MONOTONIC) - wall_; }
double Stopwatch::cpu() const { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }

double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace schakel::bench
