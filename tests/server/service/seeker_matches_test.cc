// The list of a seeker: what matches_test.cc asks of the list of a vacancy, from the other side.
#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/pair.h"
#include "server/service/api/matches.pb.h"
#include "server/service/api/pairs.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view kPath = "/v1/seekers/matches";

api::SeekerMatches list_of(Desk& desk, const api::SeekerMatchesRequest& request) {
  return desk.ask<api::SeekerMatches>(Role::kWerkcoach, kPath, request);
}

api::SeekerMatchesRequest of_seeker(std::string id, std::uint32_t top) {
  api::SeekerMatchesRequest request;
  request.set_seeker_id(std::move(id));
  request.set_top(top);
  return request;
}

std::vector<std::string> ids(const api::SeekerMatches& list) {
  std::vector<std::string> found;
  for (const auto& row : list.rows()) found.push_back(row.vacancy().id());
  return found;
}

// The seekers with the longest lists, longest first.
const std::vector<std::string>& busiest() {
  static const auto sorted = [] {
    Desk& desk = shared_desk();
    const auto open = desk.live->market();
    const Market market = open->market();
    std::vector<std::pair<int, std::string>> lengths;
    for (std::uint32_t s = 0; s < market.seekers(); ++s) {
      std::string id(market.name(SeekerId{s}));
      lengths.emplace_back(-list_of(desk, of_seeker(id, 1000)).rows_size(), id);
    }
    std::ranges::sort(lengths);
    REQUIRE(lengths[9].first <= -8);
    std::vector<std::string> names;
    for (int i = 0; i < 10; ++i) names.push_back(lengths[static_cast<std::size_t>(i)].second);
    return names;
  }();
  return sorted;
}

Seeker record_of(Desk& desk, const std::string& id) {
  const auto open = desk.live->market();
  return open->market().record(*open->market().find_seeker(id));
}

bool any_unknown(const api::Criteria& c) {
  return c.must() == api::UNKNOWN || c.travel() == api::UNKNOWN || c.hours() == api::UNKNOWN ||
         c.shift_work() == api::UNKNOWN;
}

}  // namespace

TEST_CASE("a seeker who is told in the request has the list of the stored one, and one of what is changed in it") {
  Desk& desk = shared_desk();
  for (const std::string& id : busiest()) {
    const auto stored = list_of(desk, of_seeker(id, 1000));
    api::SeekerMatchesRequest request;
    *request.mutable_seeker() = record_of(desk, id);
    request.set_top(1000);
    const auto told = list_of(desk, request);
    REQUIRE(told.rows_size() == stored.rows_size());
    for (int i = 0; i < told.rows_size(); ++i)
      CHECK(told.rows(i).SerializeAsString() == stored.rows(i).SerializeAsString());
    CHECK(told.seeker().id() == id);
  }
  api::SeekerMatchesRequest request;
  *request.mutable_seeker() = record_of(desk, busiest().front());
  request.mutable_seeker()->clear_id();
  request.mutable_seeker()->mutable_travel()->clear_max_minutes();
  request.mutable_seeker()->mutable_travel()->set_max_distance_km(5);
  request.set_top(1000);
  const auto at_home = list_of(desk, request);
  CHECK(at_home.considered() < list_of(desk, of_seeker(busiest().front(), 1000)).considered());
  for (const auto& row : at_home.rows()) CHECK(row.match().criteria().travel() != api::FAILS);
}

