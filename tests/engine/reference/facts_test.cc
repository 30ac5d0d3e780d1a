// docs/model.md, section 3: education, languages, licences and wishes. Qualities by grade: 256 224 192 160 128 96 64,
// 0.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Q = ReferenceInterval;

std::string studied(const std::string& what) { return "education { " + what + " }"; }
std::string education(const std::string& what) { return "kind: EDUCATION " + what; }

TEST_CASE("an education level below the one asked takes three grades off per level") {
  CHECK(quality(education("min_level: 4"), studied("level: 5 diploma: YES")) == Q{256, 256});
  CHECK(quality(education("min_level: 4"), studied("level: 3 diploma: YES")) == Q{160, 160});
  CHECK(quality(education("min_level: 4"), studied("level: 2 diploma: YES")) == Q{64, 64});
  CHECK(quality(education("min_level: 4"), studied("level: 1 diploma: YES")) == Q{0, 0});
  CHECK(quality(education("min_level: 3"), studied("diploma: YES")) == Q{64, 256});  // level 1 at worst
}

TEST_CASE("a field of education counts when it lies in the one asked, less in the same broad field") {
  const auto held = [](const std::string& field) { return studied("level: 6 diploma: YES field: \"" + field + "\""); };
  CHECK(quality(education("code: '071'"), held("0713")) == Q{256, 256});
  CHECK(quality(education("code: '0713'"), held("0713")) == Q{256, 256});
  CHECK(quality(education("code: '0713'"), held("071")) == Q{160, 160});  // wider than asked: other_field, 3
  CHECK(quality(education("code: '0713'"), held("0732")) == Q{160, 160});
  CHECK(quality(education("code: '0713'"), held("0613")) == Q{0, 0});
  CHECK(quality(education("code: '0713'"), held("0")) == Q{0, 0});  // no two digits
  CHECK(quality(education("code: '0713'"), held("")) == Q{0, 256});
  CHECK(quality(education("min_level: 2"), held("0613")) == Q{256, 256});  // no field asked
}

TEST_CASE("fields are compared by what follows their last slash, and by equality unless both are digits") {
  const auto held = [](const std::string& field) { return studied("level: 6 diploma: YES field: \"" + field + "\""); };
  CHECK(quality(education("code: 'http://example.org/isced-f/07'"), held("0713")) == Q{256, 256});
  CHECK(quality(education("code: '0713'"), held("http://example.org/isced-f/0714")) == Q{160, 160});
  CHECK(quality(education("code: 'urn:a/bouw'"), held("urn:b/bouw")) == Q{256, 256});
  CHECK(quality(education("code: 'bouw'"), held("bouwkunde")) == Q{0, 0});
  CHECK(quality(education("code: '07'"), held("07bis")) == Q{0, 0});
  CHECK(quality(education("code: '07x'"), held("07")) == Q{0, 0});
  CHECK(quality(education("code: 'urn:a/'"), held("0713")) == Q{0, 0});
  CHECK(quality(education("code: 'urn:a/'"), held("urn:b/")) == Q{256, 256});
}

TEST_CASE("no diploma takes two grades off, an unknown one perhaps") {
  CHECK(quality(education("min_level: 4"), studied("level: 4 diploma: NO")) == Q{192, 192});
  CHECK(quality(education("min_level: 4"), studied("level: 4")) == Q{192, 256});
  CHECK(quality(education("min_level: 4"), studied("level: 3")) == Q{96, 160});  // 3 + 2, 3 + 0
  CHECK(quality(education("min_level: 4"), "") == Q{0, 256});
}

