// What an index and a rematch tell of themselves while they work.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "index/store/record_store.h"
#include "server/indexing.h"
#include "server/making_runs.h"
#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

template <class Part>
struct Told {
  std::vector<Part> parts;  // each time that another is told
  std::uint64_t last = 0;
  bool falls = false;  // within a part, other than to begin again

  [[nodiscard]] bool has(Part part) const { return std::ranges::count(parts, part) > 0; }
  auto hear() {
    return [this](Part part, std::uint64_t done) {
      const bool same = !parts.empty() && parts.back() == part;
      if (!same) parts.push_back(part);
      falls = falls || (same && done < last && done > 0);
      last = done;
    };
  }
};

std::vector<IndexPart> indexed(const MadeStore& store, const char* date, std::uint64_t& last) {
  const auto records = RecordStore::open(store.layout.records(), OpenMode::kReadOnly);
  REQUIRE(records);
  const auto current = read_current(store.layout);
  REQUIRE(current);
  Told<IndexPart> told;
  REQUIRE(
      index_records(store.layout, **records,
                    {.strategy = current->strategy, .date = *parse_date(date), .threads = 1, .progress = told.hear()}));
  CHECK_FALSE(told.falls);
  last = told.last;
  return told.parts;
}

TEST_CASE("indexing tells the steps of the epoch, and how many documents the text index has") {
  const MadeStore store;
  const std::vector steps{IndexPart::kReading, IndexPart::kPosting, IndexPart::kCounting, IndexPart::kWriting};
  std::uint64_t last = 0;
  CHECK(indexed(store, "2026-11-23", last) == steps);
  std::filesystem::remove_all(store.layout.texts());
  CHECK(indexed(store, "2026-11-23", last) == std::vector{IndexPart::kDocuments});
  CHECK(last == 180);
  std::filesystem::remove_all(store.layout.texts());
  auto both = steps;
  both.push_back(IndexPart::kDocuments);
  CHECK(indexed(store, "2026-11-24", last) == both);
}

TEST_CASE("a rematch tells its parts from what was before to the writing") {
  using enum RematchPart;
  const MadeStore store;
  const auto epoch = store.epoch();
  Told<RematchPart> alone;
  REQUIRE(make_run(store.layout, *epoch, {.top = 12, .progress = alone.hear()}));
  CHECK(alone.parts == std::vector{kReading, kBounding, kMatching, kMerging, kWriting});

  Told<RematchPart> cold;
  REQUIRE(make_run(store.layout, *epoch, {.top = 12, .cold = true, .progress = cold.hear()}));
  CHECK(cold.parts == std::vector{kBounding, kMatching, kMerging, kWriting});

  MadeStore::run({"index", "--store", store.root, "--date", "2026-11-24"});
  Told<RematchPart> later;
  const auto made = make_run(store.layout, *store.epoch(), {.top = 12, .progress = later.hear()});
  REQUIRE(made);
  CHECK((made->made_of || made->seeded_by));
  CHECK(later.has(kScoring));
  CHECK(later.has(kGathering) == made->seeded_by.has_value());
  CHECK(later.parts.back() == kWriting);

  store.load_day(1);
  MadeStore::run({"rematch", "--store", store.root, "--top", "10", "--since", epoch->id(), "--date", "2026-11-24"});
  const auto over = store.epoch();
  BaseCheck check(store.layout, over->base()->id());
  Told<RematchPart> since;
  REQUIRE(update_run(store.layout, *over, check, {.top = 10, .progress = since.hear()}));
  CHECK(since.parts.front() == kReading);
  CHECK(since.has(kMatching));
  CHECK(since.has(kMerging));
  CHECK(since.parts.back() == kWriting);
  for (const auto* told : {&alone, &cold, &later, &since}) CHECK_FALSE(told->falls);
}

}  // namespace
}  // namespace schakel::test
