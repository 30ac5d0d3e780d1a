// Advice by the weights and conditions of a request: its places and totals are those of the lists by these.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "engine/advice/questions.h"
#include "server/service/api/advice.pb.h"
#include "server/service/api/pairs.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr CategoryWeights kNear{.demand = 1000, .wish = 1000, .position = 0, .region = 8000};

template <class Request>
Request near(Request request) {
  request.mutable_weights()->set_demand(kNear.demand);
  request.mutable_weights()->set_wish(kNear.wish);
  request.mutable_weights()->set_region(kNear.region);
  return request;
}

template <class Request>
Request with_condition(Request request, std::uint32_t requirement, Condition condition) {
  auto& change = *request.add_conditions();
  change.set_requirement(requirement);
  change.set_condition(condition);
  return request;
}

api::VacancyMatchesRequest seekers_of(const std::string& vacancy, std::uint32_t top = 1000) {
  api::VacancyMatchesRequest request;
  request.set_vacancy_id(vacancy);
  request.set_top(top);
  return request;
}

api::VacancyMatches list_of(const api::VacancyMatchesRequest& request) {
  return shared_desk().ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
}

template <class Answer>
void check_told(const Answer& answer) {
  CHECK(answer.weights().requested().region() == kNear.region);
  CHECK(answer.weights().applied().region() == kNear.region);
  CHECK(answer.provenance().warnings_size() == 0);
}

void check_intake(const api::Intake& intake, const api::VacancyMatches& list) {
  CHECK(intake.candidates() == static_cast<std::uint32_t>(list.rows_size()));
  std::uint32_t sum = 0;
  for (int i = 0; i < std::min(10, list.rows_size()); ++i) sum += list.rows(i).match().total();
  CHECK(intake.top_sum() == sum);
}

}  // namespace

TEST_CASE("why-not by other weights tells the places in the lists by these weights") {
  Desk& desk = shared_desk();
  const auto list = list_of(near(seekers_of("V0000045")));
  REQUIRE(list.rows_size() > 5);
  int moved = 0;
  for (int i = 1; i < list.rows_size(); i += 2) {
    api::PairRequest pair;
    pair.set_vacancy_id("V0000045");
    pair.set_seeker_id(list.rows(i).seeker().id());
    const auto usual = desk.ask<api::WhyNot>(Role::kWspAdviser, "/v1/pairs/why-not", pair);
    pair = near(pair);
    const auto why = desk.ask<api::WhyNot>(Role::kWspAdviser, "/v1/pairs/why-not", pair);
    const auto score = desk.ask<api::PairScore>(Role::kWspAdviser, "/v1/pairs/score", pair);
    check_told(why);
    CHECK(why.match().total() == score.match().total());
    CHECK(why.match().total() == list.rows(i).match().total());
    CHECK(why.vacancy_list().rank() == list.rows(i).rank());
    CHECK(why.vacancy_list().above() == list.rows(i - 1).seeker().id());
    CHECK(why.vacancy_list().above_total() == list.rows(i - 1).match().total());
    api::SeekerMatchesRequest own;
    own.set_seeker_id(pair.seeker_id());
    own.set_top(1000);
    const auto vacancies = desk.ask<api::SeekerMatches>(Role::kWerkcoach, "/v1/seekers/matches", near(own));
    const auto here =
        std::ranges::find_if(vacancies.rows(), [](const auto& row) { return row.vacancy().id() == "V0000045"; });
    REQUIRE(here != vacancies.rows().end());
    CHECK(why.seeker_list().rank() == here->rank());
    moved += usual.vacancy_list().rank() != why.vacancy_list().rank();
  }
  CHECK(moved > 0);
}

