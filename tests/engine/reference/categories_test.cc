// docs/model.md, sections 5 and 7: categories, totals, points.
#include <catch2/catch.hpp>

#include "engine/reference/points.h"
#include "engine/reference/score.h"
#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

// 1000 to 1001 is 5000 m straight, 6500 m over the road. The standard decay: 4096 at 0, 3584 at a quarter of the bound,
// 2560 at half, 0 at the bound.
Q region_of(const std::string& travel, const std::string& offer = "", const std::string& postcode = "1000") {
  return pair("offer { postcode: \"1001\" " + offer + " }", "postcode: \"" + postcode + "\" travel { " + travel + " }")
      .region;
}

TEST_CASE("distance is the straight line with the detour, each rounded down") {
  CHECK(pair("offer { postcode: \"1001\" }", "postcode: \"1000\"").distance_m == 6500U);
  CHECK(pair("offer { postcode: \"1001ZZ\" }", "postcode: \"1001\"").distance_m == 0U);
  // (3000, 4000) to (0, 100000): sqrt(9e6 + 9216e6) = 96046.86..; 96046 * 130 / 100 = 124859.8
  CHECK(pair("offer { postcode: \"1002\" }", "postcode: \"1001\"").distance_m == 124859U);
  CHECK_FALSE(pair("offer { postcode: \"1002\" }", "").distance_m.has_value());
}

TEST_CASE("region falls with the share of the bound, straight between the knots") {
  CHECK(region_of("max_distance_km: 26") == Q{3584, 3584});  // f = 1024 * 6500 / 26000 = 256: on a knot
  CHECK(region_of("max_distance_km: 13") == Q{2560, 2560});  // f = 512
  CHECK(region_of("max_distance_km: 20") == Q{3280, 3280});  // f = 332: 3584 - 1024 * 76 / 256 = 3280
  CHECK(region_of("max_distance_km: 7") == Q{370, 370});     // f = 950: 2560 - floor(2560 * 438 / 512) = 2560 - 2190
  CHECK(region_of("max_distance_km: 6") == Q{0, 0});         // beyond the bound
  CHECK(region_of("max_distance_km: 1", "", "1001") == Q{4096, 4096});  // at the door
}

TEST_CASE("the smaller of two limits counts") {
  CHECK(region_of("max_distance_km: 26 max_minutes: 14 modes: CAR") == Q{2480, 2480});  // 12600 m: f = 528
  CHECK(region_of("max_distance_km: 13 max_minutes: 300 modes: CAR") == Q{2560, 2560});
}

TEST_CASE("unknown means of transport make an interval between the slowest and the fastest") {
  // 40 minutes: 10800 m by bicycle, f = 616: 2560 - 2560 * 104 / 512 = 2040; 36000 m by car, f = 184: 4096 - 368 =
  // 3728.
  CHECK(region_of("max_minutes: 40") == Q{2040, 3728});
  CHECK(region_of("max_minutes: 40 modes: TRAVEL_MODE_UNKNOWN") == Q{2040, 3728});
  CHECK(region_of("max_minutes: 10") == Q{0, 1425});  // 2700 m: beyond; 9000 m, f = 739: 2560 - 1135
}

TEST_CASE("without a limit, or without a distance, region is anything") {
  CHECK(region_of("") == Q{0, 4096});
  CHECK(region_of("modes: CAR") == Q{0, 4096});
  CHECK(region_of("", "", "1001") == Q{0, 4096});  // even at the door: nobody knows where the bound is
  CHECK(region_of("max_distance_km: 26", "", "") == Q{0, 4096});
}

TEST_CASE("the remote share takes away that part of what is missing") {
  CHECK(region_of("max_distance_km: 26", "remote_percent: 50") == Q{3840, 3840});  // 3584 + 512 / 2
  CHECK(region_of("max_distance_km: 6", "remote_percent: 33") == Q{1351, 1351});   // 4096 * 33 / 100 = 1351.68
  CHECK(region_of("max_distance_km: 6", "remote_percent: 100") == Q{4096, 4096});
  CHECK(region_of("", "remote_percent: 50") == Q{2048, 4096});
}

