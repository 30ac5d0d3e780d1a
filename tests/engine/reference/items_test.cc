// docs/model.md, section 2: items, order, units.
#include "engine/reference/items.h"

#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

// "KIND code >=minimum", as an export writes items, with "!" behind a MUST.
std::vector<std::string> names(const std::vector<reference::Item>& items) {
  std::vector<std::string> names;
  names.reserve(items.size());
  for (const reference::Item& item : items)
    names.push_back(Kind_Name(item.kind) + (item.code.empty() ? "" : " " + item.code) +
                    (item.minimum > 0 ? " >=" + std::to_string(item.minimum) : "") +
                    (item.condition == MUST ? "!" : ""));
  return names;
}

std::vector<std::string> names_of(const std::string& vacancy) {
  return names(reference::items_of(record<Vacancy>(vacancy), standard()));
}

std::vector<std::uint32_t> units(const ReferencePair& pair) {
  std::vector<std::uint32_t> units;
  units.reserve(pair.items.size());
  for (const ReferenceItem& item : pair.items) units.push_back(item.units);
  return units;
}

using Names = std::vector<std::string>;
using Units = std::vector<std::uint32_t>;

TEST_CASE("items stand by kind, then code, then minimum, what is asked before what is offered") {
  CHECK(names_of(R"(occupation: "baker"
                    requirements { kind: DRIVING_LICENCE code: "B" }
                    requirements { kind: COMPETENCE code: "saw" min_level: 3 }
                    requirements { kind: COMPETENCE code: "saw" min_level: 1 }
                    requirements { kind: COMPETENCE code: "plane" }
                    requirements { kind: EXPERIENCE code: "baker" min_months: 12 }
                    offer { contract_forms: [PERMANENT, FIXED_TERM] }
                    employer { sector: "C" })") ==
        Names{"COMPETENCE plane", "COMPETENCE saw >=1", "COMPETENCE saw >=3", "EXPERIENCE baker >=12",
              "DRIVING_LICENCE B", "OCCUPATION baker", "SECTOR C", "CONTRACT FIXED_TERM", "CONTRACT PERMANENT"});
}

TEST_CASE("codes are ordered by their bytes, not by their letters") {
  CHECK(names_of(R"(requirements { kind: COMPETENCE code: "a" } requirements { kind: COMPETENCE code: "\303\251" }
                    requirements { kind: COMPETENCE code: "Z" })") ==
        Names{"COMPETENCE Z", "COMPETENCE a", "COMPETENCE \303\251"});
}

TEST_CASE("a requirement that asks nothing is no item") {
  CHECK(names_of(R"(requirements { kind: COMPETENCE min_level: 3 } requirements { kind: EXPERIENCE min_months: 3 }
                    requirements { kind: EDUCATION } requirements { kind: SPOKEN_LANGUAGE min_level: 2 }
                    requirements { kind: DRIVING_LICENCE } requirements { code: "saw" }
                    requirements { kind: OCCUPATION code: "baker" })")
            .empty());
}

TEST_CASE("education may be asked by level, by field or by both") {
  CHECK(names_of(R"(requirements { kind: EDUCATION min_level: 4 } requirements { kind: EDUCATION code: "0713" }
                    requirements { kind: EDUCATION code: "0713" min_level: 4 })") ==
        Names{"EDUCATION >=4", "EDUCATION 0713", "EDUCATION 0713 >=4"});
}

TEST_CASE("the minimum is that of the kind, and a language is asked at level 1 at least") {
  CHECK(names_of(R"(requirements { kind: COMPETENCE code: "saw" min_months: 12 }
                    requirements { kind: EXPERIENCE code: "baker" min_level: 2 min_months: 6 }
                    requirements { kind: SPOKEN_LANGUAGE code: "nld" }
                    requirements { kind: WRITTEN_LANGUAGE code: "nld" min_level: 2 }
                    requirements { kind: DRIVING_LICENCE code: "B" min_level: 2 })") ==
        Names{"COMPETENCE saw", "EXPERIENCE baker >=6", "SPOKEN_LANGUAGE nld >=1", "WRITTEN_LANGUAGE nld >=2",
              "DRIVING_LICENCE B"});
}

TEST_CASE("the same item asked twice is one item with the strongest condition") {
  CHECK(names_of(R"(requirements { kind: COMPETENCE code: "saw" condition: BONUS }
                    requirements { kind: COMPETENCE code: "saw" condition: MUST }
                    requirements { kind: COMPETENCE code: "saw" }
                    requirements { kind: SPOKEN_LANGUAGE code: "nld" condition: MUST }
                    requirements { kind: SPOKEN_LANGUAGE code: "nld" min_level: 1 })") ==
        Names{"COMPETENCE saw!", "SPOKEN_LANGUAGE nld >=1!"});
}

