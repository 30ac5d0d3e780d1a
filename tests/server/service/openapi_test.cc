#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "server/service/openapi/document.h"
#include "server/service/openapi/examples.h"
#include "server/service/routes.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;
using google::protobuf::Struct;
using google::protobuf::Value;

namespace {

const Struct& document() {
  static const Struct parsed = parse_json(openapi_document({}) + "\n");
  return parsed;
}

const Value* member(const Struct& object, const std::string& name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? nullptr : &found->second;
}

// What "#/components/schemas/X" points at; null when it is not there.
const Value* resolve(std::string_view reference) {
  REQUIRE(reference.starts_with("#/"));
  reference.remove_prefix(2);
  const Value* at_value = nullptr;
  const Struct* object = &document();
  while (!reference.empty()) {
    const std::string_view name = reference.substr(0, reference.find('/'));
    reference.remove_prefix(std::min(reference.size(), name.size() + 1));
    if (object == nullptr) return nullptr;
    at_value = member(*object, std::string(name));
    if (at_value == nullptr) return nullptr;
    object = at_value->has_struct_value() ? &at_value->struct_value() : nullptr;
  }
  return at_value;
}

// Every member of that name, anywhere.
void gather(const Value& value, const std::string& name, std::vector<const Value*>& found) {
  for (const Value& inner : value.list_value().values()) gather(inner, name, found);
  for (const auto& [key, inner] : value.struct_value().fields()) {
    if (key == name) found.push_back(&inner);
    gather(inner, name, found);
  }
}

std::vector<const Value*> all(const std::string& name) {
  static Value whole;
  *whole.mutable_struct_value() = document();
  std::vector<const Value*> found;
  gather(whole, name, found);
  return found;
}

}  // namespace

TEST_CASE("the OpenAPI document has every route, and every reference in it leads somewhere") {
  CHECK(at(document(), "openapi") == "3.0.3");
  const std::string root = at(document(), "servers.0.url");
  CHECK(root == "/v1");
  for (const Route& route : routes()) {
    INFO(route.path);
    const Value* path =
        member(member(document(), "paths")->struct_value(), std::string(route.path.substr(root.size())));
    REQUIRE(path != nullptr);
    std::string method(route.method);
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c + 32); });
    const Value* operation = member(path->struct_value(), method);
    REQUIRE(operation != nullptr);
    CHECK((member(operation->struct_value(), "requestBody") != nullptr) == (route.request != nullptr));
    const Value* responses = member(operation->struct_value(), "responses");
    REQUIRE(responses != nullptr);
    CHECK(member(responses->struct_value(), std::to_string(route.status)) != nullptr);
  }
  const auto references = all("$ref");
  CHECK(references.size() > 200);
  for (const Value* reference : references) {
    INFO(reference->string_value());
    CHECK(resolve(reference->string_value()) != nullptr);
  }
  std::set<std::string> operations;
  for (const Value* id : all("operationId")) CHECK(operations.insert(id->string_value()).second);
  CHECK(operations.size() == routes().size());
}

TEST_CASE("the document names its version and, where there is one, whom to ask; any page may read it") {
  CHECK(at(document(), "info.version") == kApiVersion);
  CHECK(member(member(document(), "info")->struct_value(), "contact") == nullptr);
  const Struct asked = parse_json(openapi_document({"Team", "https://team.example", "team@team.example"}) + "\n");
  CHECK(at(asked, "info.contact.name") == "Team");
  CHECK(at(asked, "info.contact.url") == "https://team.example");
  CHECK(at(asked, "info.contact.email") == "team@team.example");
  const auto is_open = [](const HttpResponse& response) {
    return std::ranges::any_of(response.headers, [](const HttpHeader& header) {
      return header.name == "Access-Control-Allow-Origin" && header.value == "*";
    });
  };
  Desk& desk = shared_desk();
  CHECK(is_open(desk.get(Role::kAdmin, "/v1/openapi.json")));
  CHECK_FALSE(is_open(desk.get(Role::kAdmin, "/v1/metrics")));
  CHECK_FALSE(is_open(desk.get(Role::kAdmin, "/v1/status")));
}

TEST_CASE("schemas say what the files of the messages say") {
  const Value* top = resolve("#/components/schemas/VacancyMatchesRequest/properties/top/description");
  REQUIRE(top != nullptr);
  CHECK(top->string_value() == "rows of one page, 1..1000; 0: 20");
  CHECK(resolve("#/components/schemas/record.Seeker/properties/postcode") != nullptr);
  for (const char* request : {"VacancyMatchesRequest", "PairRequest", "ClinicRequest", "VacancyQuestionsRequest"})
    for (const char* field : {"weights", "conditions"}) {
      INFO(request << " " << field);
      CHECK(resolve("#/components/schemas/" + std::string(request) + "/properties/" + field) != nullptr);
    }
  CHECK(resolve("#/components/schemas/SeekerFilter.SpokenLanguage") != nullptr);
}

TEST_CASE("every example of the OpenAPI document is answered") {
  Desk desk;
  std::string match;
  for (const Route& route : routes()) {
    if (route.request == nullptr) continue;
    INFO(route.path);
    std::string body(example_of(route.path));
    REQUIRE_FALSE(body.empty());
    if (const std::size_t mark = body.find(kExampleMatchId); mark != std::string::npos) {
      REQUIRE_FALSE(match.empty());
      body.replace(mark, kExampleMatchId.size(), match);
    }
    const auto role = std::ranges::find_if(all_roles(), [&](Role one) { return allowed(one, *route.action); });
    const HttpResponse response = desk.service->handle(desk.request(*role, route.path, body, route.method));
    INFO(response.body);
    CHECK(response.status == route.status);
    if (route.path == "/v1/vacancies/matches") match = at(parse_json(response.body + "\n"), "provenance.matchId");
  }
  CHECK_FALSE(match.empty());
  desk.live->wait_for_jobs();
}
