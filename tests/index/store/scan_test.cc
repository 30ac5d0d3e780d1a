#include <atomic>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <thread>

#include "index/store/record_store.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

constexpr std::size_t kRecords = 40'000;

enum class Keys { kCounted, kUris, kSkewed };

std::string make_key(Keys keys, std::size_t i, std::mt19937_64& random) {
  switch (keys) {
    case Keys::kCounted:
      return "seeker-" + std::to_string(10'000'000 + i);
    case Keys::kUris:
      return "http://data.europa.eu/esco/skill/" + std::to_string(random());
    case Keys::kSkewed:
      return (i % 10 == 0 ? "a-" : "source-of-nearly-all-") + std::to_string(random());
  }
  return {};
}

std::set<std::string> fill(RecordStore& store, Keys keys) {
  std::mt19937_64 random(17);
  std::set<std::string> all;
  Batch batch;
  for (std::size_t i = 0; i < kRecords; ++i) {
    auto key = make_key(keys, i, random);
    all.insert(key);
    std::string bytes(300, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    batch.puts.push_back({RecordKind::kSeeker, key, i, bytes});
    batch.puts.push_back({RecordKind::kVacancy, std::move(key), i, "of another kind"});
    if (batch.puts.size() < 10'000) continue;
    REQUIRE(store.apply(batch));
    batch.puts.clear();
  }
  return all;
}

std::vector<std::string> scan_keys(const RecordSnapshot& snapshot, std::size_t part, std::size_t parts) {
  std::vector<std::string> keys;
  REQUIRE(snapshot.scan(RecordKind::kSeeker, part, parts, [&keys](const StoredRecord& record) {
    keys.emplace_back(record.key);
    return true;
  }));
  return keys;
}

// Shows what another shows, with what RecordSnapshot does by itself.
class Plain final : public RecordSnapshot {
 public:
  explicit Plain(const RecordSnapshot& all) : all_(all) {}
  [[nodiscard]] Sequence sequence() const override { return all_.sequence(); }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    return all_.scan(kind, part, parts, visit);
  }

 private:
  const RecordSnapshot& all_;
};

}  // namespace

TEST_CASE("records are looked up by their keys, those that are there, in order, until no more are wanted") {
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path() / "store", OpenMode::kReadWrite);
  REQUIRE(store);
  const std::set<std::string> all = fill(**store, Keys::kUris);
  const auto snapshot = (*store)->snapshot();
  REQUIRE(snapshot);
  const Plain plain(**snapshot);
  std::mt19937_64 random(3);
  for (int round = 0; round < 20; ++round) {
    std::set<std::string> asked{"", "zzz"};
    std::vector<std::string> there;
    for (const std::string& key : all)
      if (random() % 500 == 0) asked.insert(random() % 3 == 0 ? key + "0" : key);
    for (const std::string& key : asked)
      if (all.contains(key)) there.push_back(key);
    there.resize(std::min<std::size_t>(there.size(), 1 + random() % 100));
    const std::vector<std::string> keys(asked.begin(), asked.end());
    for (const RecordSnapshot* some : std::initializer_list<const RecordSnapshot*>{&plain, snapshot->get()}) {
      std::vector<std::string> found;
      REQUIRE(some->look_up(RecordKind::kSeeker, keys, [&](const StoredRecord& record) {
        CHECK(record.bytes.size() == 300);
        found.emplace_back(record.key);
        return found.size() < there.size();
      }));
      CHECK(found == there);
      CHECK(some->look_up(RecordKind::kSeeker, {}, [](const StoredRecord&) { return true; }));
    }
  }
}

TEST_CASE("parts of a scan are disjoint, cover all in order and are of about equal size") {
  const auto keys = GENERATE(Keys::kCounted, Keys::kUris, Keys::kSkewed);
  const bool compacted = GENERATE(false, true);
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path(), OpenMode::kReadWrite).value();
  const auto all = fill(*store, keys);
  if (compacted) REQUIRE(store->compact());
  const auto snapshot = store->snapshot().value();
  for (const std::size_t parts : {1UL, 2UL, 3UL, 8UL, 16UL}) {
    std::vector<std::string> found;
    for (std::size_t part = 0; part < parts; ++part) {
      const auto some = scan_keys(*snapshot, part, parts);
      INFO(static_cast<int>(keys) << (compacted ? " compacted " : " not compacted ") << part << " of " << parts);
      CHECK(some.size() > kRecords / parts / 2);
      CHECK(some.size() < kRecords / parts * 2);
      found.insert(found.end(), some.begin(), some.end());
    }
    CHECK(std::ranges::equal(found, all));
  }
}

TEST_CASE("more parts than records, and parts of nothing, are scanned too") {
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path(), OpenMode::kReadWrite).value();
  REQUIRE(store->apply({.puts = {{RecordKind::kSeeker, "a", 1, ""}, {RecordKind::kSeeker, "b", 1, ""}},
                        .erases = {},
                        .refusals = {},
                        .delivery = {}}));
  const auto snapshot = store->snapshot().value();
  std::size_t found = 0;
  for (std::size_t part = 0; part < 50; ++part) found += scan_keys(*snapshot, part, 50).size();
  CHECK(found == 2);
  CHECK(snapshot->scan(RecordKind::kPlace, 3, 4, [](const StoredRecord&) { return true; }));
  CHECK(snapshot->scan(RecordKind::kPlace, 4, 4, [](const StoredRecord&) { return true; }).error().code ==
        ErrorCode::kBadUsage);
}

TEST_CASE("a scan stops when its visitor says so") {
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path(), OpenMode::kReadWrite).value();
  fill(*store, Keys::kCounted);
  std::size_t visited = 0;
  const auto snapshot = store->snapshot().value();
  const auto scanned = snapshot->scan(RecordKind::kSeeker, 0, 1, [&visited](const StoredRecord&) {
    ++visited;
    return visited < 10;
  });
  CHECK(scanned);
  CHECK(visited == 10);
}

TEST_CASE("a snapshot stays as it was while records change, and its parts may be scanned on threads") {
  const TempFolder temp;
  const auto store = RecordStore::open(temp.path(), OpenMode::kReadWrite).value();
  const auto all = fill(*store, Keys::kUris);
  const auto snapshot = store->snapshot().value();
  const auto sequence = snapshot->sequence();
  CHECK(sequence == store->sequence());
  std::vector<std::size_t> sizes(8);
  std::atomic<int> failures = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(sizes.size());
    for (std::size_t part = 0; part < sizes.size(); ++part) {
      threads.emplace_back([&, part] {
        const auto scanned = snapshot->scan(RecordKind::kSeeker, part, sizes.size(), [&](const StoredRecord& record) {
          sizes[part] += record.bytes.size() == 300;
          return true;
        });
        if (!scanned) ++failures;
      });
    }
    for (const auto& key : std::vector(all.begin(), std::next(all.begin(), 200))) {
      REQUIRE(store->apply(
          {.puts = {{RecordKind::kSeeker, key, kRecords, "changed"}}, .erases = {}, .refusals = {}, .delivery = {}}));
    }
    REQUIRE(store->compact());
  }
  CHECK(failures == 0);
  std::size_t sum = 0;
  for (const auto size : sizes) sum += size;
  CHECK(sum == kRecords);
  CHECK(snapshot->sequence() == sequence);
  CHECK(store->sequence() == sequence + 200);
  CHECK(scan_keys(*snapshot, 0, 1).size() == kRecords);
}

}  // namespace schakel