TEST_CASE("an absent condition is WANTED, which is stronger than BONUS") {
  const auto items =
      reference::items_of(record<Vacancy>(R"(requirements { kind: COMPETENCE code: "saw" condition: BONUS }
                                                            requirements { kind: COMPETENCE code: "saw" })"),
                          standard());
  CHECK(items.at(0).condition == WANTED);
}

TEST_CASE("an unknown contract form is no item, and the same form twice is one") {
  CHECK(names_of("offer { contract_forms: [AGENCY, CONTRACT_FORM_UNKNOWN, AGENCY] }") == Names{"CONTRACT AGENCY"});
}

// N = 4. saw: n = 1, floor(4/1) = 4, bucket 2, specificity 3, MUST 8: w = 24. plane: n = 4, bucket 0, specificity 1,
// WANTED 4: w = 4. Licence: n = 1, specificity 3, BONUS 1: w = 3. Together 31.
//   plane    4096 *  4 / 31 =  528 and  16/31     first in item order
//   saw      4096 * 24 / 31 = 3171 and   3/31
//   licence  4096 *  3 / 31 =  396 and  12/31     4095 in all: the one left goes to plane
TEST_CASE("units follow condition and specificity, by largest remainder") {
  const auto asks_all = record<Vacancy>(R"(id: "1" requirements { kind: COMPETENCE code: "saw" condition: MUST }
                                           requirements { kind: COMPETENCE code: "plane" }
                                           requirements { kind: DRIVING_LICENCE code: "B" condition: BONUS })");
  const auto asks_plane = [](const std::string& id) {
    return record<Vacancy>("id: \"" + id + R"(" requirements { kind: COMPETENCE code: "plane" min_level: 2 })");
  };
  const ReferenceMarket market = market_of({asks_all, asks_plane("2"), asks_plane("3"), asks_plane("4")});
  CHECK(units(market.score(asks_all, Seeker())) == Units{529, 3171, 396});
}

TEST_CASE("an expired vacancy is not counted") {
  const auto open = record<Vacancy>(R"(id: "1" requirements { kind: COMPETENCE code: "saw" }
                                       requirements { kind: COMPETENCE code: "plane" })");
  const auto expired = record<Vacancy>(R"(id: "2" closing_date: "2026-11-21"
                                          requirements { kind: COMPETENCE code: "saw" })");
  // saw and plane are equally common: half each. With the expired one saw would weigh less.
  CHECK(units(market_of({open, expired}).score(open, Seeker())) == Units{2048, 2048});
}

TEST_CASE("equal remainders are served in item order") {
  // 3 * 1365 = 4095; the one left goes to the first.
  CHECK(units(pair(R"(requirements { kind: COMPETENCE code: "saw" } requirements { kind: COMPETENCE code: "plane" }
                      requirements { kind: COMPETENCE code: "metal" })",
                   "")) == Units{1366, 1365, 1365});
}

// Weights 60, 3 and 1 of 64, specificity 1: 4096 * 60 / 64 = 3840, 192, 64.
TEST_CASE("what is offered has units of its own") {
  CHECK(units(pair(R"(occupation: "baker" employer { sector: "C" } offer { contract_forms: AGENCY }
                      requirements { kind: COMPETENCE code: "saw" })",
                   "")) == Units{4096, 3840, 192, 64});
}

TEST_CASE("a bucket past the last specificity counts as the last") {
  Strategy strategy = standard();
  strategy.clear_specificity();
  strategy.add_specificity(1);
  strategy.add_specificity(3);
  const auto rare = record<Vacancy>(R"(id: "1" requirements { kind: COMPETENCE code: "saw" }
                                       requirements { kind: COMPETENCE code: "plane" })");
  std::vector<Vacancy> all{rare};
  for (int i = 2; i <= 8; ++i)
    all.push_back(
        record<Vacancy>("id: \"" + std::to_string(i) + R"(" requirements { kind: COMPETENCE code: "plane" })"));
  // N = 8: saw has bucket 3, so 3; plane has bucket 0, so 1. 4096 * 1 / 4 and 4096 * 3 / 4, plane first.
  CHECK(units(market_of(all, strategy).score(rare, Seeker())) == Units{1024, 3072});
}

}  // namespace
}  // namespace schakel::testing
