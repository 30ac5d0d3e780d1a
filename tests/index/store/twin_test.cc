#include "tests/index/store/twin.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/index/store/script.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

void check_applied(const Applied& applied, const Applied& expected, std::size_t puts) {
  CHECK(applied.stored == expected.stored);
  CHECK(applied.replaced == expected.replaced);
  CHECK(applied.unchanged == expected.unchanged);
  CHECK(applied.stale == expected.stale);
  CHECK(applied.erased == expected.erased);
  CHECK(applied.sequence == expected.sequence);
  CHECK(applied.stored + applied.unchanged + applied.stale == puts);
}

}  // namespace

TEST_CASE("a store tells the same as maps in memory, over random edits, compactions and reopenings") {
  const auto seed = GENERATE(range<std::uint64_t>(1, 9));
  const TempFolder temp;
  const Script script{.seed = seed, .batches = 60, .edits = 40, .keys = 60};
  std::mt19937_64 random(seed);
  Twin twin;
  auto store = RecordStore::open(temp.path() / "store", OpenMode::kReadWrite).value();
  for (std::size_t number = 0; number < script.batches; ++number) {
    const auto batch = script_batch(script, number, random() % 2 == 0);
    const auto applied = store->apply(batch);
    REQUIRE(applied);
    check_applied(*applied, twin.apply(batch), batch.puts.size());
    if (random() % 10 == 0) REQUIRE(store->compact());
    if (random() % 10 == 0) {
      store.reset();
      store = RecordStore::open(temp.path() / "store", OpenMode::kReadWrite).value();
    }
    INFO("seed " << seed << " batch " << number);
    if (random() % 5 == 0) REQUIRE(difference(*store, twin).value().empty());
  }
  REQUIRE(difference(*store, twin).value().empty());
  for (const auto& [key, record] : twin.records) CHECK(store->get(key.first, key.second).value() == record.bytes);
}

TEST_CASE("how edits are cut into batches does not matter") {
  const TempFolder temp;
  const auto whole = RecordStore::open(temp.path() / "whole", OpenMode::kReadWrite).value();
  Twin twin;
  for (std::size_t number = 0; number < 10; ++number) {
    const auto batch = script_batch({.seed = 3, .batches = 10, .edits = 20, .keys = 5}, number, false);
    for (const auto& put : batch.puts) twin.apply({.puts = {put}, .erases = {}, .refusals = {}, .delivery = {}});
    for (const auto& erase : batch.erases) twin.apply({.puts = {}, .erases = {erase}, .refusals = {}, .delivery = {}});
    for (const auto& refusal : batch.refusals) twin.quarantine.push_back(refusal);
    REQUIRE(whole->apply(batch));
  }
  CHECK(difference(*whole, twin).value().empty());
}

TEST_CASE("changes are given from any sequence on, over the bounds of log entries") {
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path() / "store", OpenMode::kReadWrite).value();
  for (const std::size_t count : {1500UL, 1UL, 1024UL, 1023UL, 2600UL}) {
    Batch batch;
    for (std::size_t i = 0; i < count; ++i) {
      batch.puts.push_back({RecordKind::kPlace, std::to_string(i), count, "bytes"});
    }
    REQUIRE(store->apply(batch));
  }
  const auto all = store->changes(0, 1'000'000).value();
  REQUIRE(all.size() == store->sequence());
  for (std::size_t i = 0; i < all.size(); ++i) REQUIRE(all[i].sequence == i + 1);
  std::mt19937_64 random(5);
  for (int trial = 0; trial < 500; ++trial) {
    const auto after = random() % (all.size() + 3);
    const auto limit = random() % 1100;
    const auto some = store->changes(after, limit).value();
    const auto expected = after >= all.size() ? 0 : std::min<std::size_t>(limit, all.size() - after);
    REQUIRE(some.size() == expected);
    if (expected > 0) CHECK((some.front().sequence == after + 1 && some.back().key == all[after + expected - 1].key));
  }
}

}  // namespace schakel
