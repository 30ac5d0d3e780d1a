#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "server/service/api/matches.pb.h"
#include "server/service/api/operation.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

Seeker stored(Desk& desk, const std::string& id) {
  api::RecordRequest request;
  request.set_id(id);
  return desk.ask<api::SeekerRecord>(Role::kWerkcoach, "/v1/seekers/get", request).seeker();
}

api::WriteAnswer put(Desk& desk, const Seeker& seeker) {
  api::SeekerRecord request;
  *request.mutable_seeker() = seeker;
  return desk.ask<api::WriteAnswer>(Role::kWerkcoach, "/v1/seekers/put", request);
}

std::vector<std::string> list_ids(Desk& desk, std::uint32_t top) {
  api::VacancyMatchesRequest request;
  request.set_vacancy_id("V0000011");
  request.set_top(top);
  const auto list = desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
  std::vector<std::string> ids;
  for (const auto& row : list.rows()) ids.push_back(row.seeker().id());
  return ids;
}

}  // namespace

TEST_CASE("what is put is in the next answer, and what is deleted in none") {
  Desk desk;
  const auto before = list_ids(desk, 8);
  REQUIRE(before.size() == 8);
  Seeker twin = stored(desk, before[0]);
  twin.set_id("twin");
  CHECK(put(desk, twin).outcome() == api::STORED);
  const auto with = list_ids(desk, 9);
  CHECK(std::ranges::find(with, "twin") != with.end());
  CHECK(stored(desk, "twin").id() == "twin");
  CHECK(put(desk, twin).outcome() == api::UNCHANGED);
  twin.set_revision(twin.revision() + 1);
  CHECK(put(desk, twin).outcome() == api::REPLACED);
  twin.set_revision(twin.revision() - 1);
  CHECK(put(desk, twin).outcome() == api::STALE);

  api::RecordRequest gone;
  gone.set_id("twin");
  auto erased = desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone);
  CHECK(erased.outcome() == api::ERASED);
  CHECK(erased.remains_size() > 2);
  CHECK(desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone).outcome() == api::NOT_THERE);
  CHECK(list_ids(desk, 8) == before);
  gone.set_id(before[0]);
  erased = desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone);
  CHECK(contains(erased.remains(0), "epoch"));
  const auto without = list_ids(desk, 7);
  CHECK(without == std::vector<std::string>(before.begin() + 1, before.end()));
  CHECK(desk.ask(Role::kWerkcoach, "/v1/seekers/get", R"({"id":")" + before[0] + R"("})").status == 404);
}

TEST_CASE("a deletion names every epoch on the disk that holds the record, also those that do not answer") {
  Desk desk;
  const auto first = desk.store.epoch();
  const std::string base = first->id();
  desk.close();
  desk.store.load_day(1);
  MadeStore::run({"rematch", "--store", desk.store.root, "--since", base, "--top", "10", "--date", "2026-11-22"});
  const auto second = desk.store.epoch();
  const std::string over = second->id();
  REQUIRE(second->base() != nullptr);
  std::string someone;  // of both
  for (std::uint32_t s = 0; someone.empty(); ++s)
    if (const auto name = first->name(SeekerId{s}); second->find_seeker(name)) someone = name;
  const std::string unknown = "0123456789abcdef";
  std::filesystem::create_directories(desk.store.layout.epoch(unknown));
  std::filesystem::create_directories(desk.store.layout.epoch(".unfinished"));
  desk.open();
  REQUIRE(desk.live->status().kept == std::vector{over});

  api::RecordRequest gone;
  gone.set_id(someone);
  const auto erased = desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone);
  const auto named = [&](const std::string& start) {
    return std::ranges::any_of(erased.remains(), [&](const std::string& one) { return one.starts_with(start); });
  };
  CHECK(named("epoch " + over + " and its lists; no answer shows it"));
  CHECK(named("epoch " + base + " and its lists; no answer shows it"));
  CHECK(named("epoch " + unknown + " and its lists, perhaps: it cannot be read"));
  CHECK_FALSE(named("epoch ."));

  gone.set_id("nobody");
  const auto nobody = desk.ask<api::WriteAnswer>(Role::kBatch, "/v1/seekers/delete", gone);
  CHECK(std::ranges::count_if(nobody.remains(), [](const std::string& one) { return one.starts_with("epoch "); }) == 1);
}

TEST_CASE("a record that may not come in is refused with the path of its field") {
  Desk& desk = shared_desk();
  const auto refused = [&](std::string_view path, std::string_view body, std::string_view field) {
    const auto response = desk.ask(Role::kBatch, path, std::string(body));
    INFO(body << " -> " << response.body);
    CHECK(response.status == 400);
    CHECK(contains(response.body, "\"name\":\"" + std::string(field) + "\""));
  };
  refused("/v1/seekers/put", R"({"seeker":{"postcode":"1011"}})", "seeker.id");
  refused("/v1/seekers/put", R"({"seeker":{"id":"a","postcode":"x"}})", "seeker.postcode");
  refused("/v1/seekers/put", R"({"seeker":{"id":"a","age":50}})", "seeker.age");
  refused("/v1/vacancies/put", R"({"vacancy":{"id":"a","requirements":[{"kind":"EXPERIENCE","maxMonths":24}]}})",
          "vacancy.requirements[0].maxMonths");
  refused("/v1/seekers/delete", "{}", "id");
}

TEST_CASE("a batch stores what passes and names what does not") {
  Desk desk;
  api::BatchRequest request;
  request.add_seekers()->set_id("b1");
  request.add_seekers()->set_postcode("nowhere");
  request.add_vacancies()->set_id("b2");
  request.add_erase_vacancies("V0000011");
  request.add_erase_seekers("nobody");
  const auto answer = desk.ask<api::BatchAnswer>(Role::kBatch, "/v1/records/batch", request);
  CHECK(answer.stored() == 2);
  CHECK(answer.erased() == 1);
  REQUIRE(answer.refusals_size() == 1);
  CHECK(answer.refusals(0).field().starts_with("seekers[1]."));
  CHECK(desk.ask(Role::kWspAdviser, "/v1/vacancies/matches", R"({"vacancyId":"V0000011"})").status == 404);
  CHECK(desk.ask(Role::kWspAdviser, "/v1/vacancies/matches", R"({"vacancyId":"b2"})").status == 200);
}

TEST_CASE("a new epoch is made in the background and takes over") {
  Desk desk;
  Seeker extra;
  extra.set_id("extra");
  put(desk, extra);
  const auto before = desk.get(Role::kAdmin, "/v1/epochs/current");
  CHECK(contains(before.body, R"("changes":1)"));
  CHECK(desk.ask(Role::kAdmin, "/v1/epochs", "{}").status == 202);
  desk.live->wait_for_jobs();
  const auto after = desk.get(Role::kAdmin, "/v1/epochs/current");
  CHECK_FALSE(contains(after.body, "changes"));
  CHECK(after.body != before.body);
  CHECK(contains(desk.get(Role::kAdmin, "/v1/epochs").body, R"("running":)") == false);
}
