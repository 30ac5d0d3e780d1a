#include "server/ingest/ingest.h"

#include <catch2/catch.hpp>

#include "tests/server/ingest/lines.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using test::everything_in;
using test::seeker_lines;
using test::seekers_input;
using testing::TempFolder;

namespace {

std::unique_ptr<RecordStore> open_store(const std::filesystem::path& folder) {
  auto store = RecordStore::open(folder, OpenMode::kReadWrite);
  REQUIRE(store);
  return std::move(*store);
}

IngestReport load(RecordStore& store, const Input& input, const IngestOptions& options = {}) {
  auto report = ingest(store, input, options);
  REQUIRE(report);
  return std::move(*report);
}

}  // namespace

TEST_CASE("every row is accepted or refused, and the store counts the same") {
  const TempFolder folder;
  const auto file = folder.write("s.ndjson", seeker_lines(1000));
  const auto store = open_store(folder / "store");
  const IngestReport report = load(*store, seekers_input(file));
  CHECK(report.rows == 1000);
  CHECK(report.delivery.accepted + report.delivery.refused == 1000);
  CHECK(report.delivery.refused == 142);
  CHECK(report.refusals.size() == 1);
  CHECK(report.applied.stored + report.applied.unchanged + report.applied.stale == report.delivery.accepted);
  CHECK(report.delivery.done);
  const auto counts = store->counts();
  REQUIRE(counts);
  CHECK(counts->quarantined == 142);
  CHECK(counts->records[1] == report.delivery.accepted - 65);  // 65 ids came a second time
}

TEST_CASE("the same file twice, under another name too, changes nothing") {
  const TempFolder folder;
  const auto store = open_store(folder / "store");
  load(*store, seekers_input(folder.write("s.ndjson", seeker_lines(500))));
  const std::string before = everything_in(*store);
  const IngestReport again = load(*store, seekers_input(folder.write("copy.ndjson", seeker_lines(500))));
  CHECK(again.loaded_before);
  CHECK(again.rows == 500);
  CHECK(again.applied.stored == 0);
  CHECK(everything_in(*store) == before);
}

TEST_CASE("the store ends up the same with any number of threads and any size of batch") {
  const TempFolder folder;
  const auto file = folder.write("s.ndjson", seeker_lines(20'000));
  std::string expected;
  for (const auto& [threads, rows] : {std::pair{1, 20'000}, {2, 100}, {8, 1}, {8, 5000}}) {
    const auto store = open_store(folder / ("store-" + std::to_string(threads) + "-" + std::to_string(rows)));
    load(*store, seekers_input(file), {.threads = threads, .batch_rows = static_cast<std::size_t>(rows)});
    const std::string state = everything_in(*store);
    if (expected.empty()) expected = state;
    CHECK(state == expected);
  }
}

TEST_CASE("the same file as something else is another delivery") {
  const TempFolder folder;
  const auto file = folder.write("s.ndjson", seeker_lines(10));
  const auto store = open_store(folder / "store");
  Input as_vacancies = seekers_input(file);
  as_vacancies.kind = InputKind::kVacancies;
  CHECK(load(*store, as_vacancies).delivery.refused == 10);
  CHECK(load(*store, seekers_input(file)).delivery.accepted == 9);
}

TEST_CASE("an empty file is a complete delivery of no rows") {
  const TempFolder folder;
  const auto store = open_store(folder / "store");
  const IngestReport report = load(*store, seekers_input(folder.write("empty.ndjson", "")));
  CHECK(report.rows == 0);
  CHECK(report.delivery.done);
}

TEST_CASE("a language that comes later joins the concepts, in the same file or in the next") {
  const TempFolder folder;
  const auto store = open_store(folder / "store");
  const std::string en =
      R"({"uri":"urn:a","kind":"OCCUPATION_CONCEPT","labels":[{"language":"en","preferred":"welder"}]})";
  const std::string nl =
      R"({"uri":"urn:a","kind":"OCCUPATION_CONCEPT","labels":[{"language":"nl","preferred":"lasser"}]})";
  const std::string de =
      R"({"uri":"urn:a","kind":"OCCUPATION_CONCEPT","labels":[{"language":"de","preferred":"Schweisser"}]})";
  const auto input = [&](std::string_view name, const std::string& text) {
    const auto file = folder.write(name, text);
    return Input{.path = file, .kind = InputKind::kConcepts, .files = {file}};
  };
  load(*store, input("a.ndjson", en + "\n" + nl + "\n"));
  load(*store, input("b.ndjson", de + "\n"));
  const auto bytes = store->get(RecordKind::kConcept, "urn:a");
  REQUIRE(bytes);
  REQUIRE(*bytes);
  Concept merged;
  REQUIRE(merged.ParseFromString(**bytes));
  CHECK(merged.kind() == OCCUPATION_CONCEPT);
  REQUIRE(merged.labels_size() == 3);
  CHECK(merged.labels(0).language() == "de");
  CHECK(merged.labels(1).preferred() == "welder");
  CHECK(merged.labels(2).preferred() == "lasser");
}

TEST_CASE("a full disk stops the load with its reason, and the load goes on when there is room") {
  const TempFolder folder;
  const auto file = folder.write("s.ndjson", seeker_lines(3000));
  const auto store = open_store(folder / "store");
  store->set_space_guard(std::uint64_t{1} << 60);
  const auto full = ingest(*store, seekers_input(file), {.batch_rows = 100});
  REQUIRE_FALSE(full);
  CHECK(full.error().code == ErrorCode::kNoSpace);
  store->set_space_guard(0);
  CHECK(load(*store, seekers_input(file)).rows == 3000);
}

TEST_CASE("progress rises to the last row") {
  const TempFolder folder;
  const auto store = open_store(folder / "store");
  std::vector<std::uint64_t> rows;
  IngestOptions options{.batch_rows = 100};
  options.progress = [&](const IngestProgress& at) {
    rows.push_back(at.rows);
    CHECK(at.bytes <= at.total_bytes);
  };
  load(*store, seekers_input(folder.write("s.ndjson", seeker_lines(50'000))), options);
  CHECK(std::ranges::is_sorted(rows));
  REQUIRE_FALSE(rows.empty());
  CHECK(rows.back() == 50'000);
}
