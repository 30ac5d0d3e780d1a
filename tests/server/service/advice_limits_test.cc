#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <future>
#include <string_view>
#include <thread>
#include <vector>

#include "server/service/open_runs.h"
#include "server/service/seats.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

void damage_runs(const StoreLayout& layout) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(layout.runs()))
    if (entry.is_regular_file() && entry.file_size() > 1000) flip_middle_byte(entry.path());
}

}  // namespace

TEST_CASE("as many calculate as there are seats; the next is sent away until one leaves") {
  Seats seats(2);
  auto first = seats.take();
  const auto second = seats.take();
  REQUIRE(first);
  REQUIRE(second);
  const auto third = seats.take();
  REQUIRE_FALSE(third);
  CHECK(third.error().problem.status == 503);
  REQUIRE(third.error().headers.size() == 1);
  CHECK(third.error().headers[0].name == "Retry-After");
  CHECK(third.error().headers[0].value == "1");
  first->reset();
  CHECK(seats.take());
}

TEST_CASE("while two calculate a clinic is told to come again, and afterwards it is answered") {
  Desk desk;
  damage_runs(desk.store.layout);
  // The first what-if has a seat when it tells of the damage, and the second when it waits for the first.
  std::promise<void> go_on;
  const auto may_go_on = go_on.get_future().share();
  desk.service.reset();
  auto service = Service::open({.layout = desk.store.layout,
                                .live = *desk.live,
                                .quota = {.persons_per_hour = 1'000'000},
                                .tell = [may_go_on](std::string_view sentence) {
                                  if (sentence.starts_with("The lists of an epoch")) may_go_on.wait();
                                }});
  REQUIRE(service);
  desk.service = *std::move(service);
  const auto until_answered = [&] {
    for (;;) {
      const int status =
          desk.ask(Role::kWerkcoach, "/v1/seekers/what-if", R"({"seekerId":"S0000011","best":1})").status;
      if (status != 503) return status;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
  const auto clinic = [&] {
    return desk.ask(Role::kWspAdviser, "/v1/vacancies/clinic", R"({"vacancyId":"V0000011"})");
  };
  auto first = std::async(std::launch::async, until_answered), second = std::async(std::launch::async, until_answered);
  HttpResponse response = clinic();
  for (int i = 0; i < 2000 && !contains(response.body, "calculations"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    response = clinic();
  }
  go_on.set_value();
  CHECK(response.status == 503);
  CHECK(problem_code(response) == "busy");
  CHECK(contains(response.body, "calculations"));
  CHECK(first.get() == 200);
  CHECK(second.get() == 200);
  CHECK(clinic().status == 200);
}

TEST_CASE("the lists of an epoch are opened once, told of once where they are damaged, and missed by nobody") {
  Desk desk;
  OpenRuns runs;
  std::vector<std::string> told;
  const Tell tell = [&](std::string_view sentence) { told.emplace_back(sentence); };
  const StoreLayout& layout = desk.store.layout;
  const auto epoch = desk.live->market()->epoch;
  const auto run = runs.of(layout, epoch, tell);
  REQUIRE(run);
  CHECK(runs.of(layout, epoch, tell) == run);
  CHECK(told.empty());

  const std::string asked = R"({"seekerId":"S0000011","change":{"maxDistanceKm":60},"top":5,"best":3})";
  const auto answer_of = [&] {
    const HttpResponse response = desk.ask(Role::kWerkcoach, "/v1/seekers/what-if", asked);
    REQUIRE(response.status == 200);
    return response.body.substr(response.body.find("\"seeker\""));
  };
  const std::string with_run = answer_of();
  const auto away = layout.root / "runs-away";
  std::filesystem::rename(layout.runs(), away);
  OpenRuns without;
  CHECK_FALSE(without.of(layout, epoch, tell));
  CHECK(told.empty());
  desk.close();
  desk.open();
  CHECK(answer_of() == with_run);
  std::filesystem::rename(away, layout.runs());
  CHECK(without.of(layout, epoch, tell));  // made after somebody asked

  damage_runs(layout);
  OpenRuns damaged;
  CHECK_FALSE(damaged.of(layout, epoch, tell));
  CHECK_FALSE(damaged.of(layout, epoch, tell));
  CHECK(told.size() == 1);
}
