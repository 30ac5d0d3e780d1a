// docs/model.md, section 4: criteria and evidence.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using enum ReferenceVerdict;

const std::string kAsksSaw = "requirements { kind: COMPETENCE code: \"saw\" ";
const std::string kHasSaw = "competences { code: \"saw\" level: 5 last_used_year: 2026 } ";

TEST_CASE("a MUST is met from must_quality on, by the low") {
  const std::string must = kAsksSaw + "condition: MUST min_level: 4 }";
  const auto verdict = [&](const std::string& held) {
    return pair(must, "competences { code: \"saw\" last_used_year: 2026 " + held + " }").items.at(0).must;
  };
  CHECK(verdict("level: 4") == kMeets);  // 256 >= 224
  CHECK(verdict("level: 3") == kMeets);  // 224
  CHECK(verdict("level: 2") == kFails);  // 192, both
  CHECK(verdict("") == kUnknown);        // [160, 256]
}

TEST_CASE("a MUST that fails excludes, one that is unknown does not, and a STRONG never does") {
  const std::string asked = "requirements { kind: DRIVING_LICENCE code: \"B\" condition: ";
  const std::string offer = kAsksSaw + "} ";
  CHECK_FALSE(pair(offer + asked + "MUST }", kHasSaw + "driving_licences { }").eligible);
  CHECK(pair(offer + asked + "MUST }", kHasSaw).eligible);
  CHECK(pair(offer + asked + "STRONG }", kHasSaw + "driving_licences { }").eligible);
  CHECK_FALSE(pair(offer + asked + "STRONG }", kHasSaw).items.at(1).must.has_value());
}

TEST_CASE("hours must overlap, as far as they are known") {
  const auto verdict = [](const std::string& vacancy, const std::string& seeker) {
    return pair("offer { hours { " + vacancy + " } }", "hours { " + seeker + " }").hours;
  };
  CHECK(verdict("min: 32 max: 40", "min: 24 max: 32") == kMeets);
  CHECK(verdict("min: 33 max: 40", "min: 24 max: 32") == kFails);
  CHECK(verdict("min: 8 max: 23", "min: 24 max: 32") == kFails);
  CHECK(verdict("min: 33", "max: 32") == kFails);
  CHECK(verdict("max: 23", "min: 24") == kFails);
  CHECK(verdict("min: 0 max: 40", "min: 24") == kUnknown);
  CHECK(verdict("", "") == kUnknown);
  CHECK(verdict("min: 0 max: 0", "min: 0 max: 0") == kMeets);  // 0 is a number, not an absence
}

TEST_CASE("shift work asks for willingness only where the job has it") {
  CHECK(pair("offer { shift_work: YES }", "shift_work: YES").shift_work == kMeets);
  CHECK(pair("offer { shift_work: YES }", "shift_work: NO").shift_work == kFails);
  CHECK(pair("offer { shift_work: YES }", "").shift_work == kUnknown);
  CHECK(pair("offer { shift_work: NO }", "shift_work: NO").shift_work == kMeets);
  CHECK(pair("", "shift_work: NO").shift_work == kMeets);
}

// 1000 to 1001 is 5000 m straight, 6500 m over the road.
TEST_CASE("travel is judged by the seeker's bound") {
  const auto verdict = [](const std::string& travel, const std::string& offer = "") {
    return pair("offer { postcode: \"1001\" " + offer + " }", "postcode: \"1000AB\" travel { " + travel + " }").travel;
  };
  CHECK(verdict("max_distance_km: 7") == kMeets);
  CHECK(verdict("max_distance_km: 6") == kFails);
  CHECK(verdict("max_distance_km: 6", "remote_percent: 99") == kFails);
  CHECK(verdict("max_distance_km: 6", "remote_percent: 100") == kMeets);
  CHECK(verdict("") == kUnknown);
  CHECK(verdict("max_minutes: 10") == kUnknown);  // 2700 m by bicycle, 9000 by car
  CHECK(verdict("max_minutes: 10 modes: BICYCLE") == kFails);
  CHECK(verdict("max_minutes: 10 modes: [BICYCLE, CAR]") == kMeets);
  CHECK(verdict("max_minutes: 13 modes: PUBLIC_TRANSPORT") == kMeets);  // 6500 m: just
  CHECK(verdict("max_minutes: 7") == kFails);                           // 6300 m by car
  CHECK(verdict("max_minutes: 30") == kMeets);                          // 8100 m by bicycle
}

TEST_CASE("without a place on either side travel is unknown") {
  const std::string bound = "travel { max_distance_km: 1 }";
  CHECK(pair("offer { postcode: \"1001\" }", bound).travel == kUnknown);
  CHECK(pair("offer { postcode: \"9999\" }", "postcode: \"1000\" " + bound).travel == kUnknown);
  CHECK(pair("", "postcode: \"1000\" " + bound).travel == kUnknown);
  CHECK(pair("offer { postcode: \"100\" }", "postcode: \"1000\" " + bound).travel == kUnknown);
}

TEST_CASE("a pair needs evidence: something asked that is found, or the occupation in part") {
  CHECK_FALSE(pair("", "").eligible);
  CHECK_FALSE(pair(kAsksSaw + "}", "").eligible);  // unknown is no evidence
  CHECK(pair(kAsksSaw + "}", kHasSaw).eligible);
  CHECK(pair("occupation: \"joiner\"", "wanted_occupations: \"carpenter\"").eligible);
  CHECK_FALSE(pair("occupation: \"joiner\"", "wanted_occupations: \"baker\"").eligible);
  CHECK_FALSE(pair("employer { sector: \"C\" }", "wanted_sectors: \"C\"").eligible);
}

TEST_CASE("found in so small a part that no unit is left is no evidence") {
  Strategy strategy = standard();
  strategy.mutable_strengths()->set_must(1000);
  strategy.clear_qualities();
  strategy.add_qualities(256);
  strategy.add_qualities(1);
  // w: 1, and 8 times 1000. 4096 / 8001 has no whole unit and the remainder 4096; 4096000 / 8001 has 511 and 7489. The
  // 4096 - 8 * 511 = 8 that are left all go to the MUSTs.
  std::string vacancy = kAsksSaw + "condition: BONUS } ";
  for (const std::string language : {"aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg", "hhh"})
    vacancy += "requirements { kind: SPOKEN_LANGUAGE condition: MUST code: \"" + language + "\" } ";
  const ReferencePair scored = pair(vacancy, kHasSaw, strategy);
  CHECK(scored.items.at(0).quality.low == 256);
  CHECK(scored.items.at(0).units == 0);
  CHECK_FALSE(scored.eligible);
}

}  // namespace
}  // namespace schakel::testing
