#include "server/ingest/text_codes.h"

#include <catch2/catch.hpp>
#include <string>

#include "server/ingest/ingest.h"
#include "server/ingest/stored_texts.h"
#include "tests/server/ingest/lines.h"
#include "tests/support/temp_folder.h"

namespace schakel::test {
namespace {

constexpr std::string_view kTaxonomy =
    R"({"uri":"urn:o:kok","kind":"OCCUPATION_CONCEPT","isco":"5120","labels":[{"language":"nl","preferred":"kok","alternatives":["restaurantkok","hulpkok"]}]}
{"uri":"urn:o:lasser","kind":"OCCUPATION_CONCEPT","isco":"7212","labels":[{"language":"nl","preferred":"lasser","alternatives":["TIG-lasser","MIG-lasser"]}]}
{"uri":"urn:c:lassen","kind":"COMPETENCE_CONCEPT","labels":[{"language":"nl","preferred":"TIG-lassen","alternatives":["lassen volgens TIG"]}]}
{"uri":"urn:c:koken","kind":"COMPETENCE_CONCEPT","labels":[{"language":"nl","preferred":"maaltijden koken"}]}
)";
constexpr std::string_view kVacancies =
    R"({"id":"V1","title":"Ervaren lasser (m/v) 36 uur","requirements":[{"kind":"COMPETENCE","text":"TIG lassen","condition":"MUST"},{"kind":"EXPERIENCE","text":"Lasser"},{"kind":"DRIVING_LICENCE","code":"B"}]}
{"id":"V2","title":"Kok","occupation":"urn:o:lasser"}
{"id":"V3","title":"qqq zzz"}
)";
constexpr std::string_view kSeekers =
    R"({"id":"S1","wantedTitles":[{"text":"restaurantkok"}],"experience":[{"text":"hulpkok","months":12}],"competences":[{"text":"maaltijden koken"},{"code":"urn:c:lassen"}]}
)";

struct Loaded {
  Loaded() : store(std::move(*RecordStore::open(folder / "store", OpenMode::kReadWrite))) {}

  IngestReport load(InputKind kind, const std::string& name, std::string_view lines,
                    const IngestOptions& options = {}) {
    const auto file = folder.write(name, lines);
    auto report = ingest(*store, Input{.path = file, .kind = kind, .files = {file}}, options);
    REQUIRE(report);
    REQUIRE(report->delivery.refused == 0);
    return std::move(*report);
  }
  [[nodiscard]] Vacancy vacancy(const std::string& id) const {
    Vacancy record;
    REQUIRE(record.ParseFromString(store->get(RecordKind::kVacancy, id)->value()));
    return record;
  }
  [[nodiscard]] Seeker seeker(const std::string& id) const {
    Seeker record;
    REQUIRE(record.ParseFromString(store->get(RecordKind::kSeeker, id)->value()));
    return record;
  }

  testing::TempFolder folder;
  std::unique_ptr<RecordStore> store;
};

TEST_CASE("texts without a code get one, with its confidence, and keep what they said") {
  Loaded market;
  market.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
  const IngestReport vacancies = market.load(InputKind::kVacancies, "v.ndjson", kVacancies);
  const IngestReport seekers = market.load(InputKind::kSeekers, "s.ndjson", kSeekers);

  const Vacancy welder = market.vacancy("V1");
  CHECK(welder.occupation() == "urn:o:lasser");
  CHECK(welder.occupation_confidence() > 0);
  CHECK(welder.title() == "Ervaren lasser (m/v) 36 uur");
  CHECK(welder.requirements(0).code() == "urn:c:lassen");
  CHECK(welder.requirements(0).confidence() > 0);
  CHECK(welder.requirements(0).text() == "TIG lassen");
  CHECK(welder.requirements(1).code() == "urn:o:lasser");
  CHECK(welder.requirements(2).confidence() == 0);
  CHECK(market.vacancy("V3").occupation().empty());
  CHECK(market.vacancy("V3").occupation_confidence() == 0);

  const Seeker cook = market.seeker("S1");
  CHECK(cook.wanted_titles(0).code() == "urn:o:kok");
  CHECK(cook.experience(0).occupation() == "urn:o:kok");
  CHECK(cook.experience(0).months() == 12);
  CHECK(cook.competences(0).code() == "urn:c:koken");
  CHECK(cook.competences(1).confidence() == 0);

  CHECK(vacancies.texts.occupations.texts == 3);
  CHECK(vacancies.texts.occupations.recognised() == 2);
  CHECK(vacancies.texts.occupations.examples == std::map<std::string, std::uint64_t>{{"qqq zzz", 1}});
  CHECK(vacancies.texts.competences.recognised() == 1);
  CHECK(seekers.texts.occupations.recognised() == 2);
  CHECK(seekers.texts.competences.texts == 1);
}

