#include "server/service/guard.h"

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <new>
#include <thread>

#include "server/audit/audit_reader.h"
#include "server/service/openapi/examples.h"
#include "server/service/routes.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

std::vector<AuditLine> lines_of(const Desk& desk) {
  std::vector<AuditLine> lines;
  const auto reading = read_audit_log(desk.store.layout.audit(), [&](const AuditLine& line) { lines.push_back(line); });
  REQUIRE(reading);
  CHECK(reading->sound());
  return lines;
}

std::size_t count(const std::vector<AuditLine>& lines, std::string_view action, std::string_view result) {
  return static_cast<std::size_t>(std::ranges::count_if(
      lines, [&](const AuditLine& line) { return line.action == action && line.result == result; }));
}

// Over whatever a frame that is gone has left.
[[gnu::noinline]] void overwrite_stack() {
  std::array<volatile unsigned char, 8192> over;
  for (volatile unsigned char& byte : over) byte = 0;
}

}  // namespace

TEST_CASE("the service lets each role do what the table says, cell by cell") {
  Desk& desk = shared_desk();
  for (const Route& route : routes()) {
    if (!route.action || *route.action == Action::kEpochsBuild) continue;
    for (const Role role : all_roles()) {
      INFO(role_name(role) << " " << route.path);
      const HttpResponse response =
          desk.service->handle(desk.request(role, route.path, "{\"nonsense\":1}", route.method));
      if (allowed(role, *route.action)) {
        CHECK(response.status != 403);
      } else {
        CHECK(response.status == 403);
        CHECK(problem_code(response) == "action");
      }
    }
  }
}

TEST_CASE("nobody is let in without credentials, with wrong ones, or without a purpose of theirs") {
  Desk& desk = shared_desk();
  HttpRequest request = desk.request(Role::kWspAdviser, "/v1/market", "{}");
  request.headers[0].value = "Bearer schakel_000000000000000000000000000000000000000000a";
  HttpResponse response = desk.service->handle(request);
  CHECK(response.status == 401);
  CHECK(problem_code(response) == "unknown-credentials");
  request.headers[0].value = "Basic abc";
  response = desk.service->handle(request);
  CHECK(response.status == 401);
  CHECK(std::ranges::any_of(response.headers, [](const HttpHeader& h) { return h.name == "WWW-Authenticate"; }));
  request = desk.request(Role::kWspAdviser, "/v1/market", "{}");
  request.headers.pop_back();
  CHECK(problem_code(desk.service->handle(request)) == "no-purpose");
  request.headers.push_back({"purpose", "toezicht"});
  CHECK(problem_code(desk.service->handle(request)) == "purpose");
  request.headers.back().value = "nieuwsgierigheid";
  CHECK(problem_code(desk.service->handle(request)) == "unknown-purpose");
  // Without persons, and so not for a list of them.
  request = desk.request(Role::kWspAdviser, "/v1/vacancies/matches", R"({"vacancyId":"V0000011"})");
  request.headers.back().value = "arbeidsmarktinformatie";
  CHECK(desk.service->handle(request).status == 403);
}

TEST_CASE("health, the session and the OpenAPI document: who may see what") {
  Desk& desk = shared_desk();
  HttpRequest request{.method = "GET",
                      .path = "/v1/health/live",
                      .query = {},
                      .headers = {},
                      .body = {},
                      .origin = "test",
                      .certificate = {},
                      .arrived = {}};
  CHECK(desk.service->handle(request).body == R"({"status":"live"})");
  request.path = "/v1/health/ready";
  CHECK(desk.service->handle(request).status == 200);
  request.path = "/v1/openapi.json";
  CHECK(desk.service->handle(request).status == 200);
  request.path = "/v1/session";
  CHECK(desk.service->handle(request).status == 401);
  const HttpResponse session = desk.get(Role::kWerkcoach, "/v1/session");
  CHECK(session.status == 200);
  CHECK(contains(session.body, R"("account":"werkcoach")"));
  CHECK(contains(session.body, R"("match-seeker")"));
  CHECK_FALSE(contains(session.body, R"("match-vacancy")"));
  CHECK_FALSE(contains(session.body, R"("demo")"));
}

