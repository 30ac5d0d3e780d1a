#include <catch2/catch.hpp>
#include <fstream>

#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

namespace schakel::test {
namespace {

using testing::TempFolder;

// A market on the starter taxonomy, loaded.
std::string loaded_store(const TempFolder& folder) {
  const std::string market = (folder / "market").string();
  const std::string store = (folder / "store").string();
  REQUIRE(run_schakel({"generate", "--seekers", "1", "--vacancies", "1", "--out", market}).exit_code == 0);
  REQUIRE(run_schakel({"load", "--store", store, market}).exit_code == 0);
  return store;
}

std::string file_of(const TempFolder& folder, const std::string& text) {
  std::ofstream(folder / "texts.txt", std::ios::binary) << text;
  return (folder / "texts.txt").string();
}

TEST_CASE("recognise answers each line with ranked concepts, in order, and says where it found none") {
  const TempFolder folder;
  const std::string store = loaded_store(folder);
  const std::string texts = file_of(folder, "Ervaren lasser (m/v) 40 uur\n\nverpleegkundige\r\n");
  const Outcome outcome = run_schakel({"recognise", "--store", store, "--kind", "occupation", "--top", "2", texts});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(lines_in(outcome.out) == 5);
  CHECK(outcome.out.starts_with("1\t1\turn:schakel:beroep:"));
  CHECK(contains(outcome.out, "\n2\t0\t\t0\t0\t\n"));
  CHECK(contains(outcome.out, "\n3\t1\turn:schakel:beroep:"));
  CHECK(run_schakel({"recognise", "--store", store, "--kind", "occupation", "--top", "2", texts}).out == outcome.out);
}

TEST_CASE("recognise explains itself in JSON, also where the text is no UTF-8") {
  const TempFolder folder;
  const std::string store = loaded_store(folder);
  const std::string texts = file_of(folder, "Senior kok \xFF Utrecht");
  const Outcome outcome =
      run_schakel({"recognise", "--store", store, "--kind", "occupation", "--top", "1", "--json", texts});
  REQUIRE(outcome.exit_code == 0);
  const auto json = parse_json(outcome.out);
  CHECK(at(json, "line") == "1");
  CHECK(at(json, "leftOut.0") == "senior");
  CHECK(contains(at(json, "ranked.0.uri"), "urn:schakel:beroep:"));
  CHECK(at(json, "ranked.0.labelLanguage") == "nl");
  CHECK_FALSE(at(json, "ranked.0.parts.letters").empty());
}

TEST_CASE("recognise finds competences") {
  const TempFolder folder;
  const std::string store = loaded_store(folder);
  const std::string texts = file_of(folder, "Linux beheren\n");
  const Outcome outcome = run_schakel({"recognise", "--store", store, "--kind", "competence", "--top", "1", texts});
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.out.starts_with("1\t1\turn:schakel:competentie:"));
}

TEST_CASE("recognise fails with 1 and a reason without a store or without the file") {
  const TempFolder folder;
  const std::string texts = file_of(folder, "kok\n");
  const Outcome no_store =
      run_schakel({"recognise", "--store", (folder / "none").string(), "--kind", "occupation", texts});
  CHECK(no_store.exit_code == 1);
  CHECK(contains(no_store.err, "schakel load"));
  const Outcome no_file = run_schakel(
      {"recognise", "--store", (folder / "none").string(), "--kind", "occupation", (folder / "nofile").string()});
  CHECK(no_file.exit_code == 1);
  CHECK(contains(no_file.err, "nofile"));
}

TEST_CASE("recognise wants to know what the texts are, unless it reads the stored ones") {
  const TempFolder folder;
  const std::string store = loaded_store(folder);
  const Outcome no_kind = run_schakel({"recognise", "--store", store, file_of(folder, "kok")});
  CHECK(no_kind.exit_code == 2);
  CHECK(contains(no_kind.err, "--kind"));
  CHECK(run_schakel({"recognise", "--store", store, "--stored", "--kind", "occupation"}).exit_code == 2);
  const Outcome stored = run_schakel({"recognise", "--store", store, "--stored"});
  CHECK(stored.exit_code == 0);
  CHECK(contains(stored.out, "0 records got a code"));
}

TEST_CASE("what load recognises in text counts less, and explain says so") {
  const TempFolder folder;
  const std::string store = loaded_store(folder);
  const auto vacancies = folder.write("v.ndjson", R"({"id":"V","title":"Electrisch lasser gezocht",)"
                                                  R"("requirements":[{"kind":"COMPETENCE","text":"linux beheer"}]})"
                                                  "\n");
  const auto seekers = folder.write(
      "s.ndjson", R"({"id":"S","wantedTitles":[{"text":"lasser in de bouw"}],"competences":[{"text":"beheren linux"}]})"
                  "\n");
  const Outcome load =
      run_schakel({"load", "--store", store, "--least-confidence", "1", vacancies.string(), seekers.string()});
  INFO(load.out);
  REQUIRE(load.exit_code == 0);
  CHECK(contains(load.out, "job titles without a code: 1; recognised 1 (100 %)"));
  CHECK(contains(load.out, "competences without a code: 1; recognised 1 (100 %)"));
  REQUIRE(run_schakel({"index", "--store", store, "--date", "2026-11-22"}).exit_code == 0);
  const Outcome explain = run_schakel({"explain", "--store", store, "--vacancy", "V", "--seeker", "S", "--json"});
  INFO(explain.out);
  REQUIRE(explain.exit_code == 0);
  CHECK(contains(explain.out, "\"askedRecognised\":{\"text\":\"Electrisch lasser gezocht\""));
  CHECK(contains(explain.out, "\"heldRecognised\":{\"text\":\"lasser in de bouw\""));
  const Outcome full = run_schakel({"explain", "--store", store, "--vacancy", "V", "--seeker", "S"});
  CHECK(contains(full.out, "Herkend in tekst, en telt daarom minder"));
  CHECK(contains(full.out, "'lasser in de bouw'"));
}

}  // namespace
}  // namespace schakel::test
