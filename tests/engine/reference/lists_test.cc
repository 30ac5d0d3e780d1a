// docs/model.md, sections 1 and 6: who takes part, and in which order lists stand.
#include <catch2/catch.hpp>

#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

using Ids = std::vector<std::string>;

Seeker seeker(const std::string& id, const std::string& more = "competences { code: 'saw' last_used_year: 2026 }") {
  return record<Seeker>("id: \"" + id + "\" " + more);
}
Vacancy vacancy(const std::string& id, const std::string& more = "") {
  return record<Vacancy>("id: \"" + id + R"(" requirements { kind: COMPETENCE code: "saw" } )" + more);
}

ReferenceMarket market_of(const std::vector<Vacancy>& vacancies, const std::vector<Seeker>& seekers) {
  return {standard(), kToday, concepts(), places(), seekers, vacancies};
}

Ids ids(const std::vector<ReferenceEntry>& list) {
  Ids ids;
  for (const ReferenceEntry& entry : list) ids.push_back(entry.id);
  return ids;
}

// Computed apart, from the formulas of section 6.
TEST_CASE("the tie of a pair is the published one, and differs by who is the vacancy") {
  CHECK(reference_tie("v", "s") == 0xdb2a6a7d0cbc97aa);
  CHECK(reference_tie("s", "v") == 0x25af083b4df60bc6);
  CHECK(reference_tie("", "") == 0xcfa3c5eb015b4663);
  CHECK(reference_tie("\303\251", "s") == 0x88ee304793b90185);  // bytes above 127
}

// The ties rise in the order s2 s1 s4 s3 with v, and s1 s2 s3 s4 with w.
TEST_CASE("equal totals stand by their tie, so that nobody is last in every list") {
  const ReferenceMarket market =
      market_of({vacancy("v"), vacancy("w")}, {seeker("s1"), seeker("s2"), seeker("s3"), seeker("s4")});
  CHECK(ids(market.list_for_vacancy("v", 10)) == Ids{"s2", "s1", "s4", "s3"});
  CHECK(ids(market.list_for_vacancy("w", 10)) == Ids{"s1", "s2", "s3", "s4"});
}

TEST_CASE("a higher total stands first, and the list ends after k") {
  const ReferenceMarket market =
      market_of({vacancy("v")}, {seeker("s1", "competences { code: 'paint' last_used_year: 2026 }"),
                                 seeker("s2", "competences { code: 'woodwork' last_used_year: 2026 }"), seeker("s3"),
                                 seeker("s4", "competences { code: 'metal' }"), seeker("s5", "")});
  CHECK(ids(market.list_for_vacancy("v", 10)) == Ids{"s3", "s1", "s2"});  // 256, 160, 128; s4 and s5 bring no evidence
  CHECK(ids(market.list_for_vacancy("v", 2)) == Ids{"s3", "s1"});
  CHECK(market.list_for_vacancy("v", 0).empty());
}

TEST_CASE("the last day still counts, the day after does not") {
  const std::string saw = "competences { code: 'saw' } ";
  const ReferenceMarket market = market_of(
      {vacancy("v"), vacancy("last", "closing_date: '2026-11-22'"), vacancy("gone", "closing_date: '2026-11-21'")},
      {seeker("s"), seeker("last", saw + "valid_until: '2026-11-22'"),
       seeker("gone", saw + "valid_until: '2026-11-21'"), seeker("busy", saw + "availability { until: '2026-11-21' }"),
       seeker("later", saw + "availability { from: '2027-01-01' until: '2027-02-01' }")});
  CHECK(market.vacancy_ids() == std::vector<std::string_view>{"last", "v"});
  CHECK(market.seeker_ids() == std::vector<std::string_view>{"last", "later", "s"});
  CHECK(market.list_for_vacancy("v", 10).size() == 3);
  CHECK(market.list_for_vacancy("gone", 10).empty());
  CHECK(market.list_for_seeker("busy", 10).empty());
  CHECK_FALSE(market.score("gone", "s").has_value());
}

TEST_CASE("ids are in the order of their bytes") {
  const ReferenceMarket market =
      market_of({}, {seeker("a"), seeker("\303\251"), seeker("Z"), seeker("10"), seeker("9")});
  CHECK(market.seeker_ids() == std::vector<std::string_view>{"10", "9", "Z", "a", "\303\251"});
}

TEST_CASE("a stranger is scored by the counts of the market") {
  const ReferenceMarket market = market_of({vacancy("v")}, {seeker("s")});
  const ReferencePair scored =
      market.score(vacancy("new", "requirements { kind: COMPETENCE code: 'plane' }"), seeker("also new"));
  CHECK(scored.items.at(0).units == 2048);
  CHECK(scored.items.at(1).quality == ReferenceInterval{256, 256});
  CHECK(scored.tie == reference_tie("new", "also new"));
}

}  // namespace
}  // namespace schakel::testing
