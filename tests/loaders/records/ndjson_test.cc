#include "loaders/records/ndjson.h"

#include <zstd.h>

#include "tests/loaders/records/records.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::Outcome;
using testing::read_all_of;
using testing::TempFolder;

Outcome read(const std::filesystem::path& file, std::optional<RecordType> type = std::nullopt) {
  Result<std::unique_ptr<Source>> source = open_ndjson(file, type);
  REQUIRE(source);
  return read_all_of(**source);
}

TEST_CASE("a bad row goes into quarantine with file, row, line, field and reason, and the rest goes on") {
  const TempFolder folder;
  const auto file = folder.write("w.ndjson",
                                 "{\"id\":\"a\",\"wantedSectors\":[\"Q\"]}\n"
                                 "\n"
                                 "{\"id\":\"b\",\"travel\":{\"maxMinutes\":\"veel\"}}\r\n"
                                 "{\"id\":\"c\"\n"
                                 "{\"id\":\"d\xff\"}\n"
                                 "{\"id\":\"e\"}");
  const Outcome outcome = read(file);
  CHECK(outcome.rows == 5);
  REQUIRE(outcome.accepted.size() == 2);
  CHECK(std::get<Seeker>(outcome.accepted[1]).id() == "e");
  REQUIRE(outcome.refused.size() == 3);
  const Refusal& first = outcome.refused[0];
  CHECK(first.file() == file.string());
  CHECK(first.row() == 2);
  CHECK(first.line() == 3);
  CHECK(first.field() == "travel.maxMinutes");
  CHECK(first.code() == "type");
  CHECK(first.message() == "found the text \"veel\", expected a whole number from 0 to 4294967295");
  CHECK(first.source_row() == "{\"id\":\"b\",\"travel\":{\"maxMinutes\":\"veel\"}}\r");
  CHECK(outcome.refused[1].code() == "syntax");
  CHECK(outcome.refused[2].code() == "utf8");
  CHECK(outcome.refused[2].line() == 5);
}

TEST_CASE("a record without id gets one from its file and row") {
  const TempFolder folder;
  const Outcome outcome =
      read(folder.write("vacatures.nieuw.ndjson", "\n{\"title\":\"a\"}\n{\"id\":\"x\"}\n{\"title\":\"b\"}\n"));
  REQUIRE(outcome.accepted.size() == 3);
  CHECK(std::get<Vacancy>(outcome.accepted[0]).id() == "vacatures:1");
  CHECK(std::get<Vacancy>(outcome.accepted[1]).id() == "x");
  CHECK(std::get<Vacancy>(outcome.accepted[2]).id() == "vacatures:3");
}

TEST_CASE("the type of the records follows from the keys of the first lines") {
  CHECK(recognise_ndjson(R"({"id":"a","wantedOccupations":[]})") == RecordType::kSeeker);
  CHECK(recognise_ndjson(R"({"id":"a","closing_date":""})") == RecordType::kVacancy);
  CHECK(recognise_ndjson(R"({"uri":"u","isco":"1"})") == RecordType::kConcept);
  CHECK(recognise_ndjson(R"({"postcode":"1011","xM":1})") == RecordType::kPlace);
  CHECK(recognise_ndjson("kapot\n{\"id\":\"a\"}\n{\"id\":\"b\",\"offer\":{}}\n") == RecordType::kVacancy);
  CHECK_FALSE(recognise_ndjson(R"({"id":"a"})"));
  CHECK_FALSE(recognise_ndjson("postcode,latitude,longitude\n"));
  CHECK_FALSE(recognise_ndjson(""));
}

TEST_CASE("keys of no record are an error that says what was expected") {
  const TempFolder folder;
  const auto opened = open_ndjson(folder.write("x.ndjson", "{\"voornaam\":\"Jan\"}\n"));
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::kBadInput);
  CHECK(opened.error().message.find("seekers, vacancies, concepts or places") != std::string::npos);
  CHECK(read(folder.write("y.ndjson", "{\"id\":\"a\"}\n"), RecordType::kSeeker).accepted.size() == 1);
}

TEST_CASE("an empty file has no rows") {
  const TempFolder folder;
  CHECK(read(folder.write("x.ndjson", "")).rows == 0);
  CHECK(read(folder.write("y.ndjson", "\n\n"), RecordType::kVacancy).rows == 0);
}

TEST_CASE("a truncated .zst gives its whole rows and then the error") {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "{\"id\":\"v" + std::to_string(i * 7919) + "\",\"title\":\"x\"}\n";
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1) / 2);
  const Outcome outcome = read(folder.write("v.ndjson.zst", packed));
  CHECK(outcome.error.find("ends in the middle") != std::string::npos);
  CHECK(outcome.error.find("(" + std::to_string(outcome.rows) + " whole lines)") != std::string::npos);
  CHECK(outcome.accepted.size() == outcome.rows);
  CHECK(outcome.rows > 100);
}

TEST_CASE("a .zst that is damaged from its first block is an error, not an empty file") {
  const TempFolder folder;
  const auto file = folder.write("v.ndjson.zst", std::string("\x28\xb5\x2f\xfd\x04\x00\x01", 7));
  CHECK_FALSE(open_ndjson(file));
  CHECK_FALSE(read(file, RecordType::kVacancy).error.empty());
}

TEST_CASE("a refused row about a person is not kept when it may tell too much") {
  const TempFolder folder;
  const Outcome seekers =
      read(folder.write("w.ndjson", "{\"bsn\":\"1\"}\n{\"hobby\":\"x\"}\n{\"id\":7}\n"), RecordType::kSeeker);
  REQUIRE(seekers.refused.size() == 3);
  CHECK(seekers.refused[0].code() == "identity");
  CHECK(seekers.refused[0].source_row().empty());
  CHECK(seekers.refused[1].source_row().empty());
  CHECK(seekers.refused[2].source_row() == "{\"id\":7}");
  const Outcome vacancies = read(folder.write("v.ndjson", "{\"maxAge\":30}\n"), RecordType::kVacancy);
  REQUIRE(vacancies.refused.size() == 1);
  CHECK(vacancies.refused[0].source_row() == "{\"maxAge\":30}");
}

TEST_CASE("of a refused row at most 64 KiB are kept") {
  const TempFolder folder;
  const auto file = folder.write("v.ndjson", "{\"id\":7,\"title\":\"" + std::string(100'000, 'x') + "\"}\n");
  const Outcome outcome = read(file, RecordType::kVacancy);
  REQUIRE(outcome.refused.size() == 1);
  CHECK(outcome.refused[0].source_row().size() == 65'536);
}

}  // namespace
}  // namespace schakel
