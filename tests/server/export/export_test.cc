#include "server/export/export.h"

#include <google/protobuf/util/json_util.h>
#include <simdjson.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "data/reference/reference.h"
#include "engine/pair.h"
#include "index/model/strategy.h"
#include "loaders/format/byte_input.h"
#include "server/answers/pair_parts.h"
#include "tests/server/test_run.h"

using namespace schakel;
using namespace schakel::test;

namespace fs = std::filesystem;

namespace {

using simdjson::dom::element;
using testing::read_bytes;
using testing::TempFolder;

constexpr std::uint64_t kMarkets = 40;

Manifest must_export(const TestRun& made, const fs::path& out, int threads = 2) {
  auto manifest = write_export(made.epoch(), *made.run, {.out = out, .threads = threads});
  if (!manifest) FAIL(manifest.error().message);
  return *std::move(manifest);
}

std::vector<std::string> lines_of(const fs::path& file) {
  const auto text = read_all(file);
  if (!text) FAIL(text.error().message);
  CHECK((text->empty() || text->back() == '\n'));
  std::istringstream in(*text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::map<std::string, std::string> bytes_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder))
    files[entry.path().filename().string()] = read_bytes(entry.path());
  return files;
}

std::uint32_t number(const element& json) { return static_cast<std::uint32_t>(std::uint64_t(json)); }

std::vector<std::string> texts(const element& list) {
  std::vector<std::string> found;
  for (const element text : simdjson::dom::array(list)) found.emplace_back(std::string_view(text));
  return found;
}

std::vector<std::string> expected_items(const Epoch& epoch, const PairScore& score, Presence presence) {
  std::vector<std::string> names;
  for (const ItemScore& item : score.items)
    if (presence_of(item) == presence) names.push_back(epoch.item_text(item.item));
  return names;
}

// A row says of its pair what the engine says.
void check_row(const Epoch& epoch, const element& row) {
  const auto vacancy = epoch.find_vacancy(row["vacancy"]);
  const auto seeker = epoch.find_seeker(row["seeker"]);
  REQUIRE(vacancy);
  REQUIRE(seeker);
  PairScore score;
  score_pair(epoch, epoch.model().weights, *vacancy, *seeker, score);
  REQUIRE(number(row["total"]) == score.total.low);
  REQUIRE(number(row["low"]) == score.total.low);
  REQUIRE(number(row["high"]) == score.total.high);
  const element points = row["points"];
  REQUIRE(number(points["demand"]) + number(points["wish"]) + number(points["position"]) + number(points["region"]) ==
          score.total.low);
  REQUIRE((row["distanceM"].error() == simdjson::SUCCESS) == score.distance_m.has_value());
  if (score.distance_m) REQUIRE(number(row["distanceM"]) == *score.distance_m);
  REQUIRE(texts(row["found"]) == expected_items(epoch, score, Presence::kFound));
  REQUIRE(texts(row["unknown"]) == expected_items(epoch, score, Presence::kUnknown));
  REQUIRE(texts(row["missing"]) == expected_items(epoch, score, Presence::kMissing));
}

// All lists of one side, in order of id, hold what the run holds. Gives the number of rows.
template <class Id, class Other>
std::size_t check_lists(const TestRun& made, const fs::path& file, const char* own_key, const char* other_key,
                        std::uint32_t owners) {
  std::map<std::string, Id> in_order;
  for (std::uint32_t i = 0; i < owners; ++i) in_order.emplace(made.epoch().name(Id{i}), Id{i});
  const auto lines = lines_of(file);
  std::size_t at = 0;
  simdjson::dom::parser parser;
  for (const auto& [name, id] : in_order)
    for (std::uint32_t rank = 1; const MatchRow& expected : (*made.run)[id]) {
      INFO(file << ", list of " << name << ", rank " << rank);
      REQUIRE(at < lines.size());
      const element row = parser.parse(lines[at++]);
      REQUIRE(std::string_view(row[own_key]) == name);
      REQUIRE(std::string_view(row[other_key]) == made.epoch().name(Other{expected.other}));
      REQUIRE(number(row["rank"]) == rank++);
      REQUIRE(number(row["total"]) == expected.total);
      check_row(made.epoch(), row);
    }
  REQUIRE(at == lines.size());
  return at;
}