TEST_CASE("a line for every person in an answer is there before the answer") {
  Desk desk;
  const auto answer = parse_json(
      desk.ask(Role::kWspAdviser, "/v1/vacancies/matches", R"({"vacancyId":"V0000011","top":7})").body + "\n");
  const std::string match = at(answer, "provenance.matchId");
  auto lines = lines_of(desk);
  std::size_t shown = 0;
  for (const AuditLine& line : lines) {
    if (line.match != match) continue;
    CHECK(line.object == at(answer, "rows." + std::to_string(shown) + ".seeker.id"));
    CHECK(line.result == kResultShown);
    CHECK(line.actor == "wsp-adviser");
    CHECK(line.purpose == "vacaturevervulling");
    CHECK(line.epoch == at(answer, "provenance.epoch"));
    CHECK(line.origin == "127.0.0.1");
    ++shown;
  }
  CHECK(shown == 7);
  // The whole record is another line, and so is a refusal.
  CHECK(desk.ask(Role::kWerkcoach, "/v1/seekers/get", R"({"id":"S0000011"})").status == 200);
  CHECK(desk.ask(Role::kAdmin, "/v1/seekers/get", R"({"id":"S0000011"})").status == 403);
  CHECK(desk.ask(Role::kWerkcoach, "/v1/seekers/get", R"({"id":"nobody"})").status == 404);
  desk.service->close();
  lines = lines_of(desk);
  CHECK(count(lines, "read-seeker-full", kResultShown) == 1);
  CHECK(count(lines, "read-seeker-full", "refused-action") == 1);
  CHECK(count(lines, "read-seeker-full", kResultFailed) == 1);
}

TEST_CASE("who has no account gets a few lines a minute in the log, and a count of the rest") {
  Desk desk;
  desk.close();
  std::atomic<std::time_t> now = 1'795'000'000;  // the log's thread reads it too
  auto opened = Guard::open({.layout = desk.store.layout, .quota = {}, .tell = {}, .now = [&] {
                               return std::chrono::system_clock::from_time_t(now);
                             }});
  REQUIRE(opened);
  Guard& guard = **opened;
  HttpRequest request = desk.request(Role::kWerkcoach, "/v1/session", "", "GET");
  const std::string known = request.headers[0].value;
  const auto refused = [&](const std::string& origin, const std::string& authorization) {
    request.origin = origin;
    request.headers[0].value = authorization;
    CHECK_FALSE(guard.identify(request));
  };
  for (int i = 0; i < 40; ++i) refused("10.0.0.1", i % 2 == 0 ? "" : "Bearer schakel_" + std::string(43, 'x'));
  refused("10.0.0.2", "");
  now += 60;
  request.headers[0].value = known;
  CHECK(guard.identify(request));
  for (int i = 0; i < 7; ++i) refused("10.0.0.1", "");
  now += 60;
  for (int i = 0; i < 1000; ++i) refused("10.1." + std::to_string(i / 250) + "." + std::to_string(i % 250), "");
  REQUIRE(guard.close());

  std::map<std::string, std::vector<std::string>> results;
  for (const AuditLine& line : lines_of(desk))
    if (line.result.starts_with("refused")) results[line.origin].push_back(line.result);
  const std::string one = "refused-credentials";
  CHECK(results["10.0.0.1"] ==
        std::vector{one, one, one, one, one, one + " times=35", one, one, one, one, one, one + " times=2"});
  CHECK(results["10.0.0.2"] == std::vector{one});
  CHECK(results.size() == 2 + kRefusalOrigins + kRefusalsSingly + 1);
  CHECK(results["others"] == std::vector{one + " times=" + std::to_string(1000 - kRefusalOrigins - kRefusalsSingly)});
}

TEST_CASE("without a log there is no answer about persons") {
  Desk desk;
  REQUIRE(desk.service->close());
  const HttpResponse response = desk.ask(Role::kWspAdviser, "/v1/vacancies/matches", R"({"vacancyId":"V0000011"})");
  CHECK(response.status == 503);
  CHECK(problem_code(response) == "log");
  CHECK(desk.ask(Role::kWspAdviser, "/v1/market", R"({"group":"all","region":"all"})").status == 200);
}

TEST_CASE("what cannot be written down is not done either") {
  Desk desk;
  REQUIRE(desk.service->close());
  CHECK(desk.ask(Role::kWerkcoach, "/v1/seekers/put", R"({"seeker":{"id":"unlogged"}})").status == 503);
  const auto stored = desk.live->get(RecordKind::kSeeker, "unlogged");
  REQUIRE(stored);
  CHECK_FALSE(*stored);
  CHECK(desk.ask(Role::kBatch, "/v1/seekers/delete", R"({"id":"S0000011"})").status == 503);
  const auto kept = desk.live->get(RecordKind::kSeeker, "S0000011");
  REQUIRE(kept);
  CHECK(*kept);
}

