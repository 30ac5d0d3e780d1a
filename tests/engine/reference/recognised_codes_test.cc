// docs/model.md, section 3: doubt. The standard bands: under 45 four grades, under 75 two, under 90 one.
#include <catch2/catch.hpp>

#include "engine/reference/items.h"
#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

std::string sure(int percent) { return " confidence: " + std::to_string(percent); }

TEST_CASE("a code loses grades by how unsure it is, and none when it was delivered") {
  const RecognisedCodes bands = standard().recognised_codes();
  CHECK(reference::doubt_of(0, bands) == 0);
  CHECK(reference::doubt_of(1, bands) == 4);
  CHECK(reference::doubt_of(44, bands) == 4);
  CHECK(reference::doubt_of(45, bands) == 2);
  CHECK(reference::doubt_of(75, bands) == 1);
  CHECK(reference::doubt_of(90, bands) == 0);
  CHECK(reference::doubt_of(1, RecognisedCodes()) == 0);
}

TEST_CASE("a held competence that was recognised counts less for low, and in full for high") {
  const auto held = [](int percent) {
    return "competences { code: \"saw\" last_used_year: 2026" + sure(percent) + " }";
  };
  const std::string asked = "kind: COMPETENCE code: \"saw\"";
  CHECK(quality(asked, held(0)) == Q{256, 256});
  CHECK(quality(asked, held(95)) == Q{256, 256});
  CHECK(quality(asked, held(80)) == Q{224, 256});
  CHECK(quality(asked, held(50)) == Q{192, 256});
  CHECK(quality(asked, held(20)) == Q{128, 256});
  CHECK(quality("kind: COMPETENCE code: \"paint\"", held(20)) == Q{0, 160});  // related: 3 and 4 grades
}

TEST_CASE("of two jobs in one occupation the surest counts") {
  const auto job = [](int percent) {
    return "experience { occupation: \"carpenter\" months: 12 last_year: 2026" + sure(percent) + " }";
  };
  const std::string asked = "kind: EXPERIENCE code: \"carpenter\"";
  CHECK(quality(asked, job(50)) == Q{192, 256});
  CHECK(quality(asked, job(50) + job(20)) == Q{192, 256});
  CHECK(quality(asked, job(20) + job(0)) == Q{256, 256});
}

TEST_CASE("a wished title counts as a wanted occupation, by its confidence") {
  const std::string offer = "occupation: \"carpenter\"";
  CHECK(offered(offer, "wanted_titles { text: \"timmerman\" code: \"carpenter\" confidence: 50 }") == Q{192, 256});
  CHECK(offered(offer, "wanted_titles { text: \"timmerman\" }") == Q{0, 256});  // no code: the wish is unknown
  CHECK(offered(offer,
                "wanted_occupations: 'baker' searching_since: '2026-11-20' wanted_titles { text: \"timmerman\" }") ==
        Q{0, 0});
}

TEST_CASE("an item in doubt counts less for low, and is open to everybody for high") {
  const std::string asked = "kind: COMPETENCE code: \"saw\" condition: MUST" + sure(50);
  CHECK(quality(asked, "competences { code: \"saw\" last_used_year: 2026 }") == Q{192, 256});
  CHECK(quality(asked, "competences { code: \"saw\" last_used_year: 2026" + sure(50) + " }") == Q{128, 256});
  CHECK(quality(asked, "competences { code: \"metal\" }") == Q{0, 256});
  CHECK(offered("occupation: \"carpenter\" occupation_confidence: 20", "wanted_occupations: \"carpenter\"") ==
        Q{128, 256});
}

TEST_CASE("a must in doubt leaves nobody out") {
  const auto eligible = [](const std::string& confidence) {
    return pair("occupation: \"carpenter\" requirements { kind: COMPETENCE code: \"saw\" condition: MUST" + confidence +
                    " }",
                "wanted_occupations: \"carpenter\" competences { code: \"paint\" }")
        .eligible;
  };
  CHECK_FALSE(eligible(""));
  CHECK_FALSE(eligible(sure(95)));
  CHECK(eligible(sure(60)));
}

TEST_CASE("requirements that give the same item have its least doubt, and the strongest condition") {
  const std::string twice = "requirements { kind: COMPETENCE code: \"saw\" condition: BONUS" + sure(20) +
                            " } requirements { kind: COMPETENCE code: \"saw\" condition: WANTED" + sure(80) + " }";
  const auto items = reference::items_of(record<Vacancy>(twice), standard());
  REQUIRE(items.size() == 1);
  CHECK(items.front().doubt == 1);
  CHECK(items.front().condition == WANTED);
}

}  // namespace
}  // namespace schakel::testing
