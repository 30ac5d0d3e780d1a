#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"
#include "tests/loaders/synthetic/starter_market.h"

namespace schakel {
namespace {

constexpr std::string_view kReference = "2026-11-22";

void check_near(std::string_view what, std::size_t found, std::size_t expected, std::size_t tolerance) {
  INFO(what << ": " << found << " of 1000, expected " << expected << " within " << tolerance);
  CHECK((found + tolerance >= expected && found <= expected + tolerance));
}

std::set<std::string, std::less<>> codes_of(std::string_view table, std::string_view column) {
  const std::array columns{column};
  const auto rows = TsvTable::parse(table, reference_text(table), columns);
  REQUIRE(rows.has_value());
  std::set<std::string, std::less<>> codes;
  for (std::size_t row = 0; row < rows->rows(); ++row) codes.emplace(rows->at(row, 0));
  return codes;
}

TEST_CASE("profiles have the holes that real ones have") {
  const std::vector<Seeker>& all = many_seekers();
  const auto no_level = [](const Seeker& seeker) {
    return std::ranges::none_of(seeker.education(), [](const Education& e) { return e.level() > 0; });
  };
  check_near("no level of education", permille(all, no_level), 400, 20);
  check_near("no postcode", permille(all, [](const Seeker& s) { return s.postcode().empty(); }), 15, 5);
  check_near("no competence", permille(all, [](const Seeker& s) { return s.competences().empty(); }), 30, 8);
  check_near("no bound of travel",
             permille(all, [](const Seeker& s) { return !s.travel().max_distance_km() && !s.travel().max_minutes(); }),
             100, 15);
  check_near("minutes", permille(all, [](const Seeker& s) { return s.travel().max_minutes() > 0; }), 400, 20);
  const auto between_10_and_30 = [&](std::string_view what, const auto& is_absent) {
    check_near(what, permille(all, is_absent), 200, 115);
  };
  between_10_and_30("no wish", [](const Seeker& s) { return s.wanted_occupations().empty(); });
  between_10_and_30("no sector", [](const Seeker& s) { return s.wanted_sectors().empty(); });
  between_10_and_30("no contract form", [](const Seeker& s) { return s.contract_forms().empty(); });
  between_10_and_30("no experience", [](const Seeker& s) { return s.experience().empty(); });
  between_10_and_30("no language", [](const Seeker& s) { return s.languages().empty(); });
  between_10_and_30("licences unknown", [](const Seeker& s) { return !s.has_driving_licences(); });
  between_10_and_30("no hours", [](const Seeker& s) { return !s.has_hours(); });
  between_10_and_30("no availability", [](const Seeker& s) { return !s.has_availability(); });
  between_10_and_30("shift work unknown", [](const Seeker& s) { return s.shift_work() == ANSWER_UNKNOWN; });
  between_10_and_30("no presentation", [](const Seeker& s) { return s.presentation().empty(); });
  between_10_and_30("no means of transport", [](const Seeker& s) { return s.travel().modes().empty(); });
}

TEST_CASE("vacancies lack fields too, and some are remote or closed") {
  const std::vector<Vacancy>& all = many_vacancies();
  check_near("no occupation", permille(all, [](const Vacancy& v) { return v.occupation().empty(); }), 20, 6);
  check_near("no hours", permille(all, [](const Vacancy& v) { return !v.offer().has_hours(); }), 100, 12);
  check_near("no postcode", permille(all, [](const Vacancy& v) { return v.offer().postcode().empty(); }), 10, 4);
  check_near("fully remote", permille(all, [](const Vacancy& v) { return v.offer().remote_percent() == 100; }), 20, 8);
  check_near("partly remote",
             permille(all,
                      [](const Vacancy& v) {
                        const std::uint32_t share = v.offer().remote_percent();
                        return share > 0 && share < 100;
                      }),
             70, 15);
  check_near("closed",
             permille(all, [](const Vacancy& v) { return !v.closing_date().empty() && v.closing_date() < kReference; }),
             37, 10);
}

TEST_CASE("vacancies ask four to twelve things, of every kind, in every strength") {
  std::map<Kind, std::size_t> hard;
  std::map<Condition, std::size_t> strengths;
  std::size_t vacancies_with_must = 0;
  for (const Vacancy& vacancy : many_vacancies()) {
    REQUIRE(vacancy.requirements_size() >= 4);
    REQUIRE(vacancy.requirements_size() <= 12);
    bool must = false;
    for (const Requirement& asked : vacancy.requirements()) {
      ++strengths[asked.condition()];
      if (asked.condition() != MUST) continue;
      must = true;
      ++hard[asked.kind()];
    }
    vacancies_with_must += must ? 1 : 0;
  }
  check_near("at least one MUST", 1000 * vacancies_with_must / many_vacancies().size(), 650, 50);
  for (const Kind kind : {COMPETENCE, EXPERIENCE, EDUCATION, SPOKEN_LANGUAGE, WRITTEN_LANGUAGE, DRIVING_LICENCE})
    CHECK(hard[kind] > 100);
  for (const Condition condition : {MUST, STRONG, WANTED, BONUS}) CHECK(strengths[condition] > 10'000);
  CHECK(strengths.size() == 4);
}

TEST_CASE("a few occupations and cities have much of the work, and none has nothing") {
  std::map<std::string, std::size_t> occupations;
  std::size_t amsterdam = 0;
  for (const Vacancy& vacancy : many_vacancies()) {
    if (!vacancy.occupation().empty()) ++occupations[vacancy.occupation()];
    const std::string place = vacancy.offer().postcode().substr(0, 4);
    amsterdam += place >= "1011" && place <= "1109" ? 1 : 0;
  }
  std::vector<std::size_t> counts;
  counts.reserve(occupations.size());
  for (const auto& [uri, count] : occupations) counts.push_back(count);
  std::ranges::sort(counts, std::greater{});
  std::size_t head = 0;
  for (std::size_t i = 0; i < counts.size() / 10; ++i) head += counts[i];
  CHECK(head > many_vacancies().size() / 4);  // a tenth of the occupations has over a quarter
  CHECK(counts.front() < many_vacancies().size() / 8);
  std::size_t known = 0;
  for (const Concept& record : starter_input().concepts) known += record.kind() == OCCUPATION_CONCEPT ? 1 : 0;
  CHECK(counts.size() >= known * 95 / 100);
  CHECK(amsterdam > 600);  // 5 % of the people, more of the work
  CHECK(amsterdam < 2500);
}

TEST_CASE("all codes are known to the tables and the taxonomy") {
  std::set<std::string, std::less<>> uris;
  for (const Concept& record : starter_input().concepts) uris.insert(record.uri());
  const auto licences = codes_of("licences.tsv", "category");
  const auto languages = codes_of("languages.tsv", "code");
  const auto sectors = codes_of("sectors.tsv", "code");
  const auto fields = codes_of("education_fields.tsv", "code");
  const auto known = [](const auto& codes, const std::string& code) {
    INFO(code);
    CHECK((code.empty() || codes.contains(code)));
  };
  for (const Seeker& seeker : many_seekers()) {
    for (const std::string& code : seeker.wanted_occupations()) known(uris, code);
    for (const std::string& code : seeker.wanted_sectors()) known(sectors, code);
    for (const HeldCompetence& held : seeker.competences()) known(uris, held.code());
    for (const Experience& experience : seeker.experience()) known(uris, experience.occupation());
    for (const Education& education : seeker.education()) known(fields, education.field());
    for (const Language& language : seeker.languages()) known(languages, language.language());
    for (const std::string& code : seeker.driving_licences().categories()) known(licences, code);
  }
  for (const Vacancy& vacancy : many_vacancies()) {
    known(uris, vacancy.occupation());
    known(sectors, vacancy.employer().sector());
    for (const Requirement& asked : vacancy.requirements()) {
      if (asked.kind() == COMPETENCE || asked.kind() == EXPERIENCE) known(uris, asked.code());
      if (asked.kind() == EDUCATION) known(fields, asked.code());
      if (asked.kind() == SPOKEN_LANGUAGE || asked.kind() == WRITTEN_LANGUAGE) known(languages, asked.code());
      if (asked.kind() == DRIVING_LICENCE) known(licences, asked.code());
    }
  }
}

TEST_CASE("a profile does not contradict itself") {
  for (const Seeker& seeker : many_seekers()) {
    const auto& modes = seeker.travel().modes();
    const bool drives = std::ranges::find(modes, CAR) != modes.end();
    const auto& licences = seeker.driving_licences().categories();
    if (drives && seeker.has_driving_licences()) CHECK(std::ranges::find(licences, "B") != licences.end());
    std::set<std::string> competences;
    for (const HeldCompetence& held : seeker.competences()) CHECK(competences.insert(held.code()).second);
    std::set<std::string> languages;
    for (const Language& language : seeker.languages()) CHECK(languages.insert(language.language()).second);
    for (const Experience& experience : seeker.experience()) CHECK(experience.last_year() <= 2026);
  }
}

TEST_CASE("texts are filled in, start with a capital and end with a full stop") {
  const auto clean = [](const std::string& text) {
    INFO(text);
    CHECK(text.find_first_of("{}") == std::string::npos);
    CHECK(text.find("  ") == std::string::npos);
    CHECK(text.find(" .") == std::string::npos);
    CHECK_FALSE((text[0] >= 'a' && text[0] <= 'z'));
  };
  for (std::size_t i = 0; i < 3000; ++i) {
    const Vacancy& vacancy = many_vacancies()[i];
    clean(vacancy.title());
    clean(vacancy.description());
    CHECK((vacancy.description().back() == '.'));
    if (!vacancy.employer().name().empty()) clean(vacancy.employer().name());
    const Seeker& seeker = many_seekers()[i];
    if (seeker.presentation().empty()) continue;
    clean(seeker.presentation());
    CHECK(seeker.presentation().back() == '.');
  }
}

}  // namespace
}  // namespace schakel
