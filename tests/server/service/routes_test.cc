#include "server/service/routes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "server/service/metrics.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("no path has a place for an id, and every path is in kebab-case below /v1") {
  for (const Route& route : routes()) {
    INFO(route.path);
    CHECK(route.path.starts_with("/v1/"));
    CHECK(std::ranges::all_of(
        route.path, [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == '-' || c == '.' || c == '1'; }));
  }
}

TEST_CASE("what is about persons is asked by POST, with a body") {
  for (const Route& route : routes())
    if (route.action && concerns_persons(*route.action)) {
      INFO(route.path);
      CHECK(route.method == "POST");
      CHECK(route.request != nullptr);
    }
}

TEST_CASE("every action has a route, and routes are not repeated") {
  std::set<Action> actions;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Route& route : routes()) {
    if (route.action) actions.insert(*route.action);
    CHECK(seen.emplace(route.method, route.path).second);
  }
  for (const Action action : all_actions()) {
    INFO(action_name(action));
    CHECK(actions.contains(action));
  }
  CHECK(routes().size() <= kMostRoutes);
}

TEST_CASE("docs/api.md shows the table of routes as it is") {
  std::set<std::string> shown;
  std::istringstream lines(schakel::testing::read_bytes(SCHAKEL_SOURCE_DIR "/docs/api.md"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| GET ") || line.starts_with("| POST ")) shown.insert(line);
  for (const Route& route : routes()) {
    std::string line = "| " + std::string(route.method) + " " + std::string(route.path) + " | ";
    const auto name = [](const google::protobuf::Message& message) { return message.GetDescriptor()->name(); };
    if (route.request != nullptr) line += name(*route.request) + " ";
    line += "| ";
    line += route.answer != nullptr ? name(*route.answer) : route.type == kJson ? "OpenAPI 3" : "Prometheus text";
    line += " | ";
    if (route.action)
      line += action_name(*route.action);
    else
      line += route.door == Door::kSession ? "(any account)" : "(open)";
    line += " |";
    INFO(line);
    CHECK(shown.erase(line) == 1);
  }
  for (const std::string& line : shown) FAIL_CHECK("no such route: " << line);
}

TEST_CASE("an unknown path is not found, and another method is told which ones there are") {
  Desk& desk = shared_desk();
  CHECK(desk.get(Role::kAdmin, "/v1/seekers").status == 404);
  CHECK(desk.get(Role::kAdmin, "/v1/seekers/S0000011").status == 404);
  const HttpResponse response = desk.get(Role::kWspAdviser, "/v1/vacancies/matches");
  CHECK(response.status == 405);
  CHECK(response.content_type == kProblemType);
  REQUIRE(response.headers.size() == 1);
  CHECK(response.headers[0].name == "Allow");
  CHECK(response.headers[0].value == "POST");
  CHECK(methods_of("/v1/epochs") == "GET, HEAD, POST");
}

TEST_CASE("a body has at most 1 MiB, except that of a batch") {
  Desk& desk = shared_desk();
  const std::string blank(std::size_t{1} << 20, ' ');
  for (const Route& route : routes()) {
    if (route.request == nullptr || route.action == Action::kEpochsBuild) continue;
    INFO(route.path);
    for (const Role role : all_roles()) {
      if (!allowed(role, *route.action)) continue;
      CHECK(desk.ask(role, route.path, blank).status != 413);
      const HttpResponse refused = desk.ask(role, route.path, blank + " ");
      CHECK((refused.status == 413) == (route.path != "/v1/records/batch"));
      if (refused.status == 413) CHECK(contains(refused.body, "A body of this path has at most 1 MiB\""));
      break;
    }
  }
}

TEST_CASE("a batch has at most 4 MiB as JSON and 16 MiB as protobuf, and is told which") {
  Desk& desk = shared_desk();
  const std::string path = "/v1/records/batch";
  CHECK(desk.ask(Role::kBatch, path, std::string(kMostJsonBytes, ' ')).status == 200);
  const HttpResponse json = desk.ask(Role::kBatch, path, std::string(kMostJsonBytes + 1, ' '));
  CHECK(json.status == 413);
  CHECK(contains(json.body, "at most 4 MiB as JSON"));
  HttpRequest request = desk.request(Role::kBatch, path, std::string(kMostProtobufBytes + 1, '\xff'));
  request.headers.push_back({"content-type", std::string(kProtobuf)});
  const HttpResponse protobuf = desk.service->handle(request);
  CHECK(protobuf.status == 413);
  CHECK(contains(protobuf.body, "at most 16 MiB\""));
  request.body.pop_back();
  CHECK(desk.service->handle(request).status == 400);
}