template <class Message>
std::vector<std::string> serialised_lines(const fs::path& file) {
  std::vector<std::string> records;
  for (const std::string& line : lines_of(file)) {
    Message record;
    REQUIRE(google::protobuf::util::JsonStringToMessage(line, &record).ok());
    records.push_back(record.SerializeAsString());
  }
  return records;
}

template <class Id>
std::vector<std::string> frozen_in_order(const Epoch& epoch, std::uint32_t count) {
  std::map<std::string_view, std::string> records;
  for (std::uint32_t i = 0; i < count; ++i) records.emplace(epoch.name(Id{i}), epoch.record_bytes(Id{i}));
  std::vector<std::string> in_order;
  in_order.reserve(records.size());
  for (auto& [name, bytes] : records) in_order.push_back(bytes);
  return in_order;
}

}  // namespace

TEST_CASE("an export of the lists alone has their rows without reasons, and nothing else") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    INFO("market " << seed);
    const TestRun made(seed, 5);
    const TempFolder folder;
    (void)must_export(made, folder / "whole");
    const auto manifest = write_export(made.epoch(), *made.run, {.out = folder / "bare", .lists_only = true});
    REQUIRE(manifest);
    CHECK(manifest->facts.at("reasons") == "no");
    CHECK_FALSE(manifest->facts.contains("concepts"));
    CHECK(bytes_of(folder / "bare").size() == 3);
    simdjson::dom::parser parser;
    for (const char* name : {"vacancy-lists.ndjson.zst", "seeker-lists.ndjson.zst"}) {
      const auto whole = lines_of(folder / "whole" / name), bare = lines_of(folder / "bare" / name);
      REQUIRE(whole.size() == bare.size());
      REQUIRE(!bare.empty());
      for (std::size_t i = 0; i < bare.size(); ++i) {
        REQUIRE(simdjson::dom::object(parser.parse(bare[i])).size() == 4);
        // The same up to where the reasons begin.
        REQUIRE(whole[i].starts_with(std::string_view(bare[i]).substr(0, bare[i].size() - 1)));
        REQUIRE(whole[i][bare[i].size() - 1] == ',');
      }
    }
  }
}

TEST_CASE("the lists of an export are those of the run, row by row, with the reasons of the engine") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const TestRun made(seed, 1 + static_cast<std::uint32_t>(seed % 12));
    const TempFolder folder;
    const Manifest manifest = must_export(made, folder / "out");
    const auto vacancy_rows = check_lists<VacancyId, SeekerId>(made, folder / "out/vacancy-lists.ndjson.zst", "vacancy",
                                                               "seeker", made.epoch().vacancies());
    const auto seeker_rows = check_lists<SeekerId, VacancyId>(made, folder / "out/seeker-lists.ndjson.zst", "seeker",
                                                              "vacancy", made.epoch().seekers());
    CHECK(manifest.facts.at("vacancyRows") == std::to_string(vacancy_rows));
    CHECK(manifest.facts.at("seekerRows") == std::to_string(seeker_rows));
  }
}

TEST_CASE("long lists, of which a few make a piece, are whole too") {
  const auto made = run_with_rows(1000, 20);
  const TempFolder folder;
  must_export(*made, folder / "out");
  CHECK(check_lists<SeekerId, VacancyId>(*made, folder / "out/seeker-lists.ndjson.zst", "seeker", "vacancy",
                                         made->epoch().seekers()) > 0);
}

