#include "loaders/records/validate.h"

#include <catch2/catch.hpp>
#include <string>

#include "loaders/format/json_record.h"
#include "loaders/records/law.h"

namespace schakel {
namespace {

// What the door says of a record in JSON.
template <class Message>
Objection door(const std::string& json) {
  JsonReader reader;
  Message message;
  if (std::optional<Objection> objection = reader.read(json, message)) return name_the_law(*objection);
  return check(message).value_or(Objection{"none", "", "", ""});
}

Objection seeker(const std::string& json) { return door<Seeker>(json); }
Objection vacancy(const std::string& json) { return door<Vacancy>(json); }
Objection requirement(const std::string& json) { return vacancy(R"({"requirements":[)" + json + "]}"); }

std::string list(const std::string& key, int count, const std::string& item) {
  std::string text = "{\"" + key + "\":[";
  for (int i = 0; i < count; ++i) text += (i > 0 ? "," : "") + item;
  return text + "]}";
}

TEST_CASE("unknown is not no: what is absent, in the past or unheard of comes in") {
  CHECK(seeker("{}").code == "none");
  CHECK(seeker(R"({"validUntil":"2001-01-01","postcode":"9999ZZ","wantedOccupations":["urn:x:onbekend"]})").code ==
        "none");
  CHECK(seeker(R"({"competences":[{"code":"urn:x:onbekend"},{}],"hours":{"max":20}})").code == "none");
  CHECK(vacancy("{}").code == "none");
  CHECK(vacancy(R"({"closingDate":"1999-12-31","requirements":[{"kind":"DRIVING_LICENCE","code":"XX"}]})").code ==
        "none");
}

TEST_CASE("dates must be days that exist") {
  for (const char* text : {"2026-02-29", "2026-13-01", "01-12-2026", "2026-1-1", "morgen", "2026-12-01T00:00:00Z"}) {
    const Objection found = seeker("{\"validUntil\":\"" + std::string(text) + "\"}");
    INFO(text);
    CHECK(found.code == "date");
    CHECK(found.field == "validUntil");
    CHECK(found.message == "found \"" + std::string(text) + "\", expected a day that exists, as 2026-11-22");
  }
  CHECK(seeker(R"({"validUntil":"2028-02-29"})").code == "none");
  CHECK(seeker(R"({"availability":{"from":"2026-06-31"}})").field == "availability.from");
  CHECK(seeker(R"({"availability":{"until":"x"}})").field == "availability.until");
  CHECK(seeker(R"({"availability":{"from":"2026-12-02","until":"2026-12-01"}})").code == "date-order");
  CHECK(seeker(R"({"availability":{"from":"2026-12-01","until":"2026-12-01"}})").code == "none");
  CHECK(seeker(R"({"searchingSince":"x"})").field == "searchingSince");
  CHECK(vacancy(R"({"closingDate":"x"})").field == "closingDate");
  CHECK(vacancy(R"({"offer":{"startDate":"x"}})").field == "offer.startDate");
}

TEST_CASE("a postcode is four digits, or four digits and two capitals") {
  for (const char* text : {"1011", "1011AB", "9999ZZ"})
    CHECK(seeker("{\"postcode\":\"" + std::string(text) + "\"}").code == "none");
  for (const char* text : {"1011 AB", "1011ab", "0111", "101", "10111", "1011A", "1011A1", "B-1000"})
    CHECK(seeker("{\"postcode\":\"" + std::string(text) + "\"}").code == "postcode");
  CHECK(vacancy(R"({"offer":{"postcode":"1011 AB"}})").field == "offer.postcode");
}

TEST_CASE("hours run from low to high, within a week") {
  const Objection reversed = seeker(R"({"hours":{"min":40,"max":20}})");
  CHECK(reversed.code == "hours-order");
  CHECK(reversed.field == "hours.min");
  CHECK(reversed.message == "found 40 to 20 hours, expected a minimum that is not above the maximum");
  CHECK(vacancy(R"({"offer":{"hours":{"min":40,"max":20}}})").field == "offer.hours.min");
  CHECK(seeker(R"({"hours":{"min":81}})").code == "range");
  CHECK(seeker(R"({"hours":{"max":81}})").field == "hours.max");
  CHECK(seeker(R"({"hours":{"min":80,"max":80}})").code == "none");
}

TEST_CASE("numbers of a seeker keep to the ranges of the schema") {
  const auto field = [](const char* json) { return seeker(json).field; };
  CHECK(field(R"({"travel":{"maxDistanceKm":401}})") == "travel.maxDistanceKm");
  CHECK(field(R"({"travel":{"maxMinutes":301}})") == "travel.maxMinutes");
  CHECK(field(R"({"competences":[{},{"level":6}]})") == "competences[1].level");
  CHECK(field(R"({"competences":[{"lastUsedYear":98}]})") == "competences[0].lastUsedYear");
  CHECK(field(R"({"experience":[{"months":721}]})") == "experience[0].months");
  CHECK(field(R"({"experience":[{"lastYear":2200}]})") == "experience[0].lastYear");
  CHECK(field(R"({"education":[{"level":7}]})") == "education[0].level");
  CHECK(field(R"({"languages":[{"spoken":5}]})") == "languages[0].spoken");
  CHECK(field(R"({"languages":[{"written":5}]})") == "languages[0].written");
  CHECK(seeker(R"({"travel":{"maxDistanceKm":400,"maxMinutes":300},"competences":[{"level":5,"lastUsedYear":1900}],)"
               R"("experience":[{"months":720,"lastYear":2199}],"education":[{"level":6}],)"
               R"("languages":[{"spoken":4,"written":0}]})")
            .code == "none");
}

TEST_CASE("requirements have a kind that is asked, and the levels of that kind") {
  CHECK(requirement(R"({"code":"urn:x"})").code == "missing");
  CHECK(requirement(R"({"kind":"CONTRACT"})").code == "range");
  CHECK(requirement(R"({"kind":"COMPETENCE","minLevel":5})").code == "none");
  CHECK(requirement(R"({"kind":"COMPETENCE","minLevel":6})").field == "requirements[0].minLevel");
  CHECK(requirement(R"({"kind":"EDUCATION","minLevel":6})").code == "none");
  CHECK(requirement(R"({"kind":"EDUCATION","minLevel":7})").code == "range");
  CHECK(requirement(R"({"kind":"SPOKEN_LANGUAGE","minLevel":5})").code == "range");
  CHECK(requirement(R"({"kind":"EXPERIENCE","minMonths":720})").code == "none");
  CHECK(requirement(R"({"kind":"EXPERIENCE","minMonths":721})").field == "requirements[0].minMonths");
  CHECK(vacancy(R"({"offer":{"remotePercent":101}})").field == "offer.remotePercent");
}

TEST_CASE("lists and texts have an end") {
  CHECK(seeker(list("wantedOccupations", 20, "\"x\"")).code == "none");
  CHECK(seeker(list("wantedOccupations", 21, "\"x\"")).code == "too-many");
  CHECK(seeker(list("competences", 201, "{}")).code == "too-many");
  CHECK(seeker(list("experience", 51, "{}")).code == "too-many");
  CHECK(seeker(list("education", 21, "{}")).code == "too-many");
  CHECK(seeker(list("languages", 21, "{}")).code == "too-many");
  CHECK(seeker(list("wantedSectors", 101, "\"x\"")).code == "too-many");
  CHECK(vacancy(list("requirements", 101, R"({"kind":"COMPETENCE"})")).code == "too-many");
  CHECK(seeker("{\"presentation\":\"" + std::string(20'000, 'x') + "\"}").code == "none");
  CHECK(seeker("{\"presentation\":\"" + std::string(20'001, 'x') + "\"}").code == "too-long");
  CHECK(seeker("{\"id\":\"" + std::string(513, 'x') + "\"}").code == "too-long");
  CHECK(vacancy("{\"title\":\"" + std::string(501, 'x') + "\"}").code == "too-long");
  CHECK(vacancy("{\"description\":\"" + std::string(50'001, 'x') + "\"}").code == "too-long");
}

TEST_CASE("a maximum of experience is refused with its legal reason, however it is spelled") {
  for (const char* key : {"maxMonths", "max_months", "maximumExperience", "maximale-ervaring"}) {
    const Objection found = requirement(R"({"kind":"EXPERIENCE","code":"urn:x",")" + std::string(key) + R"(":24})");
    INFO(key);
    CHECK(found.code == "maximum-experience");
    CHECK(found.field == "requirements[0]." + std::string(key));
    CHECK(found.message.find("2013-116") != std::string::npos);
  }
}

TEST_CASE("what the law protects is refused as a field and as a kind of requirement") {
  CHECK(requirement(R"({"kind":"AGE"})").code == "protected-age");
  CHECK(requirement(R"({"kind":"Geslacht"})").code == "protected-sex");
  CHECK(vacancy(R"({"maxAge":35})").code == "protected-age");
  CHECK(seeker(R"({"nationaliteit":"NL"})").code == "protected-origin");
  CHECK(seeker(R"({"gezondheid":"goed"})").code == "protected-health");
  CHECK(seeker(R"({"bsn":"123456782"})").code == "identity");
  CHECK(seeker(R"({"geboortedatum":"1990-01-01"})").code == "protected-age");
}

TEST_CASE("what only looks like something protected is an unknown field or comes in") {
  CHECK(seeker(R"({"ageOfCar":3})").code == "unknown-field");
  CHECK(requirement(R"({"kind":"TELEPATHY"})").code == "unknown-value");
  CHECK(seeker(R"({"shiftWork":"AGE"})").code == "unknown-value");
  CHECK(vacancy(R"({"employer":{"name":"Leeftijd & Zn"},"offer":{"hours":{"max":38}}})").code == "none");
}

TEST_CASE("concepts and places must say what and where they are") {
  const auto concept_door = [](const char* json) { return door<Concept>(json).code; };
  CHECK(concept_door(R"({"uri":"u","kind":"OCCUPATION_CONCEPT","isco":"2654"})") == "none");
  CHECK(concept_door(R"({"kind":"OCCUPATION_CONCEPT"})") == "missing");
  CHECK(concept_door(R"({"uri":"u"})") == "missing");
  CHECK(concept_door(R"({"uri":"u","kind":"ISCO_GROUP","isco":"26541"})") == "range");
  CHECK(concept_door(R"({"uri":"u","kind":"ISCO_GROUP","relations":[{"target":"v"}]})") == "missing");
  const auto place_door = [](const char* json) { return door<Place>(json).code; };
  CHECK(place_door(R"({"postcode":"1011","xM":121000,"yM":487000})") == "none");
  CHECK(place_door(R"({"xM":121000,"yM":487000})") == "missing");
  CHECK(place_door(R"({"postcode":"1011AB","xM":121000,"yM":487000})") == "postcode");
  CHECK(place_door(R"({"postcode":"1011"})") == "range");
}

}  // namespace
}  // namespace schakel