TEST_CASE("a language counts by its level, spoken and written apart") {
  const std::string spoken = "kind: SPOKEN_LANGUAGE code: \"nld\" min_level: ";
  const std::string written = "kind: WRITTEN_LANGUAGE code: \"nld\" min_level: ";
  const std::string dutch = "languages { language: \"nld\" spoken: 3 written: 1 }";
  CHECK(quality(spoken + "3", dutch) == Q{256, 256});
  CHECK(quality(spoken + "4", dutch) == Q{160, 160});
  CHECK(quality(written + "3", dutch) == Q{64, 64});
  CHECK(quality(written + "4", dutch) == Q{0, 0});
}

TEST_CASE("no level of a language is no match, an unknown level may be enough") {
  const std::string asked = "kind: SPOKEN_LANGUAGE code: \"nld\"";
  CHECK(quality(asked, "languages { language: \"nld\" spoken: 0 }") == Q{0, 0});
  CHECK(quality(asked, "languages { language: \"nld\" written: 4 }") == Q{0, 256});
  CHECK(quality(asked, "languages { language: \"eng\" spoken: 4 }") == Q{0, 0});
  CHECK(quality(asked, "") == Q{0, 256});
  CHECK(quality(asked, "languages { language: \"nld\" } languages { language: \"nld\" spoken: 1 }") == Q{256, 256});
}

TEST_CASE("a licence is good for its category and for what it covers") {
  const std::string asked = "kind: DRIVING_LICENCE code: \"B\"";
  CHECK(quality(asked, "driving_licences { categories: 'B' }") == Q{256, 256});
  CHECK(quality(asked, "driving_licences { categories: 'AM' categories: 'CE' }") == Q{256, 256});
  CHECK(quality(asked, "driving_licences { categories: 'AM' }") == Q{0, 0});
  CHECK(quality(asked, "driving_licences { }") == Q{0, 0});  // none, and known to be none
  CHECK(quality(asked, "") == Q{0, 256});
}

TEST_CASE("the occupation offered counts by its relation to a wanted one") {
  const std::string offer = "occupation: \"carpenter\"";
  CHECK(offered(offer, "wanted_occupations: 'carpenter'") == Q{256, 256});
  CHECK(offered(offer, "wanted_occupations: 'baker' wanted_occupations: 'joiner'") == Q{192, 192});
  CHECK(offered(offer, "wanted_occupations: 'baker' wanted_occupations: 'urn:gone' searching_since: '2026-11-01'") ==
        Q{0, 0});
  CHECK(offered(offer, "wanted_occupations: 'urn:gone'") == Q{0, 256});
  CHECK(offered(offer, "") == Q{0, 256});
  CHECK(offered("occupation: \"urn:gone\"", "wanted_occupations: 'carpenter'") == Q{0, 256});
  CHECK(offered("occupation: \"saw\"", "wanted_occupations: 'carpenter'") == Q{0, 256});  // no occupation
}

TEST_CASE("a wanted section holds its divisions, not the other way") {
  CHECK(offered("employer { sector: '86' }", "wanted_sectors: '86'") == Q{256, 256});
  CHECK(offered("employer { sector: '86' }", "wanted_sectors: 'C' wanted_sectors: 'Q'") == Q{256, 256});
  CHECK(offered("employer { sector: '86' }", "wanted_sectors: '87'") == Q{0, 0});
  CHECK(offered("employer { sector: 'Q' }", "wanted_sectors: '86'") == Q{0, 0});
  CHECK(offered("employer { sector: 'Q' }", "") == Q{0, 256});
}

TEST_CASE("a contract form is wanted or not") {
  CHECK(offered("offer { contract_forms: AGENCY }", "contract_forms: [PERMANENT, AGENCY]") == Q{256, 256});
  CHECK(offered("offer { contract_forms: AGENCY }", "contract_forms: [PERMANENT]") == Q{0, 0});
  CHECK(offered("offer { contract_forms: AGENCY }", "contract_forms: [CONTRACT_FORM_UNKNOWN]") == Q{0, 256});
  CHECK(offered("offer { contract_forms: AGENCY }", "") == Q{0, 256});
}

}  // namespace
}  // namespace schakel::testing
