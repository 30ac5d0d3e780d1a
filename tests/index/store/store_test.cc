#include <catch2/catch.hpp>

#include "index/seal/seal.h"
#include "index/seal/sha256.h"
#include "index/store/record_store.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

namespace fs = std::filesystem;

struct OpenStore {
  TempFolder temp;
  std::unique_ptr<RecordStore> store = RecordStore::open(temp.path(), OpenMode::kReadWrite).value();
};

Put put(std::string key, std::uint64_t revision, std::string bytes) {
  return {RecordKind::kSeeker, std::move(key), revision, std::move(bytes)};
}

Batch puts(std::vector<Put> items) { return {.puts = std::move(items), .erases = {}, .refusals = {}, .delivery = {}}; }

Batch rows_of_delivery(std::uint64_t next_row, bool done, std::vector<Put> items) {
  auto batch = puts(std::move(items));
  batch.delivery = DeliveryState{sha256_hex("file"), "file.ndjson", next_row, next_row - 1, 0, done};
  return batch;
}

std::string stored(const RecordStore& store, std::string_view key) {
  return store.get(RecordKind::kSeeker, key).value().value_or("nothing");
}

bool is_in_files(const fs::path& folder, std::string_view needle) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (read_whole_file(entry.path()).value().find(needle) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the highest revision of a record wins, and the later one among equals") {
  OpenStore open;
  auto& store = *open.store;
  CHECK(store.apply(puts({put("a", 2, "two"), put("a", 1, "one")}))->stale == 1);
  CHECK(stored(store, "a") == "two");
  CHECK(store.apply(puts({put("a", 1, "one")}))->stale == 1);
  CHECK(store.apply(puts({put("a", 2, "two")}))->unchanged == 1);
  CHECK(store.sequence() == 1);
  CHECK(store.apply(puts({put("a", 2, "zwei"), put("a", 2, "deux")}))->replaced == 2);
  CHECK(stored(store, "a") == "deux");
  CHECK(store.apply(puts({put("a", 3, "deux")}))->replaced == 1);
  CHECK(store.counts()->records[1] == 1);
}

TEST_CASE("kinds do not mix") {
  OpenStore open;
  REQUIRE(open.store->apply(puts({put("a", 1, "seeker"), {RecordKind::kVacancy, "a", 1, "vacancy"}})));
  CHECK(open.store->get(RecordKind::kVacancy, "a").value() == "vacancy");
  CHECK(open.store->get(RecordKind::kPlace, "a").value() == std::nullopt);
}

TEST_CASE("an erased person is gone from the records and from the disk; the change log says that it happened") {
  OpenStore open;
  auto& store = *open.store;
  REQUIRE(store.apply(puts({put("a", 1, "a"), put("b", 9, "the words of b"), put("c", 1, "c")})));
  REQUIRE(store.compact());
  const auto view = store.snapshot().value();
  const auto erased = store.apply(
      {.puts = {}, .erases = {{RecordKind::kSeeker, "b"}, {RecordKind::kSeeker, "b"}}, .refusals = {}, .delivery = {}});
  CHECK(erased->erased == 1);
  CHECK(stored(store, "b") == "nothing");
  CHECK(store.counts()->records[1] == 2);
  const auto changes = store.changes(3, 10).value();
  REQUIRE(changes.size() == 1);
  CHECK((changes[0].erased && changes[0].key == "b" && changes[0].sequence == 4));
  CHECK(is_in_files(open.temp.path(), "the words of b"));
}

TEST_CASE("after compaction nothing of an erased person's record is on the disk") {
  OpenStore open;
  auto& store = *open.store;
  REQUIRE(store.apply(puts({put("a", 1, "a"), put("b", 9, "the words of b"), put("c", 1, "c")})));
  SECTION("erased from the log") {}
  SECTION("erased from a table") { REQUIRE(store.compact()); }
  REQUIRE(is_in_files(open.temp.path(), "the words of b"));
  REQUIRE(store.apply({.puts = {}, .erases = {{RecordKind::kSeeker, "b"}}, .refusals = {}, .delivery = {}}));
  REQUIRE(store.compact());
  CHECK(!is_in_files(open.temp.path(), "the words of b"));
  CHECK(stored(store, "a") == "a");
}

