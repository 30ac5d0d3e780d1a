#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "engine/pair.h"
#include "server/service/api/matches.pb.h"
#include "server/service/api/pairs.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view kSeekers = "/v1/vacancies/matches", kVacancies = "/v1/seekers/matches";

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

// The same list by the command line's answer, field by field.
void check_against_command_line(Desk& desk, const std::string& vacancy) {
  const auto told = parse_json(
      desk.store
          .run({"match", "--store", desk.store.root, "--vacancy", vacancy, "--top", "10", "--near-misses", "--json"})
          .out);
  api::VacancyMatchesRequest request = of_vacancy(vacancy, 10);
  request.set_near_misses(10);
  const api::VacancyMatches list = list_of(desk, request);
  CHECK(list.provenance().epoch() == at(told, "epoch"));
  CHECK(list.provenance().strategy_hash() == at(told, "strategyHash"));
  CHECK(list.provenance().exact());
  CHECK(std::to_string(list.considered()) == at(told, "withinReach"));
  REQUIRE(list.rows_size() == told.fields().at("rows").list_value().values_size());
  for (int i = 0; i < list.rows_size(); ++i) {
    const std::string row = "rows." + std::to_string(i) + ".";
    const auto& match = list.rows(i).match();
    CHECK(list.rows(i).seeker().id() == at(told, row + "seeker"));
    CHECK(std::to_string(match.low()) == at(told, row + "low"));
    CHECK(std::to_string(match.high()) == at(told, row + "high"));
    CHECK(std::to_string(match.points().demand()) == at(told, row + "points.demand"));
    CHECK(std::to_string(match.points().region()) == at(told, row + "points.region"));
    REQUIRE(match.questions_size() == told.fields()
                                          .at("rows")
                                          .list_value()
                                          .values(i)
                                          .struct_value()
                                          .fields()
                                          .at("questions")
                                          .list_value()
                                          .values_size());
    for (int q = 0; q < match.questions_size(); ++q) {
      const std::string question = row + "questions." + std::to_string(q) + ".";
      CHECK(match.questions(q).field() == at(told, question + "field"));
      CHECK(std::to_string(match.questions(q).rank()) == at(told, question + "rank"));
    }
    for (int f = 0; f < match.found_size(); ++f)
      CHECK(list.items(static_cast<int>(match.found(f).item())).key() == at(told, row + "found." + std::to_string(f)));
  }
  REQUIRE(list.near_misses_size() == told.fields().at("nearMisses").list_value().values_size());
  for (int i = 0; i < list.near_misses_size(); ++i) {
    const std::string miss = "nearMisses." + std::to_string(i) + ".";
    CHECK(list.near_misses(i).seeker().id() == at(told, miss + "seeker"));
    CHECK(std::to_string(list.near_misses(i).rank()) == at(told, miss + "rank"));
    CHECK(list.near_misses(i).fails().key() == at(told, miss + "fails"));
  }
}

}  // namespace

TEST_CASE("a vacancy's list is the command line's, and so are its near misses and questions") {
  Desk& desk = shared_desk();
  for (const char* vacancy : {"V0000011", "V0000002", "V0000037"}) check_against_command_line(desk, vacancy);
}

TEST_CASE("points of items and categories add up to the total") {
  Desk& desk = shared_desk();
  const auto list = list_of(desk, of_vacancy("V0000011", 20));
  REQUIRE(list.rows_size() > 5);
  for (const auto& row : list.rows()) {
    const auto& match = row.match();
    std::uint32_t demand = 0, wish = 0;
    for (const auto* part : {&match.found(), &match.unknown(), &match.missing()})
      for (const auto& item : *part)
        (list.items(static_cast<int>(item.item())).demand() ? demand : wish) += item.points();
    CHECK(demand == match.points().demand());
    CHECK(wish == match.points().wish());
    CHECK(demand + wish + match.points().position() + match.points().region() == match.total());
  }
}

TEST_CASE("a vacancy that is told in the request has the list of the stored one") {
  Desk& desk = shared_desk();
  const auto stored = list_of(desk, of_vacancy("V0000011", 20));
  api::RecordRequest get;
  get.set_id("V0000011");
  api::VacancyMatchesRequest request;
  *request.mutable_vacancy() = desk.ask<api::VacancyRecord>(Role::kWspAdviser, "/v1/vacancies/get", get).vacancy();
  request.set_top(20);
  const auto told = list_of(desk, request);
  REQUIRE(told.rows_size() == stored.rows_size());
  for (int i = 0; i < told.rows_size(); ++i)
    CHECK(told.rows(i).SerializeAsString() == stored.rows(i).SerializeAsString());
}