TEST_CASE("weights of a seeker's request are scaled, told, and used: rows and order are those of pairs by these") {
  Desk& desk = shared_desk();
  int moved = 0;
  for (const std::string& id : busiest()) {
    api::SeekerMatchesRequest request = of_seeker(id, 1000);
    const auto usual = list_of(desk, request);
    request.mutable_weights()->set_wish(1);
    request.mutable_weights()->set_region(3);
    const auto list = list_of(desk, request);
    CHECK(list.weights().requested().region() == 3);
    CHECK(list.weights().applied().region() == 7'500);
    CHECK(list.weights().applied().wish() == 2'500);
    REQUIRE(list.provenance().warnings_size() == 1);
    CHECK(list.provenance().warnings(0).code() == "weights-scaled");
    CHECK(list.rows_size() == usual.rows_size());  // who is eligible does not follow from weights
    for (int i = 0; i < list.rows_size(); ++i) {
      const auto& match = list.rows(i).match();
      CHECK(match.total() == match.points().wish() + match.points().region());
      if (i > 0) CHECK(match.total() <= list.rows(i - 1).match().total());
    }
    api::PairRequest pair;
    pair.set_seeker_id(id);
    pair.set_vacancy_id(list.rows(0).vacancy().id());
    *pair.mutable_weights() = request.weights();
    const auto score = desk.ask<api::PairScore>(Role::kWerkcoach, "/v1/pairs/score", pair);
    CHECK(score.match().total() == list.rows(0).match().total());
    moved += ids(list) != ids(usual);
  }
  CHECK(moved > 0);
  const auto refused = desk.ask(Role::kWerkcoach, kPath, R"({"seekerId":"S0000011","weights":{}})");
  CHECK(refused.status == 400);
  CHECK(contains(refused.body, R"("name":"weights")"));
}

TEST_CASE("vacancies with something unknown can be left out of a seeker's list") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  const Market market = open->market();
  std::size_t left_out = 0, kept = 0;
  for (std::uint32_t s = 0; s < market.seekers(); ++s) {
    api::SeekerMatchesRequest request = of_seeker(std::string(market.name(SeekerId{s})), 1000);
    const auto whole = list_of(desk, request);
    std::vector<std::string> expected;
    for (const auto& row : whole.rows())
      if (!any_unknown(row.match().criteria())) expected.push_back(row.vacancy().id());
    request.set_unknown(api::EXCLUDE);
    CHECK(ids(list_of(desk, request)) == expected);
    kept += expected.size();
    left_out += static_cast<std::size_t>(whole.rows_size()) - expected.size();
  }
  CHECK(left_out > 0);
  CHECK(kept > 0);
}

TEST_CASE("all pages of a seeker's list together are the one long list, also of one that is told and filtered") {
  Desk& desk = shared_desk();
  api::SeekerMatchesRequest told;
  *told.mutable_seeker() = record_of(desk, busiest().front());
  told.mutable_weights()->set_wish(1);
  told.mutable_filters()->set_no_shift_work(true);
  for (api::SeekerMatchesRequest request : {of_seeker(busiest().front(), 0), told}) {
    request.set_top(1000);
    const auto whole = list_of(desk, request);
    CHECK(whole.next_cursor().empty());
    REQUIRE(whole.rows_size() > 3);
    request.set_top(3);
    int found = 0;
    do {
      const auto page = list_of(desk, request);
      CHECK(page.rows_size() == std::min(3, whole.rows_size() - found));
      for (const auto& row : page.rows()) {
        REQUIRE(found < whole.rows_size());
        const auto& same = whole.rows(found++);
        CHECK(row.rank() == same.rank());
        CHECK(row.vacancy().id() == same.vacancy().id());
        CHECK(row.match().total() == same.match().total());
        CHECK(row.match().high() == same.match().high());
      }
      request.set_cursor(page.next_cursor());
    } while (!request.cursor().empty());
    CHECK(found == whole.rows_size());
  }

  const std::string cursor = list_of(desk, of_seeker(busiest().front(), 3)).next_cursor();
  const auto with = [&](const std::string& seeker, const std::string& text) {
    return desk.ask(Role::kWerkcoach, kPath, R"({"seekerId":")" + seeker + R"(","cursor":")" + text + "\"}").status;
  };
  CHECK(with(busiest()[0], cursor) == 200);
  CHECK(with(busiest()[1], cursor) == 400);
  std::string changed = cursor;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  CHECK(with(busiest()[0], changed) == 410);
}

TEST_CASE("a seeker's list is told in the language that was asked, with the same numbers") {
  Desk& desk = shared_desk();
  api::SeekerMatchesRequest request = of_seeker(busiest().front(), 5);
  request.set_explanation(api::FULL);
  request.mutable_weights()->set_wish(1);
  const auto dutch = list_of(desk, request);
  request.set_language(api::EN);
  const auto english = list_of(desk, request);
  REQUIRE(english.rows_size() == dutch.rows_size());
  CHECK(english.provenance().warnings(0).text() != dutch.provenance().warnings(0).text());
  CHECK(contains(english.seeker().headline(), "travels"));
  CHECK_FALSE(contains(dutch.seeker().headline(), "travels"));
  for (int i = 0; i < english.rows_size(); ++i) {
    const auto &told = english.rows(i), &same = dutch.rows(i);
    CHECK(told.vacancy().id() == same.vacancy().id());
    CHECK(told.match().points().SerializeAsString() == same.match().points().SerializeAsString());
    CHECK_FALSE(told.match().short_().empty());
    CHECK(told.match().short_() != same.match().short_());
  }
}

TEST_CASE("a seeker's list is the same bytes when it is played again: stored or told, and a second page") {
  Desk& desk = shared_desk();
  api::SeekerMatchesRequest told;
  *told.mutable_seeker() = record_of(desk, busiest().front());
  told.mutable_weights()->set_region(1);
  told.set_top(4);
  told.set_near_misses(3);
  std::vector<api::SeekerMatches> lists{list_of(desk, of_seeker(busiest().front(), 4)), list_of(desk, told)};
  api::SeekerMatchesRequest next = of_seeker(busiest().front(), 4);
  next.set_cursor(lists.front().next_cursor());
  lists.push_back(list_of(desk, next));
  CHECK(lists.back().rows(0).rank() == 5);
  for (const auto& list : lists) {
    api::ReplayRequest request;
    request.set_match_id(list.provenance().match_id());
    const auto again = desk.ask<api::ReplayAnswer>(Role::kAuditor, "/v1/matches/replay", request);
    CHECK(again.reproduced());
    CHECK(again.actor() == "werkcoach");
    CHECK(again.purpose() == "arbeidsbemiddeling");
    CHECK_FALSE(again.has_vacancy_matches());
    REQUIRE(again.seeker_matches().rows_size() == list.rows_size());
    for (int i = 0; i < list.rows_size(); ++i)
      CHECK(again.seeker_matches().rows(i).SerializeAsString() == list.rows(i).SerializeAsString());
    CHECK(again.seeker_matches().near_misses_size() == list.near_misses_size());
  }
}
