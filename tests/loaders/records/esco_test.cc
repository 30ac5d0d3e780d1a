#include "loaders/records/esco.h"

#include <algorithm>
#include <map>

#include "loaders/format/json_line.h"
#include "tests/loaders/records/records.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::codes_of;
using testing::Outcome;
using testing::read_all_of;
using testing::TempFolder;

constexpr std::string_view kOccupations =
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status\r\n"
    "Occupation,urn:o1,7212,welder,\"welding worker\nwelder\nweld, hand\",welderr,released\r\n"
    "Occupation,urn:o2,7213,\"sheet \"\"metal\"\" worker\",,,released\r\n";
constexpr std::string_view kSkills =
    "conceptType,conceptUri,skillType,preferredLabel,altLabels,hiddenLabels\n"
    "KnowledgeSkillCompetence,urn:s1,knowledge,welding,,\nKnowledgeSkillCompetence,urn:s2,knowledge,steel,,\n";
constexpr std::string_view kRelations =
    "occupationUri,relationType,skillType,skillUri\nurn:o1,optional,knowledge,urn:s1\n"
    "urn:o1,essential,knowledge,urn:s1\nurn:o1,optional,knowledge,urn:s2\nurn:weg,optional,knowledge,urn:s2\n";

std::map<std::string, std::string> lines_of(const Listed& listed) {
  std::map<std::string, std::string> lines;
  for (const Record& record : listed.records) {
    const Concept& one = std::get<Concept>(record);
    lines[one.uri()] = to_json_line(one);
  }
  return lines;
}

bool has_note(const Listed& listed, std::string_view text) {
  return std::ranges::any_of(listed.notes, [text](const std::string& note) { return note.contains(text); });
}