TEST_CASE("a seeker's list is the command line's") {
  Desk& desk = shared_desk();
  const auto told = parse_json(
      desk.store.run({"match", "--store", desk.store.root, "--seeker", "S0000011", "--top", "10", "--json"}).out);
  api::SeekerMatchesRequest request;
  request.set_seeker_id("S0000011");
  request.set_top(10);
  const auto list = desk.ask<api::SeekerMatches>(Role::kWerkcoach, kVacancies, request);
  REQUIRE(list.rows_size() == told.fields().at("rows").list_value().values_size());
  REQUIRE(list.rows_size() > 0);
  for (int i = 0; i < list.rows_size(); ++i) {
    CHECK(list.rows(i).vacancy().id() == at(told, "rows." + std::to_string(i) + ".vacancy"));
    CHECK(std::to_string(list.rows(i).match().total()) == at(told, "rows." + std::to_string(i) + ".total"));
  }
}

TEST_CASE("pages one after another are the whole list, and a cursor fits its own request only") {
  Desk& desk = shared_desk();
  const auto whole = list_of(desk, of_vacancy("V0000011", 1000));
  CHECK(whole.next_cursor().empty());
  REQUIRE(whole.rows_size() > 8);
  std::vector<std::string> found;
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 3);
  do {
    const auto page = list_of(desk, request);
    for (const auto& row : page.rows()) {
      CHECK(row.rank() == found.size() + 1);
      found.push_back(row.seeker().id());
    }
    request.set_cursor(page.next_cursor());
  } while (!request.cursor().empty());
  CHECK(found == ids(whole));

  const std::string cursor = list_of(desk, of_vacancy("V0000011", 3)).next_cursor();
  const auto with = [&](const std::string& vacancy, const std::string& text) {
    return desk.ask(Role::kWspAdviser, kSeekers, "{\"vacancyId\":\"" + vacancy + "\",\"cursor\":\"" + text + "\"}");
  };
  CHECK(with("V0000011", cursor).status == 200);
  CHECK(with("V0000002", cursor).status == 400);
  std::string changed = cursor;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  CHECK(with("V0000011", changed).status == 410);
  CHECK(with("V0000011", "???").status == 400);
  CHECK(with("V0000011", "AAAA").status == 400);
}

TEST_CASE("who is erased is on no later page of an epoch that was replaced, and has no list there") {
  Desk desk;
  const auto erase = [&](RecordKind kind, const std::string& id) {
    REQUIRE(desk.live->write({.puts = {}, .erases = {{kind, id}}}));
  };
  api::VacancyMatchesRequest of_seekers = of_vacancy("V0000011", 3);
  of_seekers.set_near_misses(2);
  const auto first = list_of(desk, of_seekers);
  REQUIRE(first.near_misses_size() > 0);
  api::SeekerMatchesRequest of_vacancies;
  of_vacancies.set_seeker_id("S0000011");
  of_vacancies.set_top(2);
  const auto firsts = desk.ask<api::SeekerMatches>(Role::kWerkcoach, kVacancies, of_vacancies);
  of_seekers.set_cursor(first.next_cursor());
  of_vacancies.set_cursor(firsts.next_cursor());
  const auto second = list_of(desk, of_seekers);
  const auto seconds = desk.ask<api::SeekerMatches>(Role::kWerkcoach, kVacancies, of_vacancies);
  REQUIRE(second.rows_size() == 3);
  REQUIRE(seconds.rows_size() == 2);

  erase(RecordKind::kSeeker, "S0000001");
  REQUIRE(desk.live->begin_whole_epoch());
  desk.live->wait_for_jobs();
  const std::string gone = second.rows(0).seeker().id(), missed = second.near_misses(0).seeker().id();
  const std::string filled = seconds.rows(0).vacancy().id();
  erase(RecordKind::kVacancy, filled);
  const auto nows = desk.ask<api::SeekerMatches>(Role::kWerkcoach, kVacancies, of_vacancies);
  REQUIRE(nows.rows_size() > 0);
  CHECK(nows.rows(0).vacancy().id() == seconds.rows(1).vacancy().id());

  erase(RecordKind::kSeeker, gone);
  erase(RecordKind::kSeeker, missed);
  const auto now = list_of(desk, of_seekers);
  CHECK(now.provenance().epoch() == first.provenance().epoch());
  REQUIRE(now.rows_size() == 3);
  CHECK(now.rows(0).seeker().id() == second.rows(1).seeker().id());
  CHECK(now.rows(0).rank() == 4);
  CHECK(std::ranges::none_of(now.near_misses(), [&](const auto& miss) { return miss.seeker().id() == missed; }));

  erase(RecordKind::kVacancy, "V0000011");
  const auto refused = desk.ask(Role::kWspAdviser, kSeekers,
                                R"({"vacancyId":"V0000011","nearMisses":2,"cursor":")" + first.next_cursor() + "\"}");
  CHECK(refused.status == 404);
}

