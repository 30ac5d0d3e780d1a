// Codes that a filter names: those of the reference tables, and no others.
#include <catch2/catch.hpp>
#include <set>

#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

HttpResponse seekers_with(const std::string& filter) {
  return shared_desk().ask(Role::kWspAdviser, "/v1/vacancies/matches",
                           R"({"vacancyId":"V0000011","filters":{)" + filter + "}}");
}

HttpResponse vacancies_with(const std::string& filter) {
  return shared_desk().ask(Role::kWerkcoach, "/v1/seekers/matches",
                           R"({"seekerId":"S0000011","filters":{)" + filter + "}}");
}

void check_refused(const HttpResponse& response, const std::string& field, const std::string& expected) {
  INFO(response.body);
  CHECK(response.status == 400);
  CHECK(problem_code(response) == (contains(field, "level") ? "range" : "unknown-value"));
  CHECK(contains(response.body, R"("name":")" + field + '"'));
  CHECK(contains(response.body, "expected " + expected));
}

std::string in_quotes(const std::string& code) { return '"' + code + '"'; }

}  // namespace

TEST_CASE("a code of a filter that no table has is refused, with what was expected") {
  const std::string licence = "a category of driving licence";
  check_refused(seekers_with(R"("drivingLicences":["B","Q"])"), "filters.drivingLicences[1]", licence);
  for (const char* code : {"b", "", "category", "BCE", "#"})  // "category" heads the table
    check_refused(seekers_with(R"("drivingLicences":[)" + in_quotes(code) + "]"), "filters.drivingLicences[0]",
                  licence);
  const auto language = [](const std::string& one) {
    return seekers_with(R"("languages":[{"language":)" + one + "}]");
  };
  check_refused(language(R"("dutch","level":1)"), "filters.languages[0].language", "a language of the reference table");
  check_refused(language(R"("NLD","level":1)"), "filters.languages[0].language", "a language of the reference table");
  check_refused(language(R"("nld","level":5)"), "filters.languages[0].level", "1 to 4");
  check_refused(language(R"("nld")"), "filters.languages[0].level", "1 to 4");
  for (const char* code : {"c", "4", "", "code", "Zorg"})
    check_refused(vacancies_with(R"("sectors":["C",)" + in_quotes(code) + "]"), "filters.sectors[1]",
                  "a section letter or a division of SBI 2008");
}

TEST_CASE("every licence, language and sector that the records of the market have may be asked") {
  const auto open = shared_desk().live->market();
  const Market market = open->market();
  std::set<std::string> licences, languages, sectors;
  for (std::uint32_t s = 0; s < market.seekers(); ++s) {
    const Seeker record = market.record(SeekerId{s});
    licences.insert(record.driving_licences().categories().begin(), record.driving_licences().categories().end());
    for (const Language& one : record.languages()) languages.insert(one.language());
  }
  for (std::uint32_t v = 0; v < market.vacancies(); ++v)
    sectors.insert(market.record(VacancyId{v}).employer().sector());
  sectors.erase("");
  REQUIRE(licences.size() > 2);
  REQUIRE(languages.size() > 5);
  REQUIRE(sectors.size() > 10);
  for (const std::string& code : licences)
    CHECK(seekers_with(R"("drivingLicences":[)" + in_quotes(code) + "]").status == 200);
  for (const std::string& code : languages)
    CHECK(seekers_with(R"("languages":[{"level":1,"language":)" + in_quotes(code) + "}]").status == 200);
  for (const std::string& code : sectors) CHECK(vacancies_with(R"("sectors":[)" + in_quotes(code) + "]").status == 200);
}
