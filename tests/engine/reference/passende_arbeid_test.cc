// docs/model.md, section 3, OCCUPATION: how a wish widens with the time since somebody started searching.
#include <catch2/catch.hpp>
#include <map>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

// Today is 22 November 2026. By the standard strategy: after three months the same ISCO-3 group at grade 3 (160), after
// six the same ISCO-2 group at grade 4 (128) and every occupation of at most the same level at grade 6 (64).
Q wish(const std::string& offered_occupation, const std::string& wanted, const std::string& since,
       const Strategy& strategy = standard()) {
  return pair("occupation: \"" + offered_occupation + "\"",
              "wanted_occupations: \"" + wanted + "\" searching_since: \"" + since + "\"", strategy)
      .items.at(0)
      .quality;
}

TEST_CASE("a wish widens on the day that the months are full") {
  CHECK(wish("roofer", "carpenter", "2026-11-22") == Q{64, 64});  // 7121 and 7115: the same ISCO-2 group
  CHECK(wish("roofer", "carpenter", "2026-05-23") == Q{64, 64});
  CHECK(wish("roofer", "carpenter", "2026-05-22") == Q{128, 128});
  CHECK(wish("baker", "carpenter", "2026-05-23") == Q{0, 0});
  CHECK(wish("baker", "carpenter", "2026-05-22") == Q{64, 64});  // any work of the same level
  CHECK(wish("baker", "carpenter", "2027-01-01") == Q{0, 0});
}

TEST_CASE("it never takes quality away") {
  CHECK(wish("carpenter", "carpenter", "2020-01-01") == Q{256, 256});
  CHECK(wish("joiner", "carpenter", "2020-01-01") == Q{192, 192});  // grade 2, better than the step's 3
}

TEST_CASE("since when is unknown: nothing is widened for certain, everything perhaps") {
  CHECK(wish("baker", "carpenter", "") == Q{0, 64});
  CHECK(wish("roofer", "carpenter", "") == Q{64, 128});
  CHECK(wish("carpenter", "carpenter", "") == Q{256, 256});
}

TEST_CASE("a rule holds from its date on, and without steps there is none") {
  Strategy later = standard();
  later.mutable_passende_arbeid()->set_valid_from("2026-11-23");
  CHECK(wish("baker", "carpenter", "2020-01-01", later) == Q{0, 0});
  CHECK(wish("baker", "carpenter", "", later) == Q{0, 0});
  later.mutable_passende_arbeid()->set_valid_from("2026-11-22");
  CHECK(wish("baker", "carpenter", "2020-01-01", later) == Q{64, 64});
  later.clear_passende_arbeid();
  CHECK(wish("baker", "carpenter", "2020-01-01", later) == Q{0, 0});
}

TEST_CASE("work of a lower level may be asked as far as the step says, work of a higher level never") {
  Strategy strategy = standard();
  PassendeArbeid& rule = *strategy.mutable_passende_arbeid();
  rule.clear_steps();
  rule.add_steps()->set_levels_below(1);
  std::vector<Concept> of_each_level = concepts();
  const std::map<std::string, std::string> codes{
      {"baker", "2512"}, {"painter", "3131"}, {"roofer", "9312"}, {"joiner", "0110"}};
  for (Concept& occupation : of_each_level)
    if (const auto code = codes.find(occupation.uri()); code != codes.end()) occupation.set_isco(code->second);
  const auto offered_to_carpenter = [&](const std::string& occupation) {  // level 2
    const auto vacancy = record<Vacancy>("id: \"v\" occupation: \"" + occupation + "\"");
    const auto seeker = record<Seeker>("id: \"s\" wanted_occupations: \"carpenter\" searching_since: \"2026-11-22\"");
    const ReferenceMarket market(strategy, kToday, of_each_level, places(), {}, std::vector{vacancy});
    return market.score(vacancy, seeker).items.at(0).quality;
  };
  CHECK(offered_to_carpenter("roofer") == Q{256, 256});  // level 1; grade 0 in this strategy
  CHECK(offered_to_carpenter("painter") == Q{0, 0});     // level 3
  CHECK(offered_to_carpenter("baker") == Q{0, 0});       // level 4
  CHECK(offered_to_carpenter("joiner") == Q{0, 0});      // no level
  rule.mutable_steps(0)->set_levels_below(0);
  CHECK(offered_to_carpenter("roofer") == Q{0, 0});
  rule.mutable_steps(0)->set_levels_below(1);
  rule.clear_skill_levels();
  CHECK(offered_to_carpenter("roofer") == Q{0, 0});
}

TEST_CASE("reach and position do not widen with the wish") {
  const std::string vacancy = "occupation: \"baker\" offer { postcode: \"1000\" }";
  const std::string seeker = "postcode: \"1000\" wanted_occupations: \"carpenter\" searching_since: ";
  const ReferencePair new_here = pair(vacancy, seeker + "\"2026-11-22\""),
                      long_here = pair(vacancy, seeker + "\"2020-01-01\"");
  CHECK(new_here.position == long_here.position);
  CHECK(new_here.travel == long_here.travel);
  CHECK(new_here.total.low < long_here.total.low);
  CHECK_FALSE(new_here.eligible);
  CHECK(long_here.eligible);  // the wish is evidence
}

}  // namespace
}  // namespace schakel::testing
