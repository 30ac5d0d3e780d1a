#include <array>
#include <fstream>
#include <sstream>

#include "loaders/format/json_line.h"
#include "loaders/format/json_record.h"
#include "loaders/records/ndjson.h"
#include "loaders/records/validate.h"
#include "tests/loaders/records/records.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::Outcome;
using testing::Random;
using testing::read_all_of;
using testing::TempFolder;

std::string sample(std::string_view name) {
  std::ifstream file(std::filesystem::path(SCHAKEL_SAMPLE) / name, std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Changes a few bytes: other ones, pieces of JSON, doubled or lost stretches.
std::string mutated(std::string text, Random& random) {
  constexpr std::array<std::string_view, 14> kPieces{"\"", "{",    "}",    "[",   "]",  ",",    ":",
                                                     "\n", "\r\n", "\xff", "\\u", "-1", "null", "\"maxAge\":3,"};
  for (std::uint32_t i = random.between(1, 8); i > 0; --i) {
    const std::size_t at = random.next() % (text.size() + 1);
    const std::size_t length = std::min<std::size_t>(random.between(0, 30), text.size() - at);
    switch (random.between(0, 3)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(at, random.pick(kPieces));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random.next());
    }
  }
  return text;
}

std::uint64_t rows_in(const std::string& text) {
  std::istringstream lines(text);
  std::uint64_t rows = 0;
  for (std::string line; std::getline(lines, line);)
    rows += line.find_first_not_of(" \t\r") == std::string::npos ? 0 : 1;
  return rows;
}

TEST_CASE("accepted and refused are all rows, whatever happened to the file") {
  const TempFolder folder;
  Random random(31);
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  for (const RecordType type : {RecordType::kSeeker, RecordType::kVacancy}) {
    const std::string good = sample(std::string(record_type_name(type)) + ".ndjson");
    for (int trial = 0; trial < 600; ++trial) {
      std::string text = mutated(good, random);
      if (text.starts_with("\xef\xbb\xbf")) continue;
      Result<std::unique_ptr<Source>> source = open_ndjson(folder.write("x.ndjson", text), type);
      REQUIRE(source);
      const Outcome outcome = read_all_of(**source);
      REQUIRE(outcome.error.empty());
      REQUIRE(outcome.rows == rows_in(text));
      REQUIRE(outcome.bytes == text.size());
      for (const Record& record : outcome.accepted) REQUIRE_FALSE(check(record));
      for (const Refusal& refusal : outcome.refused) {
        REQUIRE_FALSE(refusal.code().empty());
        REQUIRE_FALSE(refusal.message().empty());
        REQUIRE(refusal.IsInitialized());
        REQUIRE(refusal.SerializeAsString().size() > 10);  // its texts are UTF-8
      }
      accepted += outcome.accepted.size();
      refused += outcome.refused.size();
    }
  }
  CHECK(accepted > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("what came in goes out and comes in again as the same record") {
  Random random(32);
  JsonReader reader;
  for (int trial = 0; trial < 300; ++trial) {
    const Chunk chunk{1, 1, mutated(sample("vacancies.ndjson"), random)};
    for (const Record& record : parse_ndjson(chunk, RecordType::kVacancy, "x").accepted) {
      const std::string line = to_json_line(message_of(record));
      Vacancy back;
      REQUIRE_FALSE(reader.read(line, back));
      REQUIRE(to_json_line(back) == line);
    }
  }
}

TEST_CASE("the same rows come out in chunks of any size") {
  const std::string text = sample("seekers.ndjson") + "kapot\n" + sample("seekers.ndjson");
  const Parsed whole = parse_ndjson({1, 1, text}, RecordType::kSeeker, "x");
  Parsed parts;
  Chunk chunk{1, 1, {}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); ++chunk.first_row, ++chunk.first_line) {
    chunk.bytes = line + "\n";
    const Parsed one = parse_ndjson(chunk, RecordType::kSeeker, "x");
    parts.rows += one.rows;
    parts.accepted.insert(parts.accepted.end(), one.accepted.begin(), one.accepted.end());
    parts.refused.insert(parts.refused.end(), one.refused.begin(), one.refused.end());
  }
  REQUIRE(parts.rows == whole.rows);
  REQUIRE(parts.accepted.size() == whole.accepted.size());
  REQUIRE(parts.refused.size() == 1);
  REQUIRE(whole.refused.size() == 1);
  CHECK(parts.refused[0].SerializeAsString() == whole.refused[0].SerializeAsString());
}

}  // namespace
}  // namespace schakel
