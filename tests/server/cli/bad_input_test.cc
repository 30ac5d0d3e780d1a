// Every bad input that people send: one clear message or a refused row, the right exit code, and nothing lost.
#include <catch2/catch.hpp>

#include "server/files/out_file.h"
#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using namespace schakel::test;
using testing::read_bytes;
using testing::TempFolder;

namespace {

struct Bench {
  TempFolder folder;
  std::string store = (folder / "store").string();

  Outcome load(const std::vector<std::string>& paths) const {
    std::vector<std::string> arguments{"load", "--json", "--store", store};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    return run_schakel(arguments);
  }
  // Loads one file of these lines.
  google::protobuf::Struct load_lines(const std::string& lines) const {
    const Outcome outcome = load({folder.write("in.ndjson", lines).string()});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    return parse_json(outcome.out);
  }
  google::protobuf::Struct quarantine() const {
    return parse_json(run_schakel({"quarantine", "--json", "--store", store}).out);
  }
  std::string records(const std::string& kind) const {
    return at(parse_json(run_schakel({"status", "--json", "--store", store}).out), "records." + kind);
  }
};

constexpr const char* kGood = R"({"id":"S1","revision":1,"wantedOccupations":["urn:a"],"postcode":"1011AB"})"
                              "\n";

}  // namespace

TEST_CASE("a broken line is refused with its place and its reason, and the others come in") {
  const Bench bench;
  const auto report =
      bench.load_lines(std::string(kGood) + "{\"id\":\"S2\",\n" + R"({"id":"S3","postcode":"1012"})" + "\n");
  CHECK(at(report, "inputs.0.rows") == "3");
  CHECK(at(report, "inputs.0.accepted") == "2");
  CHECK(at(report, "inputs.0.refusals.syntax") == "1");
  const auto row = bench.quarantine();
  CHECK(at(row, "rows.0.line") == "2");
  CHECK(contains(at(row, "rows.0.file"), "in.ndjson"));
  CHECK_FALSE(at(row, "rows.0.message").empty());
  CHECK(bench.records("seekers") == "2");
}