TEST_CASE("the records of an export are the frozen ones, in order of id") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const TestRun made(seed, 3);
    const Epoch& epoch = made.epoch();
    const TempFolder folder;
    must_export(made, folder / "out");
    CHECK(serialised_lines<Seeker>(folder / "out/seekers.ndjson.zst") ==
          frozen_in_order<SeekerId>(epoch, epoch.seekers()));
    CHECK(serialised_lines<Vacancy>(folder / "out/vacancies.ndjson.zst") ==
          frozen_in_order<VacancyId>(epoch, epoch.vacancies()));
  }
}

TEST_CASE("an export brings the strategy in both forms and the tables that the model reads") {
  const TestRun made(3, 5);
  const TempFolder folder;
  must_export(made, folder / "out");
  Strategy from_json;
  REQUIRE(google::protobuf::util::JsonStringToMessage(read_bytes(folder / "out/strategy.json"), &from_json).ok());
  CHECK(strategy_hash(from_json) == made.epoch().strategy_hash());
  const auto from_text = parse_strategy(read_bytes(folder / "out/strategy.textproto"));
  REQUIRE(from_text);
  CHECK(strategy_hash(*from_text) == made.epoch().strategy_hash());
  CHECK(read_bytes(folder / "out/licences.tsv") == reference_text("licences.tsv"));
  CHECK(read_bytes(folder / "out/sectors.tsv") == reference_text("sectors.tsv"));
}

TEST_CASE("the manifest of an export verifies, says what it is of, and names exactly its files") {
  const TestRun made(3, 5);
  const TempFolder folder;
  must_export(made, folder / "out");
  const auto manifest = verify_seal(folder / "out");
  REQUIRE(manifest);
  CHECK(manifest->kind == "export");
  CHECK(manifest->id == made.epoch().id());
  CHECK(manifest->facts.at("epoch") == made.epoch().id());
  CHECK(manifest->facts.at("date") == format_date(made.epoch().date()));
  CHECK(manifest->facts.at("strategyHash") == made.epoch().strategy_hash());
  CHECK(manifest->facts.at("top") == "5");
  std::set<std::string> names;
  for (const SealedFile& file : manifest->files) names.insert(file.name);
  CHECK(names == std::set<std::string>{"concepts.ndjson.zst", "licences.tsv", "places.ndjson.zst", "sectors.tsv",
                                       "seeker-lists.ndjson.zst", "seekers.ndjson.zst", "strategy.json",
                                       "strategy.textproto", "vacancies.ndjson.zst", "vacancy-lists.ndjson.zst"});
}

TEST_CASE("an export has the same bytes on 1, 2 and 8 threads, and when it is made again") {
  const auto made = run_with_rows(1000, 20);
  const TempFolder folder;
  for (const int threads : {1, 2, 8}) must_export(*made, folder / std::to_string(threads), threads);
  const auto first = bytes_of(folder / "1");
  CHECK(first.size() == 11);
  CHECK(bytes_of(folder / "2") == first);
  CHECK(bytes_of(folder / "8") == first);
  must_export(*made, folder / "1");
  CHECK(bytes_of(folder / "1") == first);
}

TEST_CASE("a list with a total that its records do not give is not exported, and nothing is left") {
  auto made = run_with_rows(10, 3);
  ++made->lists.seekers.rows.back().total;
  made->reopen();
  const TempFolder folder;
  const auto refused = write_export(made->epoch(), *made->run, {.out = folder / "out"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kCorrupt);
  CHECK(refused.error().message.find(std::to_string(made->lists.seekers.rows.back().total)) != std::string::npos);
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("an export tells how far it is, up to all rows") {
  const TestRun made(3, 5);
  const TempFolder folder;
  std::uint64_t last = 0, all = 1;
  REQUIRE(write_export(made.epoch(), *made.run,
                       {.out = folder / "out", .progress = [&](std::uint64_t done, std::uint64_t total) {
                          CHECK(done >= last);
                          last = done;
                          all = total;
                        }}));
  CHECK(last == all);
}