TEST_CASE("weights of a request are scaled, told, and used") {
  Desk& desk = shared_desk();
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 10);
  request.mutable_weights()->set_region(3);
  const auto list = list_of(desk, request);
  CHECK(list.weights().requested().region() == 3);
  CHECK(list.weights().applied().region() == 10'000);
  REQUIRE(list.provenance().warnings_size() == 1);
  CHECK(list.provenance().warnings(0).code() == "weights-scaled");
  for (const auto& row : list.rows()) CHECK(row.match().total() == row.match().points().region());
  const auto refused = desk.ask(Role::kWspAdviser, kSeekers, R"({"vacancyId":"V0000011","weights":{}})");
  CHECK(refused.status == 400);
  CHECK(contains(refused.body, R"("name":"weights")"));
}

TEST_CASE("a condition that is overridden changes the list as a record that says so would") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  Vacancy record = open->market().record(*open->market().find_vacancy("V0000011"));
  REQUIRE(record.requirements_size() > 1);
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 20);
  auto& change = *request.add_conditions();
  change.set_requirement(1);
  change.set_condition(MUST);
  record.mutable_requirements(1)->set_condition(MUST);
  api::VacancyMatchesRequest told;
  *told.mutable_vacancy() = record;
  told.set_top(20);
  CHECK(ids(list_of(desk, request)) == ids(list_of(desk, told)));
  change.set_requirement(99);
  const auto refused = desk.ask(Role::kWspAdviser, kSeekers,
                                R"({"vacancyId":"V0000011","conditions":[{"requirement":99,"condition":"MUST"}]})");
  CHECK(refused.status == 400);
  CHECK(contains(refused.body, "conditions[0].requirement"));
}

TEST_CASE("an explanation says as much as was asked") {
  Desk& desk = shared_desk();
  api::VacancyMatchesRequest request = of_vacancy("V0000011", 3);
  request.set_explanation(api::NONE);
  CHECK_FALSE(list_of(desk, request).rows(0).match().has_criteria());
  request.set_explanation(api::DATA);
  CHECK(list_of(desk, request).rows(0).match().found(0).fact().empty());
  request.set_explanation(api::SHORT);
  CHECK_FALSE(list_of(desk, request).rows(0).match().short_().empty());
  request.set_explanation(api::FULL);
  CHECK_FALSE(list_of(desk, request).rows(0).match().found(0).fact().empty());
  request.set_language(api::EN);
  CHECK(contains(list_of(desk, request).rows(0).seeker().headline(), "travels "));
}

TEST_CASE("what cannot be asked is refused with the path of the field") {
  Desk& desk = shared_desk();
  const auto refused = [&](std::string_view body, std::string_view field) {
    const auto response = desk.ask(Role::kWspAdviser, kSeekers, std::string(body));
    INFO(body << " -> " << response.body);
    CHECK(response.status == 400);
    CHECK(response.content_type == kProblemType);
    CHECK(contains(response.body, "\"name\":\"" + std::string(field) + "\""));
  };
  refused("{}", "vacancyId");
  refused(R"({"vacancyId":"V0000011","vacancy":{}})", "vacancy");
  refused(R"({"vacancyId":"V0000011","top":1001})", "top");
  refused(R"({"vacancyId":"V0000011","nearMisses":101})", "nearMisses");
  refused(R"({"vacancyId":"V0000011","nearMisses":1,"passendeArbeid":false})", "nearMisses");
  refused(R"({"vacancyId":"V0000011","filters":{"regions":["nowhere"]}})", "filters.regions[0]");
  refused(R"({"vacancyId":"V0000011","filters":{"wantedOccupations":["x"]}})", "filters.wantedOccupations[0]");
  refused(R"({"vacancyId":"V0000011","filters":{"availableBy":"tomorrow"}})", "filters.availableBy");
  refused(R"({"vacancyId":"V0000011","filters":{"minHours":99}})", "filters.minHours");
  refused(R"({"vacancyId":"V0000011","filtres":{}})", "filtres");
  refused(R"({"vacancy":{"offer":{"postcode":"nowhere"}}})", "vacancy.offer.postcode");
  CHECK(desk.ask(Role::kWspAdviser, kSeekers, R"({"vacancyId":"nothing"})").status == 404);
}

TEST_CASE("a code that the taxonomy does not know is warned about, and hides nobody") {
  Desk& desk = shared_desk();
  api::VacancyMatchesRequest request;
  request.mutable_vacancy()->set_occupation("urn:nothing");
  const auto list = list_of(desk, request);
  REQUIRE(list.provenance().warnings_size() == 1);
  CHECK(list.provenance().warnings(0).code() == "unknown-code");
  CHECK(list.provenance().warnings(0).field() == "vacancy.occupation");
}
