#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/pair.h"
#include "server/service/api/matches.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view kSeekers = "/v1/vacancies/matches";

api::VacancyMatches list_of(Desk& desk, const api::VacancyMatchesRequest& request) {
  return desk.ask<api::VacancyMatches>(Role::kWspAdviser, kSeekers, request);
}

api::VacancyMatchesRequest of_vacancy(std::string id, std::uint32_t top) {
  api::VacancyMatchesRequest request;
  request.set_vacancy_id(std::move(id));
  request.set_top(top);
  return request;
}

std::vector<std::string> ids(const api::VacancyMatches& list) {
  std::vector<std::string> found;
  for (const auto& row : list.rows()) found.push_back(row.seeker().id());
  return found;
}

}  // namespace

TEST_CASE("a filter leaves out, and changes no score: the list is the top of those that pass") {
  Desk& desk = shared_desk();
  const auto whole = list_of(desk, of_vacancy("V0000011", 1000));
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 5);
  request.mutable_filters()->set_max_distance_km(25);
  request.mutable_filters()->set_known_only(true);
  request.set_count_eligible(true);
  const auto filtered = list_of(desk, request);
  std::vector<std::string> expected;
  for (const auto& row : whole.rows())
    if (row.match().has_distance_m() && row.match().distance_m() <= 25'000) expected.push_back(row.seeker().id());
  CHECK(filtered.eligible() == expected.size());
  CHECK(expected.size() < static_cast<std::size_t>(whole.rows_size()));
  expected.resize(std::min<std::size_t>(expected.size(), 5));
  CHECK(ids(filtered) == expected);
  for (const auto& row : filtered.rows())
    for (const auto& same : whole.rows())
      if (same.seeker().id() == row.seeker().id()) CHECK(same.match().total() == row.match().total());
}

TEST_CASE("each filter keeps exactly those whose records say so, or may") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  const Market market = open->market();
  const auto whole = ids(list_of(desk, of_vacancy("V0000011", 1000)));
  const auto check_filter = [&](const api::SeekerFilter& filter, const auto& holds) {
    for (const bool known_only : {false, true}) {
      api::VacancyMatchesRequest request = of_vacancy("V0000011", 1000);
      *request.mutable_filters() = filter;
      request.mutable_filters()->set_known_only(known_only);
      std::vector<std::string> expected;
      for (const std::string& id : whole) {
        const Verdict verdict = holds(market.record(*market.find_seeker(id)));
        if (verdict == Verdict::kMeets || (verdict == Verdict::kUnknown && !known_only)) expected.push_back(id);
      }
      CHECK(ids(list_of(desk, request)) == expected);
    }
  };
  api::SeekerFilter licence;
  licence.add_driving_licences("B");
  check_filter(licence, [](const Seeker& s) {
    if (!s.has_driving_licences()) return Verdict::kUnknown;
    // Whoever may drive anything but a moped or a motorcycle may drive a car.
    const auto& held = s.driving_licences().categories();
    return std::ranges::any_of(
               held,
               [](const std::string& c) { return c.starts_with("B") || c.starts_with("C") || c.starts_with("D"); })
               ? Verdict::kMeets
               : Verdict::kFails;
  });
  api::SeekerFilter hours;
  hours.set_min_hours(32);
  check_filter(hours, [](const Seeker& s) {
    if (!s.hours().has_max()) return Verdict::kUnknown;
    return s.hours().max() >= 32 ? Verdict::kMeets : Verdict::kFails;
  });
  api::SeekerFilter shifts;
  shifts.set_shift_work(true);
  check_filter(shifts, [](const Seeker& s) {
    if (s.shift_work() == ANSWER_UNKNOWN) return Verdict::kUnknown;
    return s.shift_work() == YES ? Verdict::kMeets : Verdict::kFails;
  });
  api::SeekerFilter available;
  available.set_available_by("2026-12-01");
  check_filter(available, [](const Seeker& s) {
    if (s.availability().from().empty()) return Verdict::kUnknown;
    return s.availability().from() <= "2026-12-01" ? Verdict::kMeets : Verdict::kFails;
  });
  api::SeekerFilter education;
  education.set_min_education_level(4);
  check_filter(education, [](const Seeker& s) {
    bool open_level = s.education().empty();
    for (const Education& one : s.education()) {
      if (one.level() >= 4) return Verdict::kMeets;
      open_level = open_level || one.level() == 0;
    }
    return open_level ? Verdict::kUnknown : Verdict::kFails;
  });
}

TEST_CASE("pairs with something unknown can be left out") {
  Desk& desk = shared_desk();
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 1000);
  const auto whole = list_of(desk, request);
  request.set_unknown(api::EXCLUDE);
  std::vector<std::string> expected;
  for (const auto& row : whole.rows()) {
    const auto& c = row.match().criteria();
    if (c.must() != api::UNKNOWN && c.travel() != api::UNKNOWN && c.hours() != api::UNKNOWN &&
        c.shift_work() != api::UNKNOWN)
      expected.push_back(row.seeker().id());
  }
  CHECK(ids(list_of(desk, request)) == expected);
}

TEST_CASE("a list in a filter has at most 100 entries") {
  Desk& desk = shared_desk();
  const auto ask = [&](Role role, std::string_view path, const std::string& rest, const std::string& list,
                       const std::string& entry, int count) {
    std::string entries = entry;
    for (int i = 1; i < count; ++i) entries += "," + entry;
    return desk.ask(role, path, "{" + rest + R"(,"filters":{")" + list + R"(":[)" + entries + "]}}");
  };
  const auto check_bound = [&](Role role, std::string_view path, const std::string& rest, const std::string& list,
                               const std::string& entry) {
    INFO(list);
    CHECK(ask(role, path, rest, list, entry, 100).status == 200);
    const HttpResponse refused = ask(role, path, rest, list, entry, 101);
    CHECK(refused.status == 400);
    CHECK(contains(refused.body, R"("name":"filters.)" + list + '"'));
  };
  const std::vector<std::pair<std::string, std::string>> of_seekers{{"wantedOccupations", R"("75")"},
                                                                    {"drivingLicences", R"("B")"},
                                                                    {"languages", R"({"language":"nld","level":1})"},
                                                                    {"contractForms", R"("PERMANENT")"}};
  for (const auto& [list, entry] : of_seekers)
    check_bound(Role::kWspAdviser, kSeekers, R"("vacancyId":"V0000011")", list, entry);
  const std::vector<std::pair<std::string, std::string>> of_vacancies{
      {"occupations", R"("75")"}, {"sectors", R"("C")"}, {"contractForms", R"("PERMANENT")"}};
  for (const auto& [list, entry] : of_vacancies)
    check_bound(Role::kWerkcoach, "/v1/seekers/matches", R"("seekerId":"S0000011")", list, entry);
}
