#include "loaders/format/json_record.h"

#include <catch2/catch.hpp>
#include <string>

#include "data/schema/refusal.pb.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"
#include "loaders/format/row_limit.h"

namespace schakel {
namespace {

template <class Message>
Objection objection_to(std::string_view json) {
  JsonReader reader;
  Message message;
  return reader.read(json, message).value_or(Objection{"none", "", "", ""});
}

struct Case {
  std::string_view json;
  std::string_view code;
  std::string_view field;
  std::string_view message;
};

template <class Message>
void check_cases(std::initializer_list<Case> cases) {
  for (const Case& expected : cases) {
    const Objection found = objection_to<Message>(expected.json);
    INFO(expected.json);
    CHECK(found.code == expected.code);
    CHECK(found.field == expected.field);
    CHECK(found.message == expected.message);
  }
}

TEST_CASE("a value of another type is refused with the path of its field") {
  check_cases<Vacancy>({
      {R"({"requirements":[{},{},{"minLevel":"drie"}]})", "type", "requirements[2].minLevel",
       R"(found the text "drie", expected a whole number from 0 to 4294967295)"},
      {R"({"requirements":{"kind":"COMPETENCE"}})", "type", "requirements", "found an object, expected a list"},
      {R"({"requirements":[7]})", "type", "requirements[0]", "found 7, expected an object"},
      {R"({"requirements":[null]})", "type", "requirements[0]", "found null, expected an object"},
      {R"({"offer":{"hours":[24,32]}})", "type", "offer.hours", "found a list, expected an object"},
      {R"({"offer":{"contractForms":["PERMANENT",true]}})", "type", "offer.contractForms[1]",
       "found true, expected CONTRACT_FORM_UNKNOWN, PERMANENT, FIXED_TERM, AGENCY, APPRENTICE, WORK_EXPERIENCE or "
       "VOLUNTEER"},
      {R"({"title":12})", "type", "title", "found 12, expected a text"},
      {R"([])", "type", "", "found a list, expected an object"},
      {R"("vacature")", "type", "", R"(found the text "vacature", expected an object)"},
  });
  check_cases<Seeker>({
      {R"({"consents":{"shareInChain":"ja"}})", "type", "consents.shareInChain",
       R"(found the text "ja", expected true or false)"},
      {R"({"hours":{"min":"24"}})", "type", "hours.min",
       R"(found the text "24", expected a whole number from 0 to 4294967295)"},
      {R"({"revision":"3 "})", "type", "revision",
       R"(found the text "3 ", expected a whole number from 0 to 18446744073709551615)"},
  });
  CHECK(objection_to<Refusal>(R"({"sourceRow":"a*"})").message == R"(found the text "a*", expected bytes in base64)");
}

TEST_CASE("a number out of the range of its field is refused") {
  check_cases<Seeker>({
      {R"({"travel":{"maxMinutes":-1}})", "range", "travel.maxMinutes",
       "found -1, expected a whole number from 0 to 4294967295"},
      {R"({"travel":{"maxMinutes":4294967296}})", "range", "travel.maxMinutes",
       "found 4294967296, expected a whole number from 0 to 4294967295"},
      {R"({"travel":{"maxMinutes":7.5}})", "range", "travel.maxMinutes",
       "found 7.5, expected a whole number from 0 to 4294967295"},
      {R"({"revision":99999999999999999999})", "range", "",
       "the number 99999999999999999999 is too large at byte 13 "
       "of the row"},
      {R"({"revision":1e400})", "range", "", "the number 1e400 is too large at byte 13 of the row"},
  });
  CHECK(objection_to<Place>(R"({"xM":-2147483649})").code == "range");
  CHECK(objection_to<Place>(R"({"xM":-2147483648})").code == "none");
}

TEST_CASE("whole numbers may be written with a zero fraction, 64-bit ones as text") {
  JsonReader reader;
  Seeker seeker;
  REQUIRE_FALSE(reader.read(R"({"travel":{"maxMinutes":45.0,"maxDistanceKm":3e1},"revision":"12"})", seeker));
  CHECK(seeker.travel().max_minutes() == 45);
  CHECK(seeker.travel().max_distance_km() == 30);
  CHECK(seeker.revision() == 12);
}

TEST_CASE("unknown keys and values are refused and named") {
  const Objection key = objection_to<Vacancy>(R"({"requirements":[{"kind":"COMPETENCE"},{"maxMonths":24}]})");
  CHECK(key.code == "unknown-field");
  CHECK(key.field == "requirements[1].maxMonths");
  CHECK(key.found == "maxMonths");
  const Objection value = objection_to<Vacancy>(R"({"requirements":[{"kind":"AGE"}]})");
  CHECK(value.code == "unknown-value");
  CHECK(value.field == "requirements[0].kind");
  CHECK(value.found == "AGE");
  CHECK(objection_to<Vacancy>(R"({"requirements":[{"kind":12}]})").code == "unknown-value");
  CHECK(objection_to<Vacancy>(R"({"requirements":[{"kind":1.5}]})").code == "type");
}

TEST_CASE("a field that occurs twice is refused, under either of its names") {
  CHECK(objection_to<Seeker>(R"({"id":"a","id":"b"})").code == "duplicate-field");
  const Objection both = objection_to<Seeker>(R"({"validUntil":"2026-12-31","valid_until":"2027-12-31"})");
  CHECK(both.code == "duplicate-field");
  CHECK(both.field == "validUntil");
  CHECK(objection_to<Seeker>(R"({"travel":null,"travel":{}})").code == "duplicate-field");
}

TEST_CASE("null means absent") {
  JsonReader reader;
  Seeker seeker;
  REQUIRE_FALSE(reader.read(R"({"id":"a","travel":null,"competences":null,"hours":{"min":null}})", seeker));
  CHECK_FALSE(seeker.has_travel());
  CHECK(seeker.has_hours());
  CHECK_FALSE(seeker.hours().has_min());
}

TEST_CASE("text that is not UTF-8 is refused with the byte where it ends") {
  CHECK(objection_to<Seeker>("{\"id\":\"caf\xe9\"}").message == "byte 11 of the row is not UTF-8");
  CHECK(objection_to<Seeker>("{\"id\":\"\xed\xa0\x80\"}").code == "utf8");
  for (const std::string_view half : {R"({"presentation":"\udc00"})", R"({"presentation":"x\ud800y"})"}) {
    const Objection found = objection_to<Seeker>(half);
    CHECK((found.code == "utf8" || found.code == "syntax"));
  }
}

TEST_CASE("broken JSON is refused with the place and what was expected there") {
  check_cases<Seeker>({
      {R"({"id":"a",})", "syntax", "", "found '}', expected a key in double quotes at byte 11 of the row"},
      {R"({"id":"a")", "syntax", "", "found the end of the row, expected ',' or '}' at byte 10 of the row"},
      {R"({'id':'a'})", "syntax", "", "found ''', expected a key in double quotes at byte 2 of the row"},
      {R"({"id":"a"} {"id":"b"})", "syntax", "", "found '{', expected the end of the row at byte 12 of the row"},
      {R"({"id":01})", "syntax", "", "found '1', expected no digits after a leading zero at byte 8 of the row"},
      {"", "syntax", "", "found the end of the row, expected a value at byte 1 of the row"},
  });
}

TEST_CASE("a row that is too long is refused before it is read") {
  const std::string row = R"({"presentation":")" + std::string(kMaxRowBytes, 'x') + "\"}";
  CHECK(objection_to<Seeker>(row).code == "too-long");
}

TEST_CASE("a reader takes a good row after a bad one, and forgets the row before") {
  JsonReader reader;
  Seeker seeker;
  REQUIRE(reader.read(R"({"id":"a","hours":{"min":1,)", seeker));
  REQUIRE_FALSE(reader.read(R"({"id":"b","wantedSectors":["Q"]})", seeker));
  REQUIRE_FALSE(reader.read(R"({"source":"c"})", seeker));
  CHECK(seeker.id().empty());
  CHECK(seeker.wanted_sectors().empty());
}

}  // namespace
}  // namespace schakel
