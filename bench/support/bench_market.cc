#include "bench/support/bench_market.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstdlib>

#include "bench/support/must.h"
#include "index/model/strategy.h"
#include "loaders/records/esco.h"
#include "loaders/records/postcodes.h"
#include "loaders/records/starter.h"

namespace schakel::bench {
namespace {

bool embedded() { return std::getenv("SCHAKEL_BENCH_EMBEDDED") != nullptr || !std::filesystem::exists(esco_folder()); }

MarketInput market_input(On on) {
  MarketInput input;
  if (on == On::kStarter || embedded()) {
    must(collect(*must(open_starter()), input));
  } else {
    must(collect(*must(open_esco(esco_folder())), input));
    must(collect(*must(open_postcodes(postcode_table())), input));
  }
  return input;
}

}  // namespace

std::string_view market_name() { return embedded() ? "starter" : "esco"; }

std::filesystem::path esco_folder() { return std::filesystem::path(SCHAKEL_SHARED_DATA) / "esco-1.1.1-en"; }
std::filesystem::path postcode_table() { return std::filesystem::path(SCHAKEL_SHARED_DATA) / "geo-nl" / "4pp.csv"; }

BenchSnapshot::BenchSnapshot(const MarketParameters& parameters, On on) {
  const MarketInput input = market_input(on);
  const auto market = must(GeneratedMarket::create(input, parameters));
  const auto put = [&](RecordKind kind) -> std::vector<Stored>& { return records_[static_cast<std::size_t>(kind)]; };
  for (const auto& entry : input.concepts)
    put(RecordKind::kConcept).push_back({entry.uri(), entry.SerializeAsString()});
  for (const auto& place : input.places)
    put(RecordKind::kPlace).push_back({place.postcode(), place.SerializeAsString()});
  put(RecordKind::kSeeker).resize(parameters.seekers);
  put(RecordKind::kVacancy).resize(parameters.vacancies);
  tbb::parallel_for(std::uint64_t{0}, parameters.seekers, [&](std::uint64_t i) {
    const Seeker record = market->seeker(i + 1);
    put(RecordKind::kSeeker)[i] = {record.id(), record.SerializeAsString()};
  });
  tbb::parallel_for(std::uint64_t{0}, parameters.vacancies, [&](std::uint64_t i) {
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

}  // namespace schakel::bench
