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

}  // namespace
}  // namespace schakel::test
