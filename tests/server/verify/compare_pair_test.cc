#include "server/verify/compare_pair.h"

#include <catch2/catch.hpp>
#include <functional>

#include "tests/server/test_run.h"

using namespace schakel;
using namespace schakel::test;

namespace {

struct Lie {
  std::string says;
  std::function<void(ReferencePair&)> tell;
};

const std::vector<Lie> kLies{
    {"eligible", [](ReferencePair& pair) { pair.eligible = !pair.eligible; }},
    {"the total", [](ReferencePair& pair) { ++pair.total.low; }},
    {"the total", [](ReferencePair& pair) { ++pair.total.high; }},
    {"demand", [](ReferencePair& pair) { ++pair.demand.low; }},
    {"wish", [](ReferencePair& pair) { ++pair.wish.high; }},
    {"position", [](ReferencePair& pair) { ++pair.position.high; }},
    {"region", [](ReferencePair& pair) { ++pair.region.low; }},
    {"the distance in metres", [](ReferencePair& pair) { pair.distance_m = pair.distance_m.value_or(0) + 1; }},
    {"the points of demand", [](ReferencePair& pair) { ++pair.points.demand; }},
    {"the points of wish", [](ReferencePair& pair) { ++pair.points.wish; }},
    {"the points of position", [](ReferencePair& pair) { ++pair.points.position; }},
    {"the points of region", [](ReferencePair& pair) { ++pair.points.region; }},
    {"the number of items", [](ReferencePair& pair) { pair.items.pop_back(); }},
    {"item 1", [](ReferencePair& pair) { pair.items[0].code += "x"; }},
    {"item 1", [](ReferencePair& pair) { pair.items[0].minimum += 7; }},
    {"the units of", [](ReferencePair& pair) { ++pair.items.back().units; }},
    {"the quality of", [](ReferencePair& pair) { ++pair.items[0].quality.high; }},
    {"the points of", [](ReferencePair& pair) { ++pair.items.back().points; }},
};

}  // namespace

TEST_CASE("whatever differs in a pair is named, and the truth has no difference") {
  const auto made = run_with_rows(5, 2);
  const auto& market = made->market;
  const ReferenceMarket oracle(market.strategy, market.date, market.concepts, market.places, market.seekers,
                               market.vacancies);
  for (std::uint32_t v = 0; v < made->epoch().vacancies(); ++v)
    for (const MatchRow& row : (*made->run)[VacancyId{v}]) {
      const VacancyId vacancy{v};
      const SeekerId seeker{row.other};
      const auto truth = oracle.score(made->epoch().name(vacancy), made->epoch().name(seeker));
      REQUIRE(truth);
      CHECK_FALSE(wrong_pair(made->epoch(), vacancy, seeker, *truth));
      for (const Lie& lie : kLies) {
        ReferencePair told = *truth;
        lie.tell(told);
        const auto why = wrong_pair(made->epoch(), vacancy, seeker, told);
        REQUIRE(why);
        INFO(*why);
        CHECK(why->starts_with(lie.says));
        CHECK(why->find(", the reference says ") != std::string::npos);
      }
    }
}
