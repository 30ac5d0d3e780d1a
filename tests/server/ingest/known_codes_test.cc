#include "server/ingest/known_codes.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::TempFolder;

namespace {

Put concept_put(const std::string& uri, ConceptKind kind) {
  Concept record;
  record.set_uri(uri);
  record.set_kind(kind);
  return {RecordKind::kConcept, uri, 0, record.SerializeAsString()};
}

Seeker seeker() {
  Seeker record;
  record.add_wanted_occupations("urn:welder");
  record.add_wanted_occupations("urn:nobody");
  record.add_experience()->set_occupation("urn:weld");  // a competence is no occupation
  record.add_competences()->set_code("urn:weld");
  record.add_competences()->set_code("urn:welder");
  record.set_postcode("9999XX");
  return record;
}

UnknownCodes unknown_in(const Batch& batch, const Record& record) {
  const TempFolder folder;
  auto store = RecordStore::open(folder / "store", OpenMode::kReadWrite);
  REQUIRE(store);
  REQUIRE((*store)->apply(batch));
  const auto snapshot = (*store)->snapshot();
  REQUIRE(snapshot);
  const auto known = KnownCodes::read(**snapshot);
  REQUIRE(known);
  UnknownCodes unknown;
  known->count_unknown(record, unknown);
  return unknown;
}

Batch small_taxonomy() {
  Batch batch;
  batch.puts = {concept_put("urn:welder", OCCUPATION_CONCEPT), concept_put("urn:weld", COMPETENCE_CONCEPT),
                Put{RecordKind::kPlace, "1011", 0, Place().SerializeAsString()}};
  return batch;
}

}  // namespace

TEST_CASE("a code is known by the sort that is expected there") {
  const UnknownCodes unknown = unknown_in(small_taxonomy(), seeker());
  CHECK(unknown.occupations == std::map<std::string, std::uint64_t>{{"urn:nobody", 1}, {"urn:weld", 1}});
  CHECK(unknown.competences == std::map<std::string, std::uint64_t>{{"urn:welder", 1}});
  CHECK(unknown.postcodes == std::map<std::string, std::uint64_t>{{"9999", 1}});
}

TEST_CASE("a vacancy's requirements are judged by their kind") {
  Vacancy vacancy;
  vacancy.set_occupation("urn:welder");
  vacancy.mutable_offer()->set_postcode("1011AB");
  for (const auto& [kind, code] :
       {std::pair{COMPETENCE, "urn:weld"}, {COMPETENCE, "urn:x"}, {EXPERIENCE, "urn:y"}, {DRIVING_LICENCE, "B"}}) {
    Requirement* requirement = vacancy.add_requirements();
    requirement->set_kind(kind);
    requirement->set_code(code);
  }
  const UnknownCodes unknown = unknown_in(small_taxonomy(), vacancy);
  CHECK(unknown.occupations == std::map<std::string, std::uint64_t>{{"urn:y", 1}});
  CHECK(unknown.competences == std::map<std::string, std::uint64_t>{{"urn:x", 1}});
  CHECK(unknown.postcodes.empty());
}

TEST_CASE("without a taxonomy and places no code is called unknown") {
  const UnknownCodes unknown = unknown_in({}, seeker());
  CHECK(unknown.occupations.empty());
  CHECK(unknown.competences.empty());
  CHECK(unknown.postcodes.empty());
}
