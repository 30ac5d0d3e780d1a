// docs/model.md, section 8: what is counted for a seeker and for a vacancy, and what it is worth.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"
#include "tests/support/random.h"
#include "tests/support/random_market.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

// Carpenters (711) are wanted, painters (713) are not. 1000 and 1001 lie in region 1, 6500 m apart; 1002 in none.
ReferenceMarket market(const std::vector<std::string>& vacancies, const std::vector<std::string>& seekers,
                       const Strategy& strategy = standard()) {
  std::vector<Place> with_regions = places();
  for (Place& place : with_regions)
    if (place.postcode() != "1002") place.set_region("1");
  std::vector<Vacancy> offered;
  for (const std::string& text : vacancies) {
    offered.push_back(record<Vacancy>(text));
    offered.back().set_id("v" + std::to_string(offered.size()));
  }
  std::vector<Seeker> asked;
  for (const std::string& text : seekers) {
    asked.push_back(record<Seeker>(text));
    asked.back().set_id("s" + std::to_string(asked.size()));
  }
  return {strategy, kToday, concepts(), with_regions, asked, offered};
}

const std::string kCarpenter = "occupation: \"carpenter\" offer { postcode: \"1000\" hours { min: 24 max: 32 } } ";
const std::string kLicence = "requirements { kind: DRIVING_LICENCE code: \"B\" condition: MUST } ";
const std::string kSaw = "requirements { kind: COMPETENCE code: \"saw\" condition: MUST } ";
const std::string kSeeker =
    "postcode: \"1001\" travel { max_distance_km: 10 } hours { min: 20 max: 40 } wanted_occupations: \"carpenter\" "
    "driving_licences { } ";

ReferencePosition position(const std::vector<std::string>& vacancies, const std::string& seeker,
                           const Strategy& strategy = standard()) {
  return market(vacancies, {seeker}, strategy).seeker_position("s1").value();
}

Strategy with_policy(Position::Policy policy) {
  Strategy strategy = standard();
  strategy.mutable_position()->set_policy(policy);
  return strategy;
}

// Fits; fails a licence; unknown competence; hours of the vacancy unknown; too far; another occupation; too many hours.
const std::vector<std::string> kOffers{
    kCarpenter,
    kCarpenter + kLicence,
    kCarpenter + kSaw,
    "occupation: \"joiner\" offer { postcode: \"1000\" }",
    "occupation: \"carpenter\" offer { postcode: \"1002\" hours { min: 24 max: 32 } }",
    "occupation: \"painter\" offer { postcode: \"1000\" hours { min: 24 max: 32 } }",
    "occupation: \"carpenter\" offer { postcode: \"1000\" hours { min: 41 max: 48 } }",
};

TEST_CASE("what is in reach is counted by how certain it is, and by whether the musts are met") {
  const ReferencePosition counted = position(kOffers, kSeeker);
  CHECK(counted.wish_known);
  CHECK(counted.a == 1);                  // the first
  CHECK(counted.b == 3);                  // and the unknown competence, and the unknown hours
  CHECK(counted.m == 1);                  // the licence
  CHECK(counted.n == 3);                  // licence, competence, hours
  CHECK(counted.points == Q{512, 1536});  // 1 of 4, 3 of 4
}

TEST_CASE("who has few alternatives comes first, when that is the policy") {
  Strategy strategy = with_policy(Position::FEWEST_ALTERNATIVES_FIRST);
  CHECK(position(kOffers, kSeeker, strategy).points == Q{1575, 1861});  // 20480 / 13 = 1575.4, 20480 / 11 = 1861.8
  strategy.mutable_position()->set_half_at(1);
  CHECK(position(kOffers, kSeeker, strategy).points == Q{512, 1024});
  CHECK(position({}, kSeeker, strategy).points == Q{2048, 2048});
}

TEST_CASE("a neutral policy gives everybody half") {
  const Strategy neutral = with_policy(Position::NEUTRAL);
  CHECK(position(kOffers, kSeeker, neutral).points == Q{1024, 1024});
  CHECK(position(kOffers, "", neutral).points == Q{1024, 1024});
}

TEST_CASE("without a wish the position may be anything, with nothing in reach it is nothing") {
  CHECK(position(kOffers, "").points == Q{0, 2048});
  CHECK_FALSE(position(kOffers, "").wish_known);
  CHECK(position(kOffers, "wanted_occupations: \"gone\"").points == Q{0, 2048});
  CHECK(position({}, kSeeker).points == Q{0, 0});
  CHECK(position({}, kSeeker).wish_known);
}

TEST_CASE("a wish for a broad group reaches all groups in it, and counts each vacancy once") {
  const std::string seeker =
      "postcode: \"1000\" travel { max_distance_km: 10 } hours { min: 20 max: 40 } wanted_occupations: ";
  const ReferencePosition counted = position(kOffers, seeker + "\"builders\"");  // 71: carpenters, joiner and painter
  CHECK(counted.a == 2);                                                         // of carpenter and painter
  CHECK(counted.n == 3);  // unknown licence, competence and hours
  CHECK(counted.m == 0);
  CHECK(position(kOffers, seeker + "[\"builders\", \"carpenter\"]") == counted);
}

