#include <catch2/catch.hpp>

#include "server/service/api/advice.pb.h"
#include "server/service/api/pairs.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

api::PairRequest pair_of(const std::string& vacancy, const std::string& seeker) {
  api::PairRequest request;
  request.set_vacancy_id(vacancy);
  request.set_seeker_id(seeker);
  return request;
}

google::protobuf::Struct command(Desk& desk, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin() + 1, {"--store", desk.store.root});
  arguments.push_back("--json");
  return parse_json(desk.store.run(arguments).out);
}

int size_of(const google::protobuf::Struct& json, const std::string& name) {
  return json.fields().at(name).list_value().values_size();
}

}  // namespace

TEST_CASE("score, explanation and why-not are those of the command line, for pairs that fit and pairs that do not") {
  Desk& desk = shared_desk();
  int eligible = 0, failing = 0;
  for (const char* seeker : {"S0000003", "S0000011", "S0000027", "S0000040", "S0000077", "S0000101"}) {
    const std::vector<std::string> both{"--vacancy", "V0000011", "--seeker", seeker};
    const auto request = pair_of("V0000011", seeker);
    const auto with = [&](const char* name) {
      std::vector<std::string> arguments{name};
      arguments.insert(arguments.end(), both.begin(), both.end());
      return command(desk, arguments);
    };
    const auto explained = with("explain"), not_higher = with("why-not");
    const auto score = desk.ask<api::PairScore>(Role::kWspAdviser, "/v1/pairs/score", request);
    const auto why = desk.ask<api::Explained>(Role::kWspAdviser, "/v1/pairs/explain", request);
    const auto why_not = desk.ask<api::WhyNot>(Role::kWspAdviser, "/v1/pairs/why-not", request);
    (score.eligible() ? eligible : failing) += 1;
    CHECK((score.eligible() ? "true" : "false") == at(explained, "eligible"));
    CHECK(std::to_string(score.match().total()) == at(explained, "total"));
    CHECK(std::to_string(why.high()) == at(explained, "high"));
    REQUIRE(why.items_size() == size_of(explained, "items"));
    for (int i = 0; i < why.items_size(); ++i) {
      const std::string item = "items." + std::to_string(i) + ".";
      CHECK(why.items(i).item().key() == at(explained, item + "item"));
      CHECK(why.items(i).fact() == at(explained, item + "fact"));
      CHECK(std::to_string(why.items(i).points()) == at(explained, item + "points"));
    }
    REQUIRE(why.criteria_size() == size_of(explained, "criteria"));
    for (int i = 0; i < why.criteria_size(); ++i)
      CHECK(why.criteria(i).because() == at(explained, "criteria." + std::to_string(i) + ".because"));
    CHECK(std::to_string(why_not.vacancy_list().rank()) == at(not_higher, "vacancyList.rank"));
    CHECK(std::to_string(why_not.seeker_list().rank()) == at(not_higher, "seekerList.rank"));
    CHECK(why_not.failed_size() == size_of(not_higher, "failed"));
    if (why_not.vacancy_list().rank() > 1)
      CHECK(why_not.vacancy_list().above() == at(not_higher, "vacancyList.justAbove.seeker"));
  }
  CHECK(eligible > 0);
  CHECK(failing > 0);
}

TEST_CASE("a werkcoach is not told which other person stands just above") {
  Desk& desk = shared_desk();
  const auto why_not = desk.ask<api::WhyNot>(Role::kWerkcoach, "/v1/pairs/why-not", pair_of("V0000011", "S0000011"));
  REQUIRE(why_not.vacancy_list().rank() > 1);
  CHECK(why_not.vacancy_list().above().empty());
  CHECK(why_not.vacancy_list().has_difference());
}

