#include "server/export/subset.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/reference/reference.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

using namespace schakel;
using schakel::testing::random_market;
using schakel::testing::RandomMarket;
using schakel::testing::TestEpoch;

namespace {

Concept competence(const std::string& uri, const std::vector<std::string>& broader = {}) {
  Concept made;
  made.set_uri(uri);
  made.set_kind(COMPETENCE_CONCEPT);
  for (const std::string& above : broader) made.add_broader(above);
  return made;
}

Concept occupation(const std::string& uri, const std::vector<std::string>& essential) {
  Concept made;
  made.set_uri(uri);
  made.set_kind(OCCUPATION_CONCEPT);
  for (const std::string& code : essential) {
    made.add_relations()->set_type(Relation::ESSENTIAL);
    made.mutable_relations()->rbegin()->set_target(code);
  }
  return made;
}

// A market of one vacancy that asks `asked` and one seeker who has `held`.
RandomMarket market_of(std::vector<Concept> concepts, const std::string& asked, const std::string& held) {
  RandomMarket market{.strategy = schakel::testing::random_strategy(1), .date = {20261122}};
  market.concepts = std::move(concepts);
  market.vacancies.emplace_back().set_id("v");
  Requirement& requirement = *market.vacancies[0].add_requirements();
  requirement.set_kind(COMPETENCE);
  requirement.set_code(asked);
  market.seekers.emplace_back().set_id("s");
  market.seekers[0].add_competences()->set_code(held);
  return market;
}

std::vector<std::string> used_uris(const RandomMarket& market) {
  std::vector<std::string> uris;
  for (const Concept& record : used_concepts(*TestEpoch(market).epoch)) uris.push_back(record.uri());
  return uris;
}

using Uris = std::vector<std::string>;

}  // namespace

TEST_CASE("the concepts and places in use give every pair of a random market the same score") {
  std::size_t left_out = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("market " << seed);
    const RandomMarket market = random_market(seed);
    const TestEpoch test(market);
    const auto concepts = used_concepts(*test.epoch);
    const auto places = used_places(*test.epoch);
    left_out += market.concepts.size() - concepts.size();
    const ReferenceMarket whole(market.strategy, market.date, market.concepts, market.places, market.seekers,
                                market.vacancies);
    const ReferenceMarket subset(market.strategy, market.date, concepts, places, market.seekers, market.vacancies);
    for (const std::string_view v : whole.vacancy_ids())
      for (const std::string_view s : whole.seeker_ids()) {
        INFO(v << " " << s);
        const auto expected = whole.score(v, s), found = subset.score(v, s);
        REQUIRE(found->total == expected->total);
        REQUIRE(found->eligible == expected->eligible);
        REQUIRE(found->distance_m == expected->distance_m);
        for (std::size_t i = 0; i < expected->items.size(); ++i)
          REQUIRE(found->items[i].quality == expected->items[i].quality);
      }
  }
  CHECK(left_out > 0);
}

TEST_CASE("a concept that nobody names and that changes nothing stays out") {
  CHECK(used_uris(market_of({competence("a"), competence("b"), competence("stranger")}, "a", "b")) == Uris{"a", "b"});
}

TEST_CASE("everything above a used concept is in, also around a cycle") {
  CHECK(used_uris(market_of(
            {competence("a"), competence("h", {"m"}), competence("m", {"top"}), competence("top", {"m"})}, "a", "h")) ==
        Uris{"a", "h", "m", "top"});
}

TEST_CASE("brothers and sisters are in, so that a concept has as many children as in the whole taxonomy") {
  CHECK(used_uris(
            market_of({competence("a", {"p"}), competence("h", {"p"}), competence("p"), competence("sister", {"p"})},
                      "a", "h")) == Uris{"a", "h", "p", "sister"});
  CHECK(used_uris(market_of({competence("a", {"h"}), competence("h"), competence("other", {"h"})}, "a", "h")) ==
        Uris{"a", "h", "other"});
}

TEST_CASE("the essential competences of a used occupation are in, those of others are not") {
  RandomMarket market = market_of(
      {competence("a"), competence("e"), competence("f"), occupation("job", {"e"}), occupation("other", {"f"})}, "a",
      "a");
  market.seekers[0].add_wanted_occupations("job");
  CHECK(used_uris(market) == Uris{"a", "e", "job"});
}

TEST_CASE("the places in use are those of the first four bytes of a postcode") {
  RandomMarket market = market_of({competence("a")}, "a", "a");
  for (const char* postcode : {"1011", "2511", "7511"}) market.places.emplace_back().set_postcode(postcode);
  market.seekers[0].set_postcode("7511BK");
  market.vacancies[0].mutable_offer()->set_postcode("1011");
  const auto places = used_places(*TestEpoch(market).epoch);
  REQUIRE(places.size() == 2);
  CHECK(places[0].postcode() == "1011");
  CHECK(places[1].postcode() == "7511");
}
