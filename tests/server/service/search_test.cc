// What a full-text search shows, and what is written down of it.
#include <catch2/catch.hpp>
#include <string>

#include "server/audit/audit_reader.h"
#include "server/service/api/market.pb.h"
#include "server/service/api/pairs.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

// With a seeker and a vacancy whose texts have a word that no other text has.
struct SearchDesk : Desk {
  SearchDesk() {
    api::BatchRequest batch;
    Seeker& seeker = *batch.add_seekers();
    seeker.set_id("person");
    seeker.set_presentation("Na mijn ziekte repareer ik weer draaiorgels");
    seeker.add_wanted_titles()->set_text("Orgelmaker");
    seeker.add_experience()->set_text("Draaiorgels stemmen in Emmen");
    Vacancy& vacancy = *batch.add_vacancies();
    vacancy.set_id("job");
    vacancy.set_title("Restaurator");
    vacancy.set_description("Onderhoud van draaiorgels in het museum");
    REQUIRE(ask<api::BatchAnswer>(Role::kBatch, "/v1/records/batch", batch).stored() == 2);
    REQUIRE(live->begin_whole_epoch());
    live->wait_for_jobs();
  }

  [[nodiscard]] api::SearchAnswer search(std::string_view path) const {
    api::SearchRequest request;
    request.set_text("draaiorgels");
    return ask<api::SearchAnswer>(Role::kWspAdviser, path, request);
  }
};

}  // namespace

TEST_CASE("a search of seekers finds their own words and shows none of them; of vacancies it shows where") {
  const SearchDesk desk;
  const auto seekers = desk.search("/v1/seekers/search");
  REQUIRE(seekers.hits_size() == 1);
  CHECK(seekers.hits(0).id() == "person");
  CHECK(seekers.hits(0).title() == "Orgelmaker");
  CHECK(seekers.hits(0).snippet().empty());
  const std::string told = seekers.SerializeAsString();
  for (const char* word : {"ziekte", "repareer", "Emmen"}) CHECK_FALSE(contains(told, word));
  const auto vacancies = desk.search("/v1/vacancies/search");
  REQUIRE(vacancies.hits_size() == 1);
  CHECK(vacancies.hits(0).snippet() == "Onderhoud van «draaiorgels» in het museum");
}

TEST_CASE("a search tells what it was made from, and the audit log names it with whom it showed") {
  const SearchDesk desk;
  const auto answer = desk.search("/v1/seekers/search");
  const auto open = desk.live->market();
  const Market market = open->market();
  CHECK(answer.provenance().epoch() == market.id());
  CHECK(answer.provenance().strategy_hash() == market.strategy_hash());
  CHECK_FALSE(answer.provenance().exact());
  CHECK(answer.provenance().sequence() == market.sequence());
  REQUIRE_FALSE(answer.provenance().match_id().empty());
  CHECK_FALSE(desk.search("/v1/vacancies/search").provenance().match_id().empty());

  std::size_t shown = 0;
  const auto reading = read_audit_log(desk.store.layout.audit(), [&](const AuditLine& line) {
    if (line.action != "search-seekers") return;
    ++shown;
    CHECK(line.object == "person");
    CHECK(line.match == answer.provenance().match_id());
    CHECK(line.epoch == answer.provenance().epoch());
  });
  REQUIRE(reading);
  CHECK(shown == 1);
}

TEST_CASE("only lists are kept to be played again") {
  Desk& desk = shared_desk();
  const auto replay = [&](const std::string& match) {
    return desk.ask(Role::kAuditor, "/v1/matches/replay", R"({"matchId":")" + match + R"("})");
  };
  const auto asked = [&](std::string_view path, std::string body) {
    const HttpResponse response = desk.ask(Role::kWspAdviser, path, std::move(body));
    REQUIRE(response.status == 200);
    return at(parse_json(response.body + "\n"), "provenance.matchId");
  };
  CHECK(replay(asked("/v1/vacancies/matches", R"({"vacancyId":"V0000011"})")).status == 200);
  for (const char* path : {"/v1/pairs/score", "/v1/pairs/explain", "/v1/pairs/why-not"}) {
    const HttpResponse refused = replay(asked(path, R"({"vacancyId":"V0000011","seekerId":"S0000011"})"));
    CHECK(refused.status == 404);
    CHECK(contains(refused.body, "No list with this id is kept"));
  }
  CHECK(replay(asked("/v1/market", R"({"group":"all"})")).status == 404);
}
