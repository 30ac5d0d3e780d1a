#include <algorithm>
#include <catch2/catch.hpp>

#include "server/service/api/matches.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

api::ReplayAnswer replay(Desk& desk, const std::string& match) {
  api::ReplayRequest request;
  request.set_match_id(match);
  return desk.ask<api::ReplayAnswer>(Role::kAuditor, "/v1/matches/replay", request);
}

api::VacancyMatches first_list(Desk& desk, std::uint32_t top = 5, const std::string& cursor = {}) {
  api::VacancyMatchesRequest request;
  request.set_vacancy_id("V0000011");
  request.set_top(top);
  request.set_cursor(cursor);
  return desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
}

void put(Desk& desk, const std::string& id, const Seeker& like) {
  api::SeekerRecord request;
  *request.mutable_seeker() = like;
  request.mutable_seeker()->set_id(id);
  CHECK(desk.ask<api::WriteAnswer>(Role::kWerkcoach, "/v1/seekers/put", request).outcome() == api::STORED);
}

void erase(Desk& desk, const std::string& id) {
  api::RecordRequest gone;
  gone.set_id(id);
  CHECK(desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone).outcome() == api::ERASED);
}

}  // namespace

TEST_CASE("a logged list is the same bytes again, also a second page, and after a restart") {
  Desk desk;
  const auto list = first_list(desk);
  const auto page = first_list(desk, 5, list.next_cursor());
  for (int run = 0; run < 2; ++run) {
    for (const auto* one : {&list, &page}) {
      const auto again = replay(desk, one->provenance().match_id());
      CHECK(again.reproduced());
      CHECK(again.actor() == "wsp-adviser");
      CHECK(again.purpose() == "vacaturevervulling");
      REQUIRE(again.vacancy_matches().rows_size() == one->rows_size());
      for (int i = 0; i < one->rows_size(); ++i)
        CHECK(again.vacancy_matches().rows(i).SerializeAsString() == one->rows(i).SerializeAsString());
    }
    desk.close();
    desk.open();
  }
  CHECK(desk.ask(Role::kAuditor, "/v1/matches/replay", R"({"matchId":"00"})").status == 404);
}

TEST_CASE("a list is made again while its records are known, and told as it was logged when they are not") {
  Desk desk;
  const auto open = desk.live->market();
  const auto best = first_list(desk).rows(0).seeker().id();
  put(desk, "twin", open->market().record(*open->market().find_seeker(best)));
  const auto list = first_list(desk);
  CHECK(list.provenance().changes() > 0);
  CHECK(replay(desk, list.provenance().match_id()).reproduced());
  // Somebody else comes: the market of then is put together again.
  put(desk, "other", open->market().record(*open->market().find_seeker(best)));
  const auto later = first_list(desk);
  CHECK(std::ranges::any_of(later.rows(), [](const auto& row) { return row.seeker().id() == "other"; }));
  CHECK(replay(desk, list.provenance().match_id()).reproduced());
  // One of them changes again: what it said then is not kept.
  api::SeekerRecord changed;
  *changed.mutable_seeker() = open->market().record(*open->market().find_seeker(best));
  changed.mutable_seeker()->set_id("twin");
  changed.mutable_seeker()->set_revision(changed.seeker().revision() + 1);
  CHECK(desk.ask<api::WriteAnswer>(Role::kWerkcoach, "/v1/seekers/put", changed).outcome() == api::REPLACED);
  const auto unlike = replay(desk, list.provenance().match_id());
  CHECK_FALSE(unlike.reproduced());
  REQUIRE(unlike.provenance().warnings_size() == 1);
  CHECK(unlike.provenance().warnings(0).text().find("gewist") == std::string::npos);
  erase(desk, best);
  erase(desk, "twin");
  const auto again = replay(desk, list.provenance().match_id());
  CHECK_FALSE(again.reproduced());
  REQUIRE(again.provenance().warnings_size() == 1);
  CHECK(again.provenance().warnings(0).code() == "not-reproduced");
  CHECK(again.provenance().warnings(0).text().find("gewist") != std::string::npos);
  REQUIRE(again.vacancy_matches().rows_size() == list.rows_size());
  for (int i = 0; i < list.rows_size(); ++i) {
    CHECK(again.vacancy_matches().rows(i).seeker().id() == list.rows(i).seeker().id());
    CHECK(again.vacancy_matches().rows(i).match().low() == list.rows(i).match().low());
  }
}

TEST_CASE("who has been erased does not come back by playing a list again") {
  Desk desk;
  api::VacancyMatchesRequest request;
  request.set_vacancy_id("V0000011");
  request.set_top(5);
  request.set_near_misses(5);
  const auto list = desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
  REQUIRE(list.provenance().changes() == 0);
  REQUIRE(list.near_misses_size() > 0);
  const std::string row = list.rows(2).seeker().id(), miss = list.near_misses(0).seeker().id();
  const auto others = first_list(desk);
  api::SeekerMatchesRequest of_seeker;
  of_seeker.set_seeker_id(row);
  const auto own = desk.ask<api::SeekerMatches>(Role::kWerkcoach, "/v1/seekers/matches", of_seeker);
  REQUIRE(own.rows_size() > 0);
  REQUIRE(replay(desk, list.provenance().match_id()).vacancy_matches().near_misses_size() == list.near_misses_size());

  erase(desk, miss);
  auto again = replay(desk, list.provenance().match_id());
  CHECK_FALSE(again.reproduced());
  CHECK(again.vacancy_matches().near_misses_size() == 0);
  CHECK(again.SerializeAsString().find(miss) == std::string::npos);
  CHECK(replay(desk, others.provenance().match_id()).reproduced());  // it showed no near misses

  erase(desk, row);
  again = replay(desk, others.provenance().match_id());
  CHECK_FALSE(again.reproduced());
  REQUIRE(again.provenance().warnings_size() == 1);
  CHECK(again.provenance().warnings(0).code() == "not-reproduced");
  REQUIRE(again.vacancy_matches().rows_size() == 5);
  for (int i = 0; i < 5; ++i) {
    api::SeekerProfile only_id;
    only_id.set_id(others.rows(i).seeker().id());
    CHECK(again.vacancy_matches().rows(i).seeker().SerializeAsString() == only_id.SerializeAsString());
  }
  again = replay(desk, own.provenance().match_id());
  CHECK_FALSE(again.reproduced());
  CHECK_FALSE(again.seeker_matches().has_seeker());
  CHECK(again.seeker_matches().rows_size() == own.rows_size());
}