TEST_CASE("the clinic by other weights and conditions counts the lists by these") {
  Desk& desk = shared_desk();
  api::ClinicRequest request;
  request.set_vacancy_id("V0000011");
  const auto clinic_by = [&](const api::ClinicRequest& asked) {
    return desk.ask<api::Clinic>(Role::kWspAdviser, "/v1/vacancies/clinic", asked);
  };
  const auto usual = clinic_by(request), clinic = clinic_by(near(request));
  check_told(clinic);
  check_intake(clinic.before(), list_of(near(seekers_of("V0000011"))));
  CHECK(clinic.before().top_sum() != usual.before().top_sum());
  // V0000011 asks Dutch as a MUST, first of all.
  const auto is_first_must = [](const api::Relaxed& single) {
    const auto& relaxation = single.relaxations(0);
    return relaxation.kind() == "mustToWanted" && relaxation.requirement() == 0;
  };
  const auto softer = std::ranges::find_if(clinic.single(), is_first_must);
  REQUIRE(softer != clinic.single().end());
  const auto list = list_of(with_condition(near(seekers_of("V0000011")), 0, WANTED));
  check_intake(softer->intake(), list);

  const auto asked_softer = clinic_by(with_condition(near(request), 0, WANTED));
  check_intake(asked_softer.before(), list);
  CHECK(asked_softer.before().candidates() > clinic.before().candidates());
  CHECK(std::ranges::none_of(asked_softer.single(), is_first_must));
}

TEST_CASE("questions of a seeker by other weights are the engine's by these") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  const Market market = open->market();
  Matcher matcher(market);
  int unlike = 0, asked = 0;
  for (std::uint32_t s = 0; s < market.seekers(); s += 8) {
    api::SeekerQuestionsRequest request;
    request.set_seeker_id(std::string(market.name(SeekerId{s})));
    request.set_top(5);
    const auto answer_to = [&](const api::SeekerQuestionsRequest& one) {
      return desk.ask<api::SeekerQuestions>(Role::kWerkcoach, "/v1/seekers/questions", one);
    };
    const auto usual = answer_to(request), answer = answer_to(near(request));
    check_told(answer);
    const auto expected = questions_of(matcher, kNear, side_of(market, SeekerId{s}), 5);
    REQUIRE(static_cast<std::size_t>(answer.questions_size()) == expected.size());
    for (int i = 0; i < answer.questions_size(); ++i) {
      const SeekerQuestion& question = expected[static_cast<std::size_t>(i)];
      CHECK(answer.questions(i).field() == field_name(question.field));
      CHECK(answer.questions(i).gained() == question.gained);
      CHECK(answer.questions(i).raised() == question.raised);
      CHECK(answer.questions(i).best_rank() == question.best_rank);
      unlike += answer.questions(i).SerializeAsString() != usual.questions(i).SerializeAsString();
      ++asked;
    }
  }
  CHECK(asked > 10);
  CHECK(unlike > 0);
}

TEST_CASE("questions of a vacancy by other weights and conditions are those of the list's rows") {
  Desk& desk = shared_desk();
  api::VacancyQuestionsRequest request;
  request.set_vacancy_id("V0000011");
  request.set_top(10);
  const auto answer_to = [&](const api::VacancyQuestionsRequest& asked) {
    return desk.ask<api::VacancyQuestions>(Role::kWspAdviser, "/v1/vacancies/questions", asked);
  };
  const auto answer = answer_to(with_condition(near(request), 0, WANTED));
  check_told(answer);
  const auto list = list_of(with_condition(near(seekers_of("V0000011", 10)), 0, WANTED));
  int told = 0, of_rows = 0;
  for (const auto& question : answer.questions())
    for (const auto& candidate : question.rows()) {
      ++told;
      REQUIRE(candidate.rank() <= static_cast<std::uint32_t>(list.rows_size()));
      const auto& row = list.rows(static_cast<int>(candidate.rank()) - 1);
      CHECK(candidate.seeker().id() == row.seeker().id());
      CHECK(std::ranges::any_of(row.match().questions(), [&](const auto& one) {
        return one.SerializeAsString() == candidate.question().SerializeAsString();
      }));
    }
  for (const auto& row : list.rows()) of_rows += row.match().questions_size();
  CHECK(told == of_rows);
  CHECK(told > 5);
  const auto questions = [](const api::VacancyQuestions& one) {
    std::string bytes;
    for (const auto& question : one.questions()) bytes += question.SerializeAsString();
    return bytes;
  };
  CHECK(questions(answer) != questions(answer_to(with_condition(request, 0, WANTED))));
  CHECK(questions(answer) != questions(answer_to(near(request))));
}