TEST_CASE("a vacancy that asks nothing, or offers nothing to wish for, is unknown there") {
  const ReferencePair nothing = pair("", "competences { code: \"saw\" }");
  CHECK(nothing.demand == Q{0, 4096});
  CHECK(nothing.wish == Q{0, 4096});
  CHECK(nothing.items.empty());
}

// Demand: saw, last used 7 years ago: grade 1, 4096 * 224 / 256 = 3584. Wish: joiner for carpenter, grade 2: 3072.
// Region 3584. (5000 * 3584 + 1000 * 3072 + 2500 * 3584) / 4096 = 29952000 / 4096 = 7312.5
const std::string kVacancy =
    "occupation: \"carpenter\" requirements { kind: COMPETENCE code: \"saw\" } offer { postcode: \"1001\" }";
const std::string kSeeker =
    "postcode: \"1000\" travel { max_distance_km: 26 } wanted_occupations: \"joiner\" "
    "competences { code: \"saw\" last_used_year: 2019 }";

TEST_CASE("the total weighs the categories") {
  const ReferencePair scored = pair(kVacancy, kSeeker);
  CHECK(scored.demand == Q{3584, 3584});
  CHECK(scored.wish == Q{3072, 3072});
  CHECK(scored.position == Q{0, 4096});  // no vacancy is counted, and the place has no region
  CHECK(scored.region == Q{3584, 3584});
  CHECK(scored.total == Q{7312, 8812});  // (29952000 + 1500 * 4096) / 4096
  CHECK(scored.eligible);
}

// 17920000 / 4096 = 4375, 3072000 / 4096 = 750, 8960000 / 4096 = 2187.5: together 7312, nothing left.
TEST_CASE("points are the parts of the total") {
  const ReferencePair scored = pair(kVacancy, kSeeker);
  CHECK(scored.points == ReferencePoints{.demand = 4375, .wish = 750, .position = 0, .region = 2187});
  CHECK(scored.items.at(0).points == 4375);
  CHECK(scored.items.at(1).points == 750);
}

// x: 3333 * 1000 twice, 0, 3334 * 1000; each has 813 whole points; mod 4096: 2952, 2952, 0, 3952. Total: 10000000 /
// 4096 = 2441: of the two that are left one goes to region, one to demand, before wish.
TEST_CASE("what rounding leaves of the total goes to the largest rests, demand first") {
  Strategy strategy = standard();
  *strategy.mutable_weights() = record<Weights>("demand: 3333 wish: 3333 region: 3334");
  reference::Score score;
  score.demand = score.wish = score.region = {1000, 1000};
  score.total = {2441, 2441};
  const reference::Taxonomy taxonomy(strategy, {});
  const reference::Geography geography({});
  const reference::VacancyFacts vacancy(Vacancy{}, taxonomy, geography, strategy);
  const reference::SeekerFacts seeker(Seeker{}, taxonomy, geography, strategy, kToday);
  CHECK(reference::tell(vacancy, seeker, score, strategy).points ==
        ReferencePoints{.demand = 814, .wish = 813, .position = 0, .region = 814});
}

// Units 2458 (STRONG 6 of 10: 2457.6), 1638 (4 of 10: 1638.4); plane: woodwork is broader, 128; D = 1638 * 128 / 256 +
// 2458 = 819 + 2458 = 3277. x = 5000 * 3277 / 4096 = 4000.2: 4000 points. plane 4000 * 819 / 3277 = 999 and 2277 of
// 3277; saw 3000 and 1000 of 3277: the one left goes to plane.
TEST_CASE("points of a category are shared by what each item brought") {
  const ReferencePair scored = pair(
      "requirements { kind: COMPETENCE code: \"saw\" condition: STRONG } requirements { kind: COMPETENCE code: "
      "\"plane\" }",
      "competences { code: \"saw\" last_used_year: 2026 } competences { code: \"woodwork\" last_used_year: 2026 }");
  REQUIRE(scored.items.size() == 2);
  CHECK(scored.items[0].code == "plane");
  CHECK(scored.items[0].units == 1638);
  CHECK(scored.items[1].units == 2458);
  CHECK(scored.demand == Q{3277, 3277});
  CHECK(scored.points.demand == 4000);
  CHECK(scored.items[0].points == 1000);
  CHECK(scored.items[1].points == 3000);
}

}  // namespace
}  // namespace schakel::testing