TEST_CASE("work that ends by an exception takes nothing from under the thread that writes its line") {
  Desk desk;
  desk.service.reset();
  const auto owner = std::this_thread::get_id();
  std::atomic<bool> wait{false};
  auto guard = Guard::open({.layout = desk.store.layout, .quota = {}, .tell = {}, .now = [&] {
                              while (wait && std::this_thread::get_id() != owner) std::this_thread::yield();
                              return std::chrono::system_clock::now();
                            }});
  REQUIRE(guard);
  wait = true;
  const HttpRequest request = desk.request(Role::kBatch, "/v1/seekers/delete", "");
  const Deed deed{.action = "delete-seeker", .result = kResultDone, .persons = {"S0000011"}, .match = {}, .epoch = {}};
  CHECK_THROWS_AS((*guard)->release(request, {}, deed, []() -> Answered<void> { throw std::bad_alloc(); }),
                  std::bad_alloc);
  overwrite_stack();
  wait = false;
  CHECK((*guard)->close());
  CHECK(count(lines_of(desk), "delete-seeker", kResultDone) == 1);
  CHECK(count(lines_of(desk), "delete-seeker", kResultFailed) == 1);
}

TEST_CASE("an account is shown so many persons in an hour, and no more, also after a restart") {
  Desk desk({.persons_per_hour = 5});
  const std::string path = "/v1/vacancies/matches";
  CHECK(desk.ask(Role::kWspAdviser, path, R"({"vacancyId":"V0000011","top":4})").status == 200);
  CHECK(desk.ask(Role::kWspAdviser, path, R"({"vacancyId":"V0000011","top":4})").status == 200);  // the same four
  const HttpResponse refused = desk.ask(Role::kWspAdviser, path, R"({"vacancyId":"V0000011","top":8})");
  CHECK(refused.status == 429);
  CHECK(problem_code(refused) == "quota");
  desk.close();
  desk.open();
  CHECK(desk.ask(Role::kWspAdviser, path, R"({"vacancyId":"V0000011","top":8})").status == 429);
  CHECK(desk.ask(Role::kWspAdviser, path, R"({"vacancyId":"V0000011","top":4})").status == 200);
  desk.service->close();
  const auto lines = lines_of(desk);
  CHECK(count(lines, "match-vacancy", kResultRefusedQuota) == 16);  // twice, for each of the eight
  CHECK(count(lines, "match-vacancy", kResultAlarmQuota) >= 1);
}

TEST_CASE("whoever asks for a person who is not there leaves a line that names them") {
  Desk desk;
  const std::vector<std::pair<std::string, std::string>> asked{
      {"/v1/seekers/get", R"({"id":"nobody"})"},
      {"/v1/seekers/matches", R"({"seekerId":"nobody"})"},
      {"/v1/pairs/score", R"({"vacancyId":"V0000011","seekerId":"nobody"})"},
      {"/v1/seekers/what-if", R"({"seekerId":"nobody","best":1})"},
      {"/v1/seekers/position", R"({"seekerId":"nobody"})"}};
  for (const auto& [path, body] : asked) CHECK(desk.ask(Role::kWerkcoach, path, body).status == 404);
  desk.service->close();
  const auto lines = lines_of(desk);
  CHECK(static_cast<std::size_t>(std::ranges::count_if(lines, [](const AuditLine& line) {
          return line.object == "nobody" && line.result == kResultFailed;
        })) == asked.size());
}

TEST_CASE("a request that cannot be answered does not tell whether somebody is there") {
  Desk& desk = shared_desk();
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"/v1/seekers/matches", R"("filters":{"regions":["nowhere"]})"},
      {"/v1/pairs/score", R"("vacancyId":"V0000011","weights":{"demand":0})"},
      {"/v1/pairs/explain", R"("vacancyId":"V0000011","weights":{"demand":0})"},
      {"/v1/seekers/what-if", R"("vacancyId":"nothing","best":1)"}};
  for (const auto& [path, rest] : wrong) {
    INFO(path);
    const HttpResponse there = desk.ask(Role::kWerkcoach, path, R"({"seekerId":"S0000011",)" + rest + "}");
    const HttpResponse not_there = desk.ask(Role::kWerkcoach, path, R"({"seekerId":"nobody",)" + rest + "}");
    CHECK(there.status >= 400);
    CHECK(there.status == not_there.status);
    CHECK(there.body == not_there.body);
  }
}