TEST_CASE("wrong types, odd bytes and impossible values are refused by the name of their field") {
  struct Case {
    std::string line;
    std::string code;
    std::string field;
  };
  const std::vector<Case> cases{
      {R"({"id":"S2","revision":"many"})", "type", "revision"},
      {R"({"id":"S2","wantedOccupations":"urn:a"})", "type", "wantedOccupations"},
      {"{\"id\":\"S2\",\"presentation\":\"a\xff\"}", "utf8", ""},
      {R"({"id":"S2","hours":{"min":40,"max":20}})", "hours-order", "hours"},
      {R"({"id":"S2","postcode":"10A1"})", "postcode", "postcode"},
      {R"({"id":"S2","validUntil":"2026-02-30"})", "date", "validUntil"},
      {R"({"id":"S2","hobbies":["fishing"]})", "unknown-field", "hobbies"},
      {R"({"id":"S2","id":"S3"})", "duplicate-field", "id"},
      {R"({"id":"S2","birthDate":"1970-01-01"})", "protected-age", "birthDate"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const Bench bench;
    const auto report = bench.load_lines(kGood + c.line + "\n");
    CHECK(at(report, "inputs.0.accepted") == "1");
    CHECK(at(report, "inputs.0.refused") == "1");
    const auto rows = bench.quarantine();
    CHECK(at(rows, "rows.0.code") == c.code);
    if (!c.field.empty()) CHECK(contains(at(rows, "rows.0.field"), c.field));
  }
}

TEST_CASE("a maximum of experience is refused with its legal reason") {
  const Bench bench;
  bench.load_lines(
      R"({"id":"V1","title":"Lasser","requirements":[{"kind":"EXPERIENCE","code":"urn:a","minMonths":12}]})"
      "\n"
      R"({"id":"V2","title":"Lasser","requirements":[{"kind":"EXPERIENCE","code":"urn:a","maxMonths":36}]})"
      "\n");
  CHECK(bench.records("vacancies") == "1");
  const Outcome outcome = run_schakel({"quarantine", "--store", bench.store});
  CHECK(contains(outcome.out, "maximum-experience"));
  CHECK(contains(outcome.out, "2013-116"));
  CHECK(contains(outcome.out, "V2"));
}

TEST_CASE("dates in the past and postcodes that do not exist come in; unknown codes are told") {
  const Bench bench;
  REQUIRE(
      bench
          .load({bench.folder
                     .write("concepts.ndjson",
                            "{\"uri\":\"urn:a\",\"kind\":\"OCCUPATION_CONCEPT\"}\n"
                            "{\"uri\":\"urn:c\",\"kind\":\"COMPETENCE_CONCEPT\"}\n")
                     .string(),
                 bench.folder.write("places.ndjson", "{\"postcode\":\"1011\",\"xM\":121000,\"yM\":487000}\n").string()})
          .exit_code == 0);
  const auto report = bench.load_lines(
      std::string(kGood) + R"({"id":"S2","validUntil":"1999-01-01","postcode":"9998"})" + "\n" +
      R"({"id":"S3","wantedOccupations":["urn:typo","urn:a"],"competences":[{"code":"urn:a"}]})" + "\n");
  CHECK(at(report, "inputs.0.accepted") == "3");
  CHECK(at(report, "inputs.0.unknown.postcodes.mostFrequent.9998") == "1");
  CHECK(at(report, "inputs.0.unknown.occupations.occurrences") == "1");
  CHECK(at(report, "inputs.0.unknown.competences.codes") == "1");
  CHECK(bench.records("seekers") == "3");
}

TEST_CASE("of duplicate ids the last revision stays, and the others are counted") {
  const Bench bench;
  const auto report = bench.load_lines(R"({"id":"S1","revision":1,"postcode":"1011"})"
                                       "\n"
                                       R"({"id":"S1","revision":3,"postcode":"1013"})"
                                       "\n"
                                       R"({"id":"S1","revision":2,"postcode":"1012"})"
                                       "\n");
  CHECK(at(report, "inputs.0.accepted") == "3");
  CHECK(at(report, "inputs.0.stored") == "2");
  CHECK(at(report, "inputs.0.replaced") == "1");
  CHECK(at(report, "inputs.0.stale") == "1");
  CHECK(bench.records("seekers") == "1");
}

TEST_CASE("a record without an id gets one of its own") {
  const Bench bench;
  const auto report = bench.load_lines("{\"wantedOccupations\":[\"urn:a\"]}\n{\"wantedOccupations\":[\"urn:a\"]}\n");
  CHECK(at(report, "inputs.0.stored") == "2");
}

TEST_CASE("a truncated .zst says so; what was good is in, and the whole file brings in the rest") {
  const Bench bench;
  std::string lines;
  for (int i = 0; i < 20'000; ++i)
    lines += R"({"id":"S)" + std::to_string(i) + R"(","presentation":")" + std::to_string(i * 7919L) + "\"}\n";
  const auto whole = bench.folder / "s.ndjson.zst";
  auto file = OutFile::create(whole, Compression::kZstd);
  REQUIRE(file);
  REQUIRE(file->append(lines));
  REQUIRE(file->commit());
  const auto cut = bench.folder.write("cut.ndjson.zst", read_bytes(whole));
  std::filesystem::resize_file(cut, std::filesystem::file_size(whole) * 2 / 3);

  const Outcome broken = bench.load({cut.string()});
  CHECK(broken.exit_code == 1);
  CHECK(lines_in(broken.err) == 1);
  CHECK(contains(broken.err, "cut.ndjson.zst"));
  const auto report = parse_json(broken.out.substr(0, broken.out.find('\n') + 1));
  CHECK(at(report, "inputs.0.complete") == "false");
  const int good = std::stoi(at(report, "inputs.0.accepted"));
  CHECK(good > 1000);
  CHECK(good < 20'000);
  CHECK(bench.records("seekers") == std::to_string(good));

  const Outcome mended = bench.load({whole.string()});
  CHECK(mended.exit_code == 0);
  CHECK(at(parse_json(mended.out), "inputs.0.unchanged") == std::to_string(good));
  CHECK(bench.records("seekers") == "20000");
}

TEST_CASE("a file of no known kind is named, with the kinds that there are") {
  const Bench bench;
  const Outcome outcome = bench.load({bench.folder.write("note.txt", "Dear Schakel,\n").string()});
  CHECK(outcome.exit_code == 1);
  CHECK(lines_in(outcome.err) == 1);
  CHECK(contains(outcome.err, "note.txt"));
  CHECK(contains(outcome.err, "seekers"));
}

TEST_CASE("a file that is not there is named, and nothing is loaded") {
  const Bench bench;
  const auto good = bench.folder.write("in.ndjson", kGood);
  const Outcome outcome = bench.load({good.string(), (bench.folder / "absent.ndjson").string()});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.err, "absent.ndjson"));
  CHECK_FALSE(std::filesystem::exists(bench.store));
}

TEST_CASE("an ESCO folder with a renamed column is refused with the file and the column") {
  const Bench bench;
  bench.folder.write(
      "esco/occupations_nl.csv",
      "conceptType,conceptUri,iscoGroup,label,altLabels,hiddenLabels\nOccupation,http://x/1,7212,lasser,,\n");
  const Outcome outcome = bench.load({(bench.folder / "esco").string()});
  CHECK(outcome.exit_code == 1);
  CHECK(lines_in(outcome.err) == 1);
  CHECK(contains(outcome.err, "occupations_nl.csv"));
  CHECK(contains(outcome.err, "preferredLabel"));
}

TEST_CASE("an ESCO folder without its relations loads, and says what is absent") {
  const Bench bench;
  bench.folder.write(
      "esco/occupations_nl.csv",
      "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels\nOccupation,http://x/1,7212,lasser,,\n");
  const Outcome outcome = bench.load({(bench.folder / "esco").string()});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "occupationSkillRelations"));
}