TEST_CASE("a record that was erased may come again, at any revision") {
  OpenStore open;
  REQUIRE(open.store->apply(puts({put("a", 5, "old")})));
  REQUIRE(open.store->apply({.puts = {}, .erases = {{RecordKind::kSeeker, "a"}}, .refusals = {}, .delivery = {}}));
  CHECK(open.store->apply(puts({put("a", 1, "new")}))->stored == 1);
  CHECK(stored(*open.store, "a") == "new");
}

TEST_CASE("rows of a delivery that are in already are refused as a whole") {
  OpenStore open;
  auto& store = *open.store;
  REQUIRE(store.apply(rows_of_delivery(11, false, {put("a", 1, "a")})));
  CHECK(store.delivery(sha256_hex("file")).value()->next_row == 11);
  CHECK(store.apply(rows_of_delivery(11, false, {put("b", 1, "b")})).error().code == ErrorCode::kBadUsage);
  CHECK(store.apply(rows_of_delivery(5, false, {})).error().code == ErrorCode::kBadUsage);
  CHECK(store.apply(rows_of_delivery(11, true, {})));
  CHECK(store.apply(rows_of_delivery(11, true, {})));
  CHECK(store.apply(rows_of_delivery(21, true, {put("b", 1, "b")})).error().code == ErrorCode::kBadUsage);
  CHECK(store.apply(rows_of_delivery(11, false, {})).error().code == ErrorCode::kBadUsage);
  CHECK(stored(store, "b") == "nothing");
  CHECK(store.counts()->deliveries == 1);
  CHECK(store.delivery(sha256_hex("another")).value() == std::nullopt);
}

TEST_CASE("quarantine keeps the rows in order of arrival") {
  OpenStore open;
  for (std::uint64_t row = 1; row <= 30; ++row) {
    Refusal refusal;
    refusal.set_row(row);
    REQUIRE(open.store->apply({.puts = {}, .erases = {}, .refusals = {refusal}, .delivery = {}}));
  }
  CHECK(open.store->sequence() == 0);
  const auto some = open.store->quarantine(27, 10).value();
  REQUIRE(some.size() == 3);
  CHECK((some[0].row() == 28 && some[2].row() == 30));
  CHECK(open.store->quarantine(5, 2)->size() == 2);
  CHECK(open.store->quarantine(30, 2)->empty());
}

TEST_CASE("a batch that breaks its contract is refused as a whole") {
  OpenStore open;
  const auto refused = [&open](const Batch& batch) {
    return open.store->apply(batch).error().code == ErrorCode::kBadUsage;
  };
  CHECK(refused(puts({put("a", 1, "a"), put("", 1, "")})));
  CHECK(refused(puts({put(std::string(513, 'k'), 1, "")})));
  CHECK(refused(puts({{RecordKind{}, "a", 1, ""}})));
  CHECK(refused(puts({{RecordKind{5}, "a", 1, ""}})));
  CHECK(refused({.puts = {}, .erases = {{RecordKind::kSeeker, ""}}, .refusals = {}, .delivery = {}}));
  CHECK(refused({.puts = {}, .erases = {}, .refusals = {}, .delivery = DeliveryState{}}));
  CHECK(open.store->counts()->records[1] == 0);
  CHECK(open.store->apply(puts({put(std::string(512, 'k'), 1, "")})));
}

TEST_CASE("a write that would leave too little space is refused, and nothing of it is in") {
  OpenStore open;
  auto& store = *open.store;
  store.set_space_guard(std::uint64_t{1} << 60);
  const auto refused = store.apply(puts({put("a", 1, "a")}));
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK(refused.error().message.find("MiB") != std::string::npos);
  CHECK(store.compact().error().code == ErrorCode::kNoSpace);
  CHECK(stored(store, "a") == "nothing");
  const auto free = fs::space(open.temp.path()).available;
  store.set_space_guard(free - (std::uint64_t{1} << 20));
  CHECK(store.apply(puts({put("a", 1, std::string(std::size_t{4} << 20, 'a'))})).error().code == ErrorCode::kNoSpace);
  store.set_space_guard(0);
  CHECK(store.apply(puts({put("a", 1, "a")}))->stored == 1);
}

}  // namespace schakel
