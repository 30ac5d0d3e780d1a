#include "loaders/records/recognise.h"

#include <unistd.h>
#include <zstd.h>

#include "loaders/records/starter.h"
#include "tests/loaders/records/records.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::read_all_of;
using testing::TempFolder;

constexpr std::string_view kVacancy = "{\"id\":\"v\",\"title\":\"Lasser\"}\n";
constexpr std::string_view kSeeker = "{\"id\":\"w\",\"wantedSectors\":[\"C\"]}\n";

std::string compressed(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
  return packed;
}

TEST_CASE("a file is known by its content, whatever its name") {
  const TempFolder folder;
  const auto kind = [&](std::string_view text) {
    return recognise(folder.write("x.bin", text)).value().inputs.at(0).kind;
  };
  CHECK(kind(kVacancy) == InputKind::kVacancies);
  CHECK(kind(compressed(kSeeker)) == InputKind::kSeekers);
  CHECK(kind("{\"uri\":\"u\",\"labels\":[]}") == InputKind::kConcepts);
  CHECK(kind("{\"postcode\":\"1011\",\"town\":\"x\"}") == InputKind::kPlaces);
  CHECK(kind("pc4;lat;lon\n") == InputKind::kPostcodes);
}

TEST_CASE("what is of no known kind is an error that names the kinds") {
  const TempFolder folder;
  const auto message = [&](std::string_view text) { return recognise(folder.write("x", text)).error().message; };
  CHECK(message("").find("x is empty, expected NDJSON of seekers") != std::string::npos);
  CHECK(message("a,b,c\n1,2,3\n").find("x is of no known kind") != std::string::npos);
  CHECK(message("{\"voornaam\":\"Jan\"}\n").find("of no known kind") != std::string::npos);
  CHECK(recognise(folder.path() / "none").error().code == ErrorCode::kNotFound);
  CHECK(recognise(folder.path()).error().message.find("holds nothing of a known kind") != std::string::npos);
}

TEST_CASE("a folder gives its files, taxonomy and places before the records that use them") {
  const TempFolder folder;
  folder.write("a.ndjson", kSeeker);
  folder.write("b.ndjson", kVacancy);
  folder.write("c.csv", "postcode,latitude,longitude\n");
  folder.write("d.ndjson.zst", compressed("{\"uri\":\"u\",\"isco\":\"1\"}\n"));
  folder.write("manifest.json", "{\"kind\":\"export\",\"id\":\"x\",\"files\":[]}");
  const Inputs inputs = recognise(folder.path()).value();
  std::vector<std::string> names(inputs.inputs.size());
  std::ranges::transform(inputs.inputs, names.begin(),
                         [](const Input& input) { return input.path.filename().string(); });
  CHECK(names == std::vector<std::string>{"d.ndjson.zst", "c.csv", "b.ndjson", "a.ndjson"});
  REQUIRE(inputs.skipped.size() == 1);
  CHECK(inputs.skipped[0].find("manifest.json") != std::string::npos);
}

TEST_CASE("an ESCO folder is one input of several files") {
  const TempFolder folder;
  folder.write("skills_nl.csv", "conceptUri,preferredLabel,altLabels,hiddenLabels\nurn:s,lassen,,\n");
  folder.write("skillSkillRelations.csv", "originalSkillUri,relationType,relatedSkillUri\n");
  folder.write("LEESMIJ.txt", "x");
  const Inputs inputs = recognise(folder.path()).value();
  REQUIRE(inputs.inputs.size() == 1);
  CHECK(inputs.inputs[0].kind == InputKind::kEsco);
  CHECK(inputs.inputs[0].files.size() == 2);
  CHECK(read_all_of(**open_input(inputs.inputs[0])).rows == 1);
}

TEST_CASE("a kind that is given is not questioned, unless it cannot be") {
  const TempFolder folder;
  const auto file = folder.write("x.ndjson", kSeeker);
  const Inputs inputs = recognise(file, InputKind::kVacancies).value();
  CHECK(inputs.inputs.at(0).kind == InputKind::kVacancies);
  CHECK(read_all_of(**open_input(inputs.inputs[0])).refused.size() == 1);
  CHECK(recognise(folder.path(), InputKind::kSeekers).error().code == ErrorCode::kBadUsage);
  CHECK(recognise(file, InputKind::kEsco).error().code == ErrorCode::kBadUsage);
}

TEST_CASE("the names of kinds are those that --as takes") {
  for (const char* name : {"seekers", "vacancies", "concepts", "places", "esco", "postcodes"})
    CHECK(input_kind_name(input_kind_by_name(name).value()) == name);
  CHECK_FALSE(input_kind_by_name("Seekers"));
}

}  // namespace
}  // namespace schakel
