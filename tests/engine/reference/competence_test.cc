// docs/model.md, section 3: COMPETENCE. Qualities by grade: 256 224 192 160 128 96 64, then 0.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

// Used this year, so that only the relation counts.
std::string holds(const std::string& code) {
  return "competences { code: \"" + code + "\" level: 5 last_used_year: 2026 }";
}
std::string asks(const std::string& code) { return "kind: COMPETENCE code: \"" + code + "\""; }

TEST_CASE("a held competence counts by its relation to the one asked") {
  CHECK(quality(asks("saw"), holds("saw")) == Q{256, 256});       // exact: grade 0
  CHECK(quality(asks("woodwork"), holds("saw")) == Q{224, 224});  // narrower: 1
  CHECK(quality(asks("tools"), holds("saw")) == Q{224, 224});     // narrower, two steps up
  CHECK(quality(asks("paint"), holds("saw")) == Q{160, 160});     // related: 3
  CHECK(quality(asks("saw"), holds("paint")) == Q{160, 160});     // related, the other way
  CHECK(quality(asks("saw"), holds("woodwork")) == Q{128, 128});  // broader: 4
  CHECK(quality(asks("saw"), holds("tools")) == Q{0, 0});         // two steps broader is nothing
  CHECK(quality(asks("saw"), holds("plane")) == Q{96, 96});       // sibling: 5
  CHECK(quality(asks("saw"), holds("metal")) == Q{0, 0});         // none
}

TEST_CASE("a parent with too many children makes no broader and no sibling, but still narrower") {
  Strategy strategy = standard();
  strategy.mutable_competence()->set_max_fan_out(3);  // tools has 4 children, woodwork 2
  CHECK(quality(asks("metal"), holds("measure"), strategy) == Q{0, 0});
  CHECK(quality(asks("metal"), holds("tools"), strategy) == Q{0, 0});
  CHECK(quality(asks("tools"), holds("metal"), strategy) == Q{224, 224});
  CHECK(quality(asks("saw"), holds("plane"), strategy) == Q{96, 96});
  strategy.mutable_competence()->set_max_fan_out(4);
  CHECK(quality(asks("metal"), holds("measure"), strategy) == Q{96, 96});
}

TEST_CASE("a competence is no sibling of itself") {
  Strategy strategy = standard();
  strategy.mutable_competence()->set_exact(5);
  strategy.mutable_competence()->set_sibling(0);
  CHECK(quality(asks("saw"), holds("saw"), strategy) == Q{96, 96});
  CHECK(quality(asks("saw"), holds("plane"), strategy) == Q{256, 256});
}

TEST_CASE("of several relations the lowest grade counts, even where another is the closer one") {
  Strategy strategy = standard();
  strategy.mutable_competence()->set_related(6);
  strategy.mutable_competence()->set_exact(4);
  CHECK(quality(asks("saw"), holds("saw"), strategy) == Q{128, 128});
  CHECK(quality(asks("saw"), holds("paint"), strategy) == Q{64, 64});
}

TEST_CASE("on a cycle a competence is narrower than itself") {
  std::vector<Concept> cycle = concepts();
  cycle[0].add_broader("saw");  // tools -> saw -> woodwork -> tools
  Strategy strategy = standard();
  strategy.mutable_competence()->set_exact(5);
  const auto vacancy = record<Vacancy>("id: \"v\" requirements { " + asks("saw") + " }");
  const ReferenceMarket market(strategy, kToday, cycle, places(), {}, std::vector{vacancy});
  CHECK(market.score(vacancy, record<Seeker>(holds("saw"))).items[0].quality == Q{224, 224});
}

TEST_CASE("a relation through something that is no competence does not count") {
  std::vector<Concept> strange = concepts();
  strange[5].clear_broader();
  strange[5].add_broader("baker");  // saw
  strange[6].clear_broader();
  strange[6].add_broader("baker");  // plane
  const auto vacancy = record<Vacancy>("id: \"v\" requirements { " + asks("saw") + " }");
  const ReferenceMarket market(standard(), kToday, strange, places(), {}, std::vector{vacancy});
  CHECK(market.score(vacancy, record<Seeker>(holds("plane"))).items[0].quality == Q{0, 0});
}

TEST_CASE("a level below the one asked takes a grade off per level") {
  const auto held = [](const std::string& level) {
    return "competences { code: \"saw\" last_used_year: 2026 " + level + " }";
  };
  CHECK(quality(asks("saw") + " min_level: 4", held("level: 5")) == Q{256, 256});
  CHECK(quality(asks("saw") + " min_level: 4", held("level: 4")) == Q{256, 256});
  CHECK(quality(asks("saw") + " min_level: 4", held("level: 2")) == Q{192, 192});
  CHECK(quality(asks("saw") + " min_level: 4", held("")) == Q{160, 256});  // level 1 at worst
  CHECK(quality(asks("saw"), held("")) == Q{256, 256});                    // no level asked
}

TEST_CASE("years since use take grades off, and an unknown year the most") {
  const auto used = [](const std::string& year) { return "competences { code: \"saw\" " + year + " }"; };
  CHECK(quality(asks("saw"), used("last_used_year: 2021")) == Q{256, 256});  // 5 years: not over 5
  CHECK(quality(asks("saw"), used("last_used_year: 2020")) == Q{224, 224});  // 6
  CHECK(quality(asks("saw"), used("last_used_year: 2016")) == Q{224, 224});  // 10
  CHECK(quality(asks("saw"), used("last_used_year: 2015")) == Q{192, 192});  // 11
  CHECK(quality(asks("saw"), used("last_used_year: 2030")) == Q{256, 256});  // ahead of the date
  CHECK(quality(asks("saw"), used("")) == Q{192, 256});
  Strategy strategy = standard();
  strategy.mutable_shortfall()->clear_years_since_use();
  CHECK(quality(asks("saw"), used(""), strategy) == Q{256, 256});
}

TEST_CASE("grades add up, and past the last quality there is nothing") {
  // sibling 5, level 5 against 4: 1, so grade 6; 6 years: grade 7.
  const std::string asked = asks("saw") + " min_level: 5";
  CHECK(quality(asked, "competences { code: \"plane\" level: 4 last_used_year: 2026 }") == Q{64, 64});
  CHECK(quality(asked, "competences { code: \"plane\" level: 4 last_used_year: 2020 }") == Q{0, 0});
}

TEST_CASE("the best low and the best high may come from different facts") {
  CHECK(quality(asks("saw") + " min_level: 5",
                "competences { code: \"saw\" last_used_year: 2026 }"                // [128, 256]
                "competences { code: \"woodwork\" level: 5 last_used_year: 2026 }"  // [128, 128]
                "competences { code: \"paint\" level: 5 last_used_year: 2026 }")    // [160, 160]
        == Q{160, 256});
}

TEST_CASE("without known competences, and for an unknown code, everything is possible") {
  CHECK(quality(asks("saw"), "") == Q{0, 256});
  CHECK(quality(asks("saw"), holds("urn:gone")) == Q{0, 256});
  CHECK(quality(asks("saw"), holds("baker")) == Q{0, 256});  // an occupation is no known competence
  CHECK(quality(asks("saw"), holds("urn:gone") + holds("metal")) == Q{0, 0});
  CHECK(quality(asks("urn:gone"), holds("saw")) == Q{0, 256});
  CHECK(quality(asks("urn:gone"), holds("urn:gone")) == Q{0, 256});
  CHECK(quality(asks("baker"), holds("saw")) == Q{0, 256});
}

}  // namespace
}  // namespace schakel::testing
