#include "loaders/records/starter.h"

#include <algorithm>
#include <map>
#include <set>

#include "loaders/records/ndjson.h"
#include "loaders/records/validate.h"
#include "tests/loaders/records/records.h"

namespace schakel {
namespace {

using testing::Outcome;
using testing::read_all_of;

std::map<std::string, Concept> starter_by_uri() {
  const std::vector<Concept> concepts = starter_concepts().value();
  std::map<std::string, Concept> by_uri;
  for (const Concept& one : concepts) by_uri[one.uri()] = one;
  return by_uri;
}

TEST_CASE("every URI of the starter taxonomy resolves, and every concept may come in") {
  const auto concepts = starter_by_uri();
  CHECK(concepts.size() == starter_concepts()->size());
  std::map<ConceptKind, int> kinds;
  for (const auto& [uri, one] : concepts) {
    INFO(uri);
    REQUIRE_FALSE(check(one));
    ++kinds[one.kind()];
    for (const std::string& broader : one.broader()) REQUIRE(concepts.contains(broader));
    for (const Relation& relation : one.relations()) {
      REQUIRE(concepts.contains(relation.target()));
      REQUIRE(concepts.at(relation.target()).kind() == COMPETENCE_CONCEPT);
    }
    if (one.kind() == OCCUPATION_CONCEPT) {
      REQUIRE(one.broader(0) == "http://data.europa.eu/esco/isco/C" + one.isco());
      REQUIRE(one.relations_size() > 4);
    }
  }
  CHECK(kinds[ISCO_GROUP] == 619);
  CHECK(kinds[OCCUPATION_CONCEPT] >= 160);
  CHECK(kinds[COMPETENCE_CONCEPT] >= 640);
  CHECK(kinds[COMPETENCE_GROUP] >= 15);
}

TEST_CASE("every competence reaches a competence group") {
  const auto concepts = starter_by_uri();
  for (const auto& [uri, one] : concepts) {
    const Concept* at = &one;
    for (int step = 0; step < 10 && at->kind() == COMPETENCE_CONCEPT; ++step) at = &concepts.at(at->broader(0));
    INFO(uri);
    REQUIRE((one.kind() != COMPETENCE_CONCEPT || at->kind() == COMPETENCE_GROUP));
  }
}

TEST_CASE("starter places cover every municipality, each postcode once") {
  const std::vector<Place> places = starter_places().value();
  std::set<std::string> municipalities;
  std::set<std::string> regions;
  for (const Place& place : places) {
    REQUIRE_FALSE(check(place));
    municipalities.insert(place.municipality());
    regions.insert(place.region());
  }
  CHECK(regions.size() == 35);
  CHECK(municipalities.size() >= 335);  // a narrower range may take all postcodes of a wider one
  const auto same = [](const Place& a, const Place& b) { return a.postcode() >= b.postcode(); };
  CHECK(std::ranges::adjacent_find(places, same) == places.end());
}

TEST_CASE("the starter source gives concepts and places, and nothing refused") {
  const Result<std::unique_ptr<Source>> source = open_starter();
  REQUIRE(source);
  const Outcome outcome = read_all_of(**source);
  CHECK(outcome.rows == starter_concepts()->size() + starter_places()->size());
  CHECK(outcome.refused.empty());
}

TEST_CASE("the sample records come in whole and use codes of the starter taxonomy") {
  const auto concepts = starter_by_uri();
  const auto known = [&](const std::string& code) { return !code.starts_with("urn:") || concepts.contains(code); };
  const std::filesystem::path sample = SCHAKEL_SAMPLE;
  const Outcome seekers = read_all_of(**open_ndjson(sample / "seekers.ndjson"));
  const Outcome vacancies = read_all_of(**open_ndjson(sample / "vacancies.ndjson"));
  CHECK(seekers.refused.empty());
  CHECK(vacancies.refused.empty());
  REQUIRE(seekers.rows + vacancies.rows >= 6);
  for (const Record& record : seekers.accepted) {
    const Seeker& seeker = std::get<Seeker>(record);
    for (const std::string& code : seeker.wanted_occupations()) CHECK(known(code));
    for (const HeldCompetence& held : seeker.competences()) CHECK(known(held.code()));
    for (const Experience& experience : seeker.experience()) CHECK(known(experience.occupation()));
  }
  for (const Record& record : vacancies.accepted) {
    const Vacancy& vacancy = std::get<Vacancy>(record);
    CHECK(known(vacancy.occupation()));
    for (const Requirement& requirement : vacancy.requirements()) CHECK(known(requirement.code()));
  }
}

}  // namespace
}  // namespace schakel