TEST_CASE("what-if, questions and position are those of the command line") {
  Desk& desk = shared_desk();
  api::WhatIfRequest request;
  request.set_seeker_id("S0000011");
  request.mutable_change()->add_driving_licences("B");
  request.mutable_change()->set_max_distance_km(60);
  request.set_vacancy_id("V0000011");
  request.set_best(2);
  const auto what = desk.ask<api::WhatIf>(Role::kWerkcoach, "/v1/seekers/what-if", request);
  const auto told = command(desk, {"what-if", "--seeker", "S0000011", "--licence", "B", "--km", "60", "--vacancy",
                                   "V0000011", "--best", "2"});
  CHECK(std::to_string(what.eligible().before()) == at(told, "eligible.before"));
  CHECK(std::to_string(what.eligible().after()) == at(told, "eligible.after"));
  CHECK(std::to_string(what.in_top().after()) == at(told, "inTop.after"));
  CHECK(what.entered_size() == size_of(told, "entered"));
  CHECK(what.best_size() == size_of(told, "best"));
  CHECK(std::to_string(what.at_after().low()) == at(told, "after.low"));

  api::SeekerQuestionsRequest ask;
  ask.set_seeker_id("S0000011");
  const auto questions = desk.ask<api::SeekerQuestions>(Role::kWerkcoach, "/v1/seekers/questions", ask);
  const auto questions_told = command(desk, {"questions", "--seeker", "S0000011"});
  REQUIRE(questions.questions_size() == size_of(questions_told, "questions"));
  for (int i = 0; i < questions.questions_size(); ++i)
    CHECK(questions.questions(i).field() == at(questions_told, "questions." + std::to_string(i) + ".field"));

  api::PositionRequest where;
  where.set_seeker_id("S0000011");
  const auto position = desk.ask<api::SeekerPosition>(Role::kWerkcoach, "/v1/seekers/position", where);
  const auto position_told = command(desk, {"position", "--seeker", "S0000011"});
  CHECK(std::to_string(position.in_reach()) == at(position_told, "inReach"));
  CHECK(position.band_low() == at(position_told, "bandLow"));
  CHECK(position.cells_size() == size_of(position_told, "cells"));
  CHECK(position.blockers_size() == size_of(position_told, "blockers"));
}

TEST_CASE("the clinic is that of the command line") {
  Desk& desk = shared_desk();
  api::ClinicRequest request;
  request.set_vacancy_id("V0000011");
  request.set_reach(30);
  const auto clinic = desk.ask<api::Clinic>(Role::kWspAdviser, "/v1/vacancies/clinic", request);
  const auto told = command(desk, {"clinic", "--vacancy", "V0000011", "--reach", "30"});
  CHECK(std::to_string(clinic.before().candidates()) == at(told, "before.candidates"));
  REQUIRE(clinic.single_size() == size_of(told, "single"));
  for (int i = 0; i < clinic.single_size(); ++i)
    CHECK(std::to_string(clinic.single(i).intake().candidates()) ==
          at(told, "single." + std::to_string(i) + ".candidates"));
  CHECK(std::to_string(clinic.widest().intake().candidates()) == at(told, "widest.candidates"));
}

TEST_CASE("advice refuses what cannot be, with the path of the field") {
  Desk& desk = shared_desk();
  const auto refused = [&](Role role, std::string_view path, std::string_view body, std::string_view field) {
    const auto response = desk.ask(role, path, std::string(body));
    INFO(body << " -> " << response.body);
    CHECK(response.status == 400);
    CHECK(contains(response.body, "\"name\":\"" + std::string(field) + "\""));
  };
  refused(Role::kWerkcoach, "/v1/seekers/what-if", R"({"seekerId":"S0000011"})", "change");
  refused(Role::kWerkcoach, "/v1/seekers/what-if", R"({"seekerId":"S0000011","change":{"competences":[{"code":"x"}]}})",
          "change.competences[0].code");
  refused(Role::kWerkcoach, "/v1/seekers/what-if", R"({"seekerId":"S0000011","change":{"hoursMin":40,"hoursMax":20}})",
          "change.hoursMin");
  refused(Role::kWerkcoach, "/v1/seekers/what-if", R"({"seekerId":"S0000011","best":21})", "best");
  refused(Role::kWspAdviser, "/v1/vacancies/questions", R"({"vacancyId":"V0000011","top":101})", "top");
  refused(Role::kWspAdviser, "/v1/pairs/why-not",
          R"({"vacancyId":"V0000011","seekerId":"S0000011","passendeArbeid":false})", "passendeArbeid");
  CHECK(desk.ask(Role::kWerkcoach, "/v1/seekers/position", R"({"seekerId":"nobody"})").status == 404);
}