// 12 seekers of region 1 want carpenters, one of no region; `count` vacancies of region 1, and a remote one.
ReferenceMarket cells(std::size_t count, std::size_t seekers = 12) {
  std::vector<std::string> vacancies(count, kCarpenter), people(seekers, kSeeker);
  vacancies.emplace_back("occupation: \"carpenter\" offer { postcode: \"1000\" remote_percent: 100 }");
  people.emplace_back("postcode: \"1002\" wanted_occupations: \"joiner\"");
  return market(vacancies, people);
}

TEST_CASE("a cell counts the vacancies on site and the seekers of its region, the nation counts all") {
  const ReferenceMarket made = cells(3);
  CHECK(made.cell("711", "1") == ReferenceCell{.vacancies = 3, .seekers = 12, .tension = 2});
  CHECK(made.cell("711", std::nullopt) == ReferenceCell{.vacancies = 4, .seekers = 13, .tension = 2});
  CHECK(made.cell("713", "1") == ReferenceCell{});
  CHECK(made.cell("712", std::nullopt) == ReferenceCell{});
}

TEST_CASE("the bounds between the classes of tension are exact") {
  const std::vector<std::pair<std::size_t, std::uint32_t>> classes{{2, 1},  {3, 2},  {8, 2},  {9, 3},
                                                                   {18, 3}, {19, 4}, {48, 4}, {49, 5}};
  for (const auto& [vacancies, tension] : classes) {
    INFO(vacancies << " vacancies for 12 seekers");
    CHECK(cells(vacancies).cell("711", "1").tension == tension);
  }
}

TEST_CASE("where fewer than ten are counted the nation stands in, and else there is no class") {
  CHECK(cells(40, 9).cell("711", "1") == ReferenceCell{.vacancies = 40, .seekers = 9, .tension = 5});  // 41 for 10
  CHECK(cells(40, 8).cell("711", "1") == ReferenceCell{.vacancies = 40, .seekers = 8, .tension = 0});
  CHECK(cells(40, 9).vacancy_position("v1") == Q{2048, 2048});
  CHECK(cells(40, 8).vacancy_position("v1") == Q{1024, 1024});
}

TEST_CASE("a vacancy has the points of its cell, or of the nation when it can be done from anywhere") {
  const ReferenceMarket made = cells(8);                // region: 8 for 12; nation: 9 for 13, 27 > 26
  CHECK(made.vacancy_position("v1") == Q{512, 512});    // loose
  CHECK(made.vacancy_position("v9") == Q{1024, 1024});  // average
}

TEST_CASE("without a group or a region the position of a vacancy may be anything") {
  const ReferenceMarket made = market({"offer { postcode: \"1000\" }", "occupation: \"carpenter\"",
                                       "occupation: \"carpenter\" offer { postcode: \"1002\" }",
                                       "occupation: \"builders\" offer { postcode: \"1000\" }",
                                       "occupation: \"carpenter\" offer { remote_percent: 100 }"},
                                      {});
  for (const std::string id : {"v1", "v2", "v3", "v4"}) CHECK(made.vacancy_position(id) == Q{0, 2048});
  CHECK(made.vacancy_position("v5") == Q{1024, 1024});
}

TEST_CASE("a record that is asked about is counted against the market as it stands, and adds nothing to it") {
  const ReferenceMarket made = market(kOffers, {kSeeker});
  Seeker licensed = record<Seeker>(kSeeker);
  licensed.mutable_driving_licences()->add_categories("B");
  const Vacancy vacancy = record<Vacancy>(kOffers[0]);
  CHECK(made.score(vacancy, record<Seeker>(kSeeker)).position == Q{512 + 1024, 1536 + 1024});
  CHECK(made.score(vacancy, licensed).position == Q{1024 + 1024, 2048 + 1024});  // 2 of 4, 4 of 4
}

TEST_CASE("random markets have every policy, all but the tightest cells, and unknown positions") {
  std::map<int, int> policies;
  std::map<std::uint32_t, int> tensions;
  int inside = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const RandomMarket records = random_market(seed);
    const ReferenceMarket made(records.strategy, records.date, records.concepts, records.places, records.seekers,
                               records.vacancies);
    ++policies[records.strategy.position().policy()];
    for (const std::string region : {"r1", "r2", "r3"})
      for (const std::string group : {"251", "252", "261", "311"}) ++tensions[made.cell(group, region).tension];
    for (const std::string_view id : made.seeker_ids()) {
      const ReferencePosition counted = made.seeker_position(id).value();
      inside += counted.a > 0 && counted.m > 0 && counted.b > counted.a;
    }
  }
  CHECK(policies.size() == 3);
  CHECK(tensions.size() >= 5);
  CHECK(inside > 30);  // or the intervals say little
}

}  // namespace
}  // namespace schakel::testing