TEST_CASE("a code that is there is left alone") {
  Loaded market;
  market.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
  market.load(InputKind::kVacancies, "v.ndjson", kVacancies);
  CHECK(market.vacancy("V2").occupation() == "urn:o:lasser");
  CHECK(market.vacancy("V2").occupation_confidence() == 0);
}

TEST_CASE("an answer that is not sure enough is not filled in") {
  Loaded market;
  market.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
  const IngestReport report =
      market.load(InputKind::kVacancies, "v.ndjson", kVacancies, {.texts = {.least_confidence = 100}});
  CHECK(report.texts.occupations.recognised() == 0);
  CHECK(report.texts.occupations.not_recognised == 3);
  CHECK(market.vacancy("V1").occupation().empty());
}

TEST_CASE("without a taxonomy texts are kept, and read when it has come") {
  Loaded market;
  const IngestReport report = market.load(InputKind::kVacancies, "v.ndjson", kVacancies);
  CHECK(report.texts.occupations.not_recognised == 3);
  CHECK(market.vacancy("V1").occupation().empty());
  market.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);

  const auto read = recognise_stored(*market.store, {});
  REQUIRE(read);
  CHECK(read->records == 1);
  CHECK(read->texts.occupations.recognised() == 2);
  CHECK(market.vacancy("V1").occupation() == "urn:o:lasser");

  const Sequence sequence = market.store->sequence();
  const auto again = recognise_stored(*market.store, {});
  REQUIRE(again);
  CHECK(again->records == 0);
  CHECK(market.store->sequence() == sequence);
}

TEST_CASE("reading stored texts gives what loading them after the taxonomy gives") {
  Loaded before, after;
  before.load(InputKind::kVacancies, "v.ndjson", kVacancies);
  before.load(InputKind::kSeekers, "s.ndjson", kSeekers);
  before.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
  REQUIRE(recognise_stored(*before.store, {}));
  after.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
  after.load(InputKind::kVacancies, "v.ndjson", kVacancies);
  after.load(InputKind::kSeekers, "s.ndjson", kSeekers);
  for (const char* id : {"V1", "V2", "V3"})
    CHECK(before.vacancy(id).SerializeAsString() == after.vacancy(id).SerializeAsString());
  CHECK(before.seeker("S1").SerializeAsString() == after.seeker("S1").SerializeAsString());
}

TEST_CASE("codes do not depend on the number of threads") {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += R"({"id":"V)" + std::to_string(i) + R"(","title":")" + (i % 3 == 0 ? "hulp kok " : "lasser ") +
             std::to_string(i % 17) + "\"}\n";
  std::string expected;
  for (const int threads : {1, 2, 8}) {
    Loaded market;
    market.load(InputKind::kConcepts, "t.ndjson", kTaxonomy);
    market.load(InputKind::kVacancies, "v.ndjson", lines, {.threads = threads});
    const std::string state = everything_in(*market.store);
    if (expected.empty()) expected = state;
    CHECK(state == expected);
  }
}

}  // namespace
}  // namespace schakel::test
