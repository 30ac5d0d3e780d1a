// A store of a random market that is answered from while it changes.
#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "server/indexing.h"
#include "server/live/live_market.h"
#include "tests/support/edited_market.h"
#include "tests/support/random_market.h"
#include "tests/support/temp_folder.h"

namespace schakel::testing {

template <class Message>
[[nodiscard]] Put put_of(RecordKind kind, const std::string& key, const Message& record, std::uint64_t revision) {
  return {.kind = kind, .key = key, .revision = revision, .bytes = record.SerializeAsString()};
}
[[nodiscard]] inline Put put_of(const Seeker& record, std::uint64_t revision) {
  return put_of(RecordKind::kSeeker, record.id(), record, revision);
}
[[nodiscard]] inline Put put_of(const Vacancy& record, std::uint64_t revision) {
  return put_of(RecordKind::kVacancy, record.id(), record, revision);
}

template <class T>
T need(Result<T> result) {
  if (!result) FAIL(result.error().message);
  return *std::move(result);
}

// The records that have these keys as they are in `after`: what makes a market of before into it.
[[nodiscard]] inline Batch batch_of(const RandomMarket& after, const ChangedKeys& keys, std::uint64_t revision) {
  Batch batch;
  for (const std::string& key : keys.seekers) {
    const auto found = std::ranges::find(after.seekers, key, &Seeker::id);
    if (found == after.seekers.end())
      batch.erases.push_back({RecordKind::kSeeker, key});
    else
      batch.puts.push_back(put_of(*found, revision));
  }
  for (const std::string& key : keys.vacancies) {
    const auto found = std::ranges::find(after.vacancies, key, &Vacancy::id);
    if (found == after.vacancies.end())
      batch.erases.push_back({RecordKind::kVacancy, key});
    else
      batch.puts.push_back(put_of(*found, revision));
  }
  return batch;
}

struct LiveStore {
  explicit LiveStore(const RandomMarket& market) : first(market) {
    const auto records = need(RecordStore::open(layout.records(), OpenMode::kReadWrite));
    Batch batch;
    for (const auto& record : market.concepts)
      batch.puts.push_back(put_of(RecordKind::kConcept, record.uri(), record, 1));
    for (const auto& record : market.places)
      batch.puts.push_back(put_of(RecordKind::kPlace, record.postcode(), record, 1));
    for (const auto& record : market.seekers) batch.puts.push_back(put_of(record, 1));
    for (const auto& record : market.vacancies) batch.puts.push_back(put_of(record, 1));
    need(records->apply(batch));
    need(index_records(layout, *records, {.strategy = market.strategy, .date = market.date, .threads = 1}));
  }

  [[nodiscard]] LiveOptions options() const {
    return {.fold_records = 1'000'000, .today = [date = first.date] { return date; }};
  }
  void open(const LiveOptions& options) {
    live.reset();
    live = need(LiveMarket::open(layout, options));
  }
  void open() { open(options()); }

  TempFolder folder;
  RandomMarket first;
  StoreLayout layout{folder / "store"};
  std::unique_ptr<LiveMarket> live;
};

}  // namespace schakel::testing
