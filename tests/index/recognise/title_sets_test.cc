// How well titles are recognised, on the public development sets. Floors lie a little under what was measured.
#include "tests/support/title_sets.h"

#include <catch2/catch.hpp>

#include "tests/index/recognise/concepts.h"

namespace schakel::testing {
namespace {

double by_concept(std::string_view name, LanguagePacks packs, std::size_t step) {
  const auto set = read_title_set(SCHAKEL_SHARED_DATA, name, packs);
  if (!set) {
    WARN("skipped: no " << name << " in " SCHAKEL_SHARED_DATA);
    return 1;
  }
  return measure(*set, *built(set->concepts, RecogniserKind::kOccupation, set->language), step).by_concept;
}

TEST_CASE("Flemish titles find their ESCO occupation") {
  CHECK(by_concept("melo-bel-nl", LanguagePacks::kOwn, 1) >= 0.645);
  CHECK(by_concept("melo-bel-nl", LanguagePacks::kBoth, 1) >= 0.65);
}

TEST_CASE("American titles find their ESCO occupation") {
  CHECK(by_concept("melo-usa-en", LanguagePacks::kOwn, 1) >= 0.695);
  CHECK(by_concept("melo-usa-en", LanguagePacks::kBoth, 1) >= 0.695);
}

TEST_CASE("noisy titles of a public employment service find their ESCO occupation") {
  CHECK(by_concept("jobbert-validation", LanguagePacks::kOwn, 3) >= 0.385);
}

TEST_CASE("phrases of vacancies find their ESCO competence") {
  const auto set = read_phrase_set(SCHAKEL_SHARED_DATA);
  if (!set) {
    WARN("skipped: no skills-dev in " SCHAKEL_SHARED_DATA);
    return;
  }
  const auto score = measure(*set, *built(set->concepts, RecogniserKind::kCompetence, set->language), 1);
  CHECK(score.by_concept >= 0.5);
  CHECK(score.ten >= 0.75);
}

}  // namespace
}  // namespace schakel::testing