TEST_CASE("labels of all languages and all relations come together in one concept") {
  const TempFolder folder;
  folder.write("occupations_en.csv", kOccupations);
  folder.write("occupations_nl.csv",
               "\xef\xbb\xbf"
               "preferredLabel,conceptUri,iscoGroup,altLabels,hiddenLabels\nlasser,urn:o1,7212,,\n");
  folder.write("skills_en.csv", kSkills);
  folder.write("skills_nl_partial.tsv", "conceptUri\tpreferredLabel_nl\tpreferredLabel_en\nurn:s1\tlassen\twelding\n");
  folder.write("ISCOGroups_en.csv",
               "conceptUri,code,preferredLabel,altLabels\nurn:C721,721,metal workers,\nurn:C7212,7212,welders,\n");
  folder.write("occupationSkillRelations.csv", kRelations);
  folder.write("skillSkillRelations_en.csv",
               "originalSkillUri,relationType,relatedSkillUri\nurn:s1,optional,urn:s2\nurn:s1,optional,urn:s1\n");
  folder.write("broaderRelationsOccPillar_en.csv", "conceptUri,broaderUri\nurn:o1,urn:C7212\nurn:C7212,urn:C721\n");
  const Listed listed = read_esco(folder.path()).value();
  CHECK(listed.refused.empty());
  const auto lines = lines_of(listed);
  CHECK(
      lines.at("urn:o1") ==
      R"({"uri":"urn:o1","kind":"OCCUPATION_CONCEPT","isco":"7212","labels":[{"language":"en","preferred":"welder",)"
      R"("alternatives":["welding worker","weld, hand"],"hidden":["welderr"]},{"language":"nl","preferred":"lasser"}],)"
      R"("broader":["urn:C7212"],"relations":[{"type":"ESSENTIAL","target":"urn:s1"},)"
      R"({"type":"OPTIONAL","target":"urn:s2"}]})");
  CHECK(lines.at("urn:o2").find(R"("preferred":"sheet \"metal\" worker")") != std::string::npos);
  CHECK(lines.at("urn:s1") ==
        R"({"uri":"urn:s1","kind":"COMPETENCE_CONCEPT","labels":[{"language":"en","preferred":"welding"},)"
        R"({"language":"nl","preferred":"lassen"}],"relations":[{"type":"RELATED","target":"urn:s2"}]})");
  CHECK(has_note(listed, "occupationSkillRelations.csv: left out 1 relations"));
  CHECK(has_note(listed, "has no skillGroups_*.csv"));
}

TEST_CASE("an occupation keeps its description in each language, where the file has one") {
  const TempFolder folder;
  folder.write("occupations_en.csv",
               "conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,description\n"
               "urn:o1,7212,welder,,,\"Welders join metal,\nwith heat.\"\n");
  folder.write("occupations_nl.csv",
               "conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels\n"
               "urn:o1,7212,lasser,,\n");
  CHECK(lines_of(read_esco(folder.path()).value()).at("urn:o1") ==
        R"({"uri":"urn:o1","kind":"OCCUPATION_CONCEPT","isco":"7212","labels":[{"language":"en","preferred":"welder",)"
        R"("description":"Welders join metal,\nwith heat."},{"language":"nl","preferred":"lasser"}]})");
}

TEST_CASE("a package with occupations only loads, and says what it lacks") {
  const TempFolder folder;
  folder.write("occupations_en.csv", kOccupations);
  const Listed listed = read_esco(folder.path()).value();
  CHECK(listed.records.size() == 2);
  for (const char* absent : {"skills_*.csv", "ISCOGroups_*.csv", "occupationSkillRelations*.csv"})
    CHECK(has_note(listed, "has no " + std::string(absent)));
}

TEST_CASE("without the occupation pillar ISCO groups follow their codes") {
  const TempFolder folder;
  folder.write("occupations_en.csv", kOccupations);
  folder.write("ISCOGroups_en.csv", "conceptUri,code,preferredLabel,altLabels\nurn:C7,7,a,\nurn:C72,72,b,\n");
  CHECK(lines_of(read_esco(folder.path()).value()).at("urn:C72").find(R"("broader":["urn:C7"])") != std::string::npos);
}

TEST_CASE("a renamed column is one error that names file, column and what is there") {
  const TempFolder folder;
  std::string renamed(kOccupations);
  renamed.replace(renamed.find("iscoGroup"), 9, "isco_code");
  const auto file = folder.write("occupations_en.csv", renamed);
  const Result<Listed> listed = read_esco(folder.path());
  REQUIRE_FALSE(listed);
  CHECK(listed.error().code == ErrorCode::kBadInput);
  CHECK(listed.error().message == file.string() +
                                      " has no column iscoGroup; its columns are: conceptType, conceptUri, isco_code, "
                                      "preferredLabel, altLabels, hiddenLabels, status");
}

TEST_CASE("a folder without occupations and skills is not a package") {
  const TempFolder folder;
  folder.write("ISCOGroups_en.csv", "conceptUri,code,preferredLabel,altLabels\n");
  folder.write("occupations.csv", kOccupations);
  CHECK_FALSE(is_esco_folder(folder.path()));
  CHECK(read_esco(folder.path()).error().message.find("neither occupations_*.csv nor skills_*.csv") !=
        std::string::npos);
}

TEST_CASE("a malformed row of a package is refused, and its concept is not half there") {
  const TempFolder folder;
  const auto file = folder.write("occupations_en.csv", std::string(kOccupations) +
                                                           "Occupation,urn:o3,xx,\"open quote,,,released\r\n"
                                                           "Occupation,urn:o4,77777,label,,,released\r\n"
                                                           "Occupation,,7212,label,,,released\r\n"
                                                           "Occupation,urn:o5,7212,,,,released\r\n"
                                                           "Occupation,urn:o1,7212,again,,,released\r\n"
                                                           "Occupation,urn:o6,7212,kort\r\n");
  Result<std::unique_ptr<Source>> source = open_esco(folder.path());
  REQUIRE(source);
  const Outcome outcome = read_all_of(**source);
  CHECK(outcome.accepted.size() == 2);
  REQUIRE(outcome.refused.size() == 6);
  CHECK(codes_of(outcome.refused) ==
        std::vector<std::string>{"syntax", "range", "missing", "missing", "duplicate", "columns"});
  CHECK(outcome.refused[0].file() == file.string());
  CHECK(outcome.refused[0].line() == 6);
  CHECK(outcome.refused[0].row() == 3);
}

// Counts of the published packages, as their files have them.
TEST_CASE("the published packages load whole") {
  const std::filesystem::path data = SCHAKEL_SHARED_DATA;
  if (!std::filesystem::exists(data)) {
    WARN("skipped: no " << data);
    return;
  }
  const Listed english = read_esco(data / "esco-1.1.1-en").value();
  CHECK(english.refused.empty());
  CHECK(english.records.size() == 3007 + 13'896 + 619 + 640);
  int essential = 0;
  for (const Record& record : english.records)
    for (const Relation& relation : std::get<Concept>(record).relations())
      essential += relation.type() == Relation::ESSENTIAL ? 1 : 0;
  CHECK(essential > 64'000);
  const Listed dutch = read_esco(data / "esco-nl").value();
  CHECK(dutch.refused.empty());
  CHECK(dutch.records.size() == 3039 + 5418 + 619 + 640);
  CHECK(has_note(dutch, "has no skills_*.csv"));
}

}  // namespace
}  // namespace schakel