TEST_CASE("a what-if by other weights counts the tops of the lists by these, and the places in them") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  const Market market = open->market();
  std::map<std::string, std::uint32_t> tops;  // per seeker, in the first three of how many lists
  for (std::uint32_t v = 0; v < market.vacancies(); ++v) {
    const auto top = list_of(near(seekers_of(std::string(market.name(VacancyId{v})), 3)));
    for (const auto& row : top.rows()) ++tops[row.seeker().id()];
  }
  const auto list = list_of(near(seekers_of("V0000045")));
  REQUIRE(list.rows_size() > 5);
  int unlike = 0, in_top = 0;
  for (int i = 0; i < list.rows_size(); i += 2) {
    const std::string& id = list.rows(i).seeker().id();
    api::WhatIfRequest request;
    request.set_seeker_id(id);
    request.mutable_change()->set_max_distance_km(90);
    request.set_vacancy_id("V0000045");
    request.set_top(3);
    const auto usual = desk.ask<api::WhatIf>(Role::kWerkcoach, "/v1/seekers/what-if", request);
    const auto what = desk.ask<api::WhatIf>(Role::kWerkcoach, "/v1/seekers/what-if", near(request));
    check_told(what);
    CHECK(what.in_top().before() == tops[id]);
    CHECK(what.at_before().rank_in_vacancy_list() == list.rows(i).rank());
    CHECK(what.at_before().low() == list.rows(i).match().low());
    api::PairRequest changed;
    changed.set_vacancy_id("V0000045");
    *changed.mutable_seeker() = market.record(*market.find_seeker(id));
    changed.mutable_seeker()->mutable_travel()->clear_max_minutes();
    changed.mutable_seeker()->mutable_travel()->set_max_distance_km(90);
    const auto score = desk.ask<api::PairScore>(Role::kWerkcoach, "/v1/pairs/score", near(changed));
    CHECK(what.at_after().low() == score.match().low());
    CHECK(what.at_after().high() == score.match().high());
    in_top += static_cast<int>(what.in_top().before());
    unlike += what.in_top().SerializeAsString() != usual.in_top().SerializeAsString();
  }
  CHECK(in_top > 0);
  CHECK(unlike > 0);
}

TEST_CASE("weights and conditions that cannot be are refused by advice as by lists, and scaled ones are warned about") {
  Desk& desk = shared_desk();
  struct Path {
    Role role;
    std::string path, asked;
  };
  const std::vector<Path> paths{
      {Role::kWspAdviser, "/v1/pairs/why-not", R"("vacancyId":"V0000011","seekerId":"S0000011")"},
      {Role::kWspAdviser, "/v1/vacancies/clinic", R"("vacancyId":"V0000011")"},
      {Role::kWspAdviser, "/v1/vacancies/questions", R"("vacancyId":"V0000011")"},
      {Role::kWerkcoach, "/v1/seekers/questions", R"("seekerId":"S0000011")"},
      {Role::kWerkcoach, "/v1/seekers/what-if", R"("seekerId":"S0000011","best":1)"}};
  for (const auto& [role, path, asked] : paths) {
    const auto with = [&](const std::string& rest) { return desk.ask(role, path, "{" + asked + "," + rest + "}"); };
    INFO(path);
    for (const char* weights : {R"("weights":{})", R"("weights":{"wish":1000001})"}) {
      const HttpResponse refused = with(weights);
      CHECK(refused.status == 400);
      CHECK(contains(refused.body, R"("name":"weights")"));
    }
    const HttpResponse scaled = with(R"("weights":{"wish":3})");
    REQUIRE(scaled.status == 200);
    CHECK(contains(scaled.body, "weights-scaled"));
    CHECK(at(parse_json(scaled.body + "\n"), "weights.applied.wish") == "10000");
    if (role == Role::kWerkcoach) continue;
    const HttpResponse refused = with(R"("conditions":[{"requirement":99,"condition":"MUST"}])");
    CHECK(refused.status == 400);
    CHECK(contains(refused.body, R"("name":"conditions[0].requirement")"));
  }
}
