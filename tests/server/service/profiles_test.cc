// What a line of a list shows of a record.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "server/service/api/matches.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

std::vector<std::string> profiles_of(Desk& desk, const std::string& vacancy, api::Explanation explanation) {
  api::VacancyMatchesRequest request;
  request.set_vacancy_id(vacancy);
  request.set_top(20);
  request.set_near_misses(5);
  request.set_explanation(explanation);
  std::vector<std::string> profiles;
  const auto list = desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
  for (const auto& row : list.rows()) profiles.push_back(row.seeker().SerializeAsString());
  for (const auto& miss : list.near_misses()) profiles.push_back(miss.seeker().SerializeAsString());
  return profiles;
}

std::vector<std::string> vacancy_profiles_of(Desk& desk, const std::string& seeker, api::Explanation explanation,
                                             std::size_t& titled) {
  api::SeekerMatchesRequest request;
  request.set_seeker_id(seeker);
  request.set_top(20);
  request.set_explanation(explanation);
  std::vector<std::string> profiles;
  const auto list = desk.ask<api::SeekerMatches>(Role::kWerkcoach, "/v1/seekers/matches", request);
  for (const auto& row : list.rows()) {
    profiles.push_back(row.vacancy().SerializeAsString());
    titled += !row.vacancy().title().empty() && !row.vacancy().employer().empty();
  }
  return profiles;
}

}  // namespace

TEST_CASE("a line shows the same of a record whether its sentences are told, which read the whole of it, or not") {
  Desk& desk = shared_desk();
  std::size_t seekers = 0, vacancies = 0, titled = 0;
  for (int i = 1; i <= 30; ++i) {
    const std::string number = (i < 10 ? "000000" : "00000") + std::to_string(i);
    if (desk.live->market()->market().find_vacancy("V" + number)) {
      const auto whole = profiles_of(desk, "V" + number, api::FULL);
      for (const auto explanation : {api::NONE, api::DATA})
        REQUIRE(profiles_of(desk, "V" + number, explanation) == whole);
      seekers += whole.size();
    }
    if (desk.live->market()->market().find_seeker("S" + number)) {
      const auto whole = vacancy_profiles_of(desk, "S" + number, api::FULL, titled);
      for (const auto explanation : {api::NONE, api::DATA})
        REQUIRE(vacancy_profiles_of(desk, "S" + number, explanation, titled) == whole);
      vacancies += whole.size();
    }
  }
  CHECK(seekers > 50);
  CHECK(vacancies > 50);
  CHECK(titled > 50);
}
