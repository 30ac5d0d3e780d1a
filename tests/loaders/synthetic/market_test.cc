#include "loaders/synthetic/market.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "loaders/records/esco.h"
#include "loaders/records/postcodes.h"
#include "loaders/records/validate.h"
#include "tests/loaders/synthetic/starter_market.h"

namespace schakel {
namespace {

TEST_CASE("a market is the same bytes for any size of chunks, on any number of threads, in any order") {
  const auto plain = starter_market({.seekers = 500, .vacancies = 300, .seed = 3});
  const std::string expected = bytes_of(read_all(*plain));
  for (const std::uint32_t chunk_rows : {1U, 7U, 500U, 100'000U})
    for (const std::size_t threads : {1U, 2U, 8U}) {
      const auto market = starter_market({.seekers = 500, .vacancies = 300, .seed = 3, .chunk_rows = chunk_rows});
      CHECK(bytes_of(read_all(*market, threads)) == expected);
    }
  MarketInput reversed = starter_input();
  std::ranges::reverse(reversed.concepts);
  std::ranges::reverse(reversed.places);
  const auto market = GeneratedMarket::create(reversed, {.seekers = 500, .vacancies = 300, .seed = 3});
  REQUIRE(market.has_value());
  CHECK(bytes_of(read_all(**market)) == expected);
}

TEST_CASE("a record does not depend on the size of the market, but on the seed") {
  const auto small = starter_market({.seekers = 10, .vacancies = 10, .seed = 5});
  const auto large = starter_market({.seekers = 10'000, .vacancies = 9'000, .seed = 5});
  const auto other = starter_market({.seekers = 10, .vacancies = 10, .seed = 6});
  CHECK(bytes_of({small->seeker(10), small->vacancy(7)}) == bytes_of({large->seeker(10), large->vacancy(7)}));
  CHECK(bytes_of({small->seeker(10)}) != bytes_of({other->seeker(10)}));
  CHECK(bytes_of({small->vacancy(7)}) != bytes_of({other->vacancy(7)}));
}

TEST_CASE("a market hands out what it has promised: rows, ids in order, chunks that fit together") {
  const auto market = starter_market({.seekers = 120, .vacancies = 45, .chunk_rows = 50});
  CHECK(market->rows() == 165);
  std::uint64_t row = 1;
  std::uint64_t bytes = 0;
  std::vector<std::string> ids;
  while (const std::optional<Chunk> chunk = market->next().value()) {
    CHECK(chunk->first_row == row);
    CHECK(chunk->first_line == row);
    const Parsed parsed = market->parse(*chunk);
    CHECK(parsed.rows == parsed.accepted.size());
    row += parsed.rows;
    bytes += parsed.bytes;
    for (const Record& record : parsed.accepted)
      ids.push_back(std::holds_alternative<Seeker>(record) ? std::get<Seeker>(record).id()
                                                           : std::get<Vacancy>(record).id());
  }
  CHECK(bytes == market->total_bytes());
  REQUIRE(ids.size() == 165);
  CHECK(ids.front() == "S0000001");
  CHECK(ids[119] == "S0000120");
  CHECK(ids[120] == "V0000001");
  CHECK(ids.back() == "V0000045");
}

TEST_CASE("a chunk of another source is refused row by row") {
  const auto market = starter_market({.seekers = 5, .vacancies = 5});
  const Parsed parsed =
      market->parse({.first_row = 11, .first_line = 11, .bytes = "S0000002\nX1\n\nS0\nV6\nV5x\nV0000005"});
  CHECK(parsed.rows == 7);
  CHECK(parsed.accepted.size() == 2);
  REQUIRE(parsed.refused.size() == 5);
  CHECK(parsed.refused[0].row() == 12);
  CHECK(parsed.refused[0].code() == "syntax");
  CHECK(parsed.refused[4].source_row() == "V5x");
}

TEST_CASE("a market without occupations, without places or with parameters out of range is an error in words") {
  const auto error = [](const MarketInput& input, const MarketParameters& parameters) {
    const auto market = GeneratedMarket::create(input, parameters);
    REQUIRE_FALSE(market.has_value());
    return market.error();
  };
  const MarketInput& good = starter_input();
  CHECK(error({.concepts = {}, .places = good.places}, {}).code == ErrorCode::kBadInput);
  CHECK_THAT(error({.concepts = {}, .places = good.places}, {}).message, Catch::Contains("occupations"));
  CHECK_THAT(error({.concepts = good.concepts, .places = {}}, {}).message, Catch::Contains("places"));
  Place po_box = good.places[0];
  po_box.set_po_box(true);
  CHECK_THAT(error({.concepts = good.concepts, .places = {po_box}}, {}).message, Catch::Contains("places"));
  CHECK(error(good, {.day = 4000}).code == ErrorCode::kBadUsage);
  CHECK(error(good, {.chunk_rows = 0}).code == ErrorCode::kBadUsage);
  CHECK(error(good, {.reference = Date{}}).code == ErrorCode::kBadUsage);
}

TEST_CASE("every record passes the door") {
  for (const Seeker& seeker : many_seekers()) {
    const auto objection = check(seeker);
    if (objection) FAIL(seeker.id() << " " << objection->field << ": " << objection->message);
  }
  for (const Vacancy& vacancy : many_vacancies()) {
    const auto objection = check(vacancy);
    if (objection) FAIL(vacancy.id() << " " << objection->field << ": " << objection->message);
  }
}

TEST_CASE("a market on ESCO and real postcodes passes the door and knows all its codes") {
  const std::filesystem::path shared = SCHAKEL_SHARED_DATA;
  if (!std::filesystem::exists(shared / "esco-1.1.1-en")) {
    WARN("skipped: " << shared << " is not here");
    return;
  }
  MarketInput input;
  REQUIRE(collect(**open_esco(shared / "esco-1.1.1-en"), input).has_value());
  REQUIRE(collect(**open_postcodes(shared / "geo-nl" / "4pp.csv"), input).has_value());
  std::set<std::string> uris;
  std::set<std::string> lived_in;
  for (const Concept& record : input.concepts) uris.insert(record.uri());
  for (const Place& place : input.places)
    if (!place.po_box()) lived_in.insert(place.postcode());
  const auto market = GeneratedMarket::create(input, {.seekers = 2000, .vacancies = 2000});
  REQUIRE(market.has_value());
  for (std::uint64_t number = 1; number <= 2000; ++number) {
    const Seeker seeker = (*market)->seeker(number);
    const Vacancy vacancy = (*market)->vacancy(number);
    REQUIRE_FALSE(check(seeker).has_value());
    REQUIRE_FALSE(check(vacancy).has_value());
    for (const std::string& wanted : seeker.wanted_occupations()) REQUIRE(uris.contains(wanted));
    for (const HeldCompetence& held : seeker.competences()) REQUIRE(uris.contains(held.code()));
    for (const Requirement& asked : vacancy.requirements())
      if (asked.kind() == COMPETENCE || asked.kind() == EXPERIENCE) REQUIRE(uris.contains(asked.code()));
    for (const std::string& postcode : {seeker.postcode(), vacancy.offer().postcode()})
      if (!postcode.empty()) REQUIRE(lived_in.contains(postcode.substr(0, 4)));
  }
}

}  // namespace
}  // namespace schakel
