// What is told of the weights of an answer.
#include <catch2/catch.hpp>
#include <string>

#include "server/service/api/matches.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("a category that says nothing keeps its weight: what is effective is what was applied") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  std::size_t rows = 0;
  for (int i = 10; i < 60; ++i) {
    const auto stored = open->market().find_vacancy("V00000" + std::to_string(i));
    if (!stored) continue;
    api::VacancyMatchesRequest request;
    *request.mutable_vacancy() = open->market().record(*stored);
    request.mutable_vacancy()->clear_requirements();
    request.mutable_weights()->set_demand(6000);
    request.mutable_weights()->set_wish(4000);
    const auto list = desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
    CHECK(list.weights().applied().demand() == 6000);
    CHECK(list.weights().effective().SerializeAsString() == list.weights().applied().SerializeAsString());
    for (const auto& row : list.rows()) {
      CHECK(row.match().points().demand() == 0);
      CHECK(row.match().total() <= 4000);  // nothing of the demand's weight went to the wish
      CHECK(row.match().high() >= 6000);
      ++rows;
    }
  }
  CHECK(rows > 0);
}
