// docs/model.md, section 3: EXPERIENCE. Qualities by grade: 256 224 192 160 128 96 64, then 0.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

std::string did(const std::string& occupation, const std::string& more = "months: 120 last_year: 2026") {
  return "experience { occupation: \"" + occupation + "\" " + more + " }";
}
std::string experience(const std::string& occupation, const std::string& more = "") {
  return "kind: EXPERIENCE code: \"" + occupation + "\" " + more;
}

TEST_CASE("experience counts by the relation between occupations") {
  CHECK(quality(experience("carpenter"), did("carpenter")) == Q{256, 256});  // exact: 0
  CHECK(quality(experience("carpenter"), did("joiner")) == Q{192, 192});     // isco4: 2
  CHECK(quality(experience("carpenter"), did("painter")) == Q{64, 64});      // isco2 71: 6
  CHECK(quality(experience("carpenter"), did("builders")) == Q{64, 64});     // a group of two digits: isco2
  CHECK(quality(experience("builders"), did("carpenter")) == Q{64, 64});
  CHECK(quality(experience("carpenter"), did("baker")) == Q{0, 0});
}

TEST_CASE("neighbours share enough of the essential competences of the occupation asked") {
  Strategy strategy = standard();
  strategy.mutable_occupation()->set_neighbour_min_shared(2);
  strategy.mutable_occupation()->set_neighbour_share_percent(66);
  CHECK(quality(experience("carpenter"), did("roofer"), strategy) == Q{160, 160});  // 2 of 3: 200 >= 66 * 3. grade 3
  CHECK(quality(experience("roofer"), did("carpenter"), strategy) == Q{160, 160});  // 2 of 2
  strategy.mutable_occupation()->set_neighbour_share_percent(67);
  CHECK(quality(experience("carpenter"), did("roofer"), strategy) == Q{64, 64});  // 200 < 201: only isco2
  CHECK(quality(experience("roofer"), did("carpenter"), strategy) == Q{160, 160});
  strategy.mutable_occupation()->set_neighbour_min_shared(3);
  CHECK(quality(experience("roofer"), did("carpenter"), strategy) == Q{64, 64});
}

TEST_CASE("months of the same occupation add up, and too few take grades off") {
  const std::string asked = experience("carpenter", "min_months: 24");
  CHECK(quality(asked, did("carpenter", "months: 24 last_year: 2026")) == Q{256, 256});
  CHECK(quality(asked, did("carpenter", "months: 12 last_year: 2026")) == Q{192, 192});  // half: 2
  CHECK(quality(asked, did("carpenter", "months: 11 last_year: 2026")) == Q{128, 128});  // less: 4
  CHECK(quality(asked, did("carpenter", "months: 11 last_year: 2026") +
                           did("carpenter", "months: 13 last_year: 2020")) == Q{256, 256});
  CHECK(quality(asked, did("carpenter", "months: 11 last_year: 2026") + did("joiner", "months: 13 last_year: 2026")) ==
        Q{128, 128});  // of another occupation: max(128, isco4 and half: grade 4)
}

TEST_CASE("unknown months count as none, or as enough") {
  const std::string asked = experience("carpenter", "min_months: 24");
  CHECK(quality(asked, did("carpenter", "last_year: 2026")) == Q{128, 256});
  CHECK(quality(asked, did("carpenter", "last_year: 2026") + did("carpenter", "months: 12 last_year: 2026")) ==
        Q{192, 256});
  CHECK(quality(asked, did("carpenter", "months: 0 last_year: 2026")) == Q{128, 128});
  CHECK(quality(experience("carpenter"), did("carpenter", "last_year: 2026")) == Q{256, 256});
}

TEST_CASE("the latest known year counts, and an unknown one may be this year") {
  const std::string asked = experience("carpenter");
  CHECK(quality(asked, did("carpenter", "months: 1 last_year: 2015") + did("carpenter", "months: 1 last_year: 2020")) ==
        Q{224, 224});
  CHECK(quality(asked, did("carpenter", "months: 1")) == Q{192, 256});
  CHECK(quality(asked, did("carpenter", "months: 1") + did("carpenter", "months: 1 last_year: 2020")) == Q{224, 256});
}

TEST_CASE("without experience in a known occupation everything is possible") {
  CHECK(quality(experience("carpenter"), "") == Q{0, 256});
  CHECK(quality(experience("carpenter"), did("urn:gone") + did("")) == Q{0, 256});
  CHECK(quality(experience("urn:gone"), did("carpenter")) == Q{0, 256});
}

}  // namespace
}  // namespace schakel::testing
