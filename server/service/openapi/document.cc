#include "server/service/openapi/document.h"

#include <algorithm>
#include <vector>

#include "server/http/problem.h"
#include "server/service/api/common.pb.h"
#include "server/service/body.h"
#include "server/service/openapi/examples.h"
#include "server/service/openapi/schemas.h"
#include "server/service/routes.h"

namespace schakel {
namespace {

constexpr std::string_view kDescription =
    "Exact, two-sided, explained matching of vacancies and jobseekers. Bodies are JSON or protobuf, by Content-Type "
    "and "
    "Accept. In JSON a field that is absent is 0, false, \"\" or empty. Searches are POST, so that nothing about a "
    "person is ever part of a URL.";

constexpr std::string_view kRoot = "/v1";  // the server of the document; its paths are below it

// "postVacanciesMatches" of POST /v1/vacancies/matches.
std::string operation_id(const Route& route) {
  std::string id;
  for (const char c : route.method) id += static_cast<char>(c + 32);
  bool capital = true;
  for (const char c : route.path.substr(kRoot.size())) {
    if (c == '/' || c == '-' || c == '.') {
      capital = true;
      continue;
    }
    id += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    capital = false;
  }
  return id;
}

void write_content(JsonWriter& json, std::string_view reference, std::string_view example) {
  json.key("content").begin_object();
  for (const Media media : {Media::kJson, Media::kProtobuf}) {
    json.key(content_type_of(media)).begin_object().key("schema").begin_object();
    if (media == Media::kJson)
      json.field("$ref", reference);
    else
      json.field("type", "string").field("format", "binary");
    json.end_object();
    if (media == Media::kJson && !example.empty()) json.key("example").raw(example);
    json.end_object();
  }
  json.end_object();
}

void write_answer(JsonWriter& json, const Route& route, Schemas& schemas) {
  json.key(std::to_string(route.status)).begin_object();
  json.field("description", route.status == 202 ? "Accepted: the work goes on" : "The answer");
  json.key("headers").begin_object();
  json.key("API-Version").begin_object().field("$ref", "#/components/headers/API-Version").end_object().end_object();
  if (route.answer != nullptr) {
    write_content(json, schemas.reference(*route.answer->GetDescriptor()), {});
  } else {
    const std::string type(route.type.substr(0, route.type.find(';')));
    json.key("content").begin_object().key(type).begin_object().key("schema").begin_object();
    json.field("type", type == kJsonType ? "object" : "string").end_object().end_object().end_object();
  }
  json.end_object();
}

void write_refusals(JsonWriter& json, const Route& route) {
  const auto refused = [&](std::string_view status, std::string_view name) {
    json.key(status).begin_object().field("$ref", "#/components/responses/" + std::string(name)).end_object();
  };
  if (route.request != nullptr) refused("400", "BadRequest");
  if (route.door != Door::kOpen) refused("401", "Unauthorized");
  if (route.door == Door::kAccount) refused("403", "Forbidden");
  refused("default", "Other");
}

void write_operation(JsonWriter& json, const Route& route, Schemas& schemas) {
  std::string method;
  for (const char c : route.method) method += static_cast<char>(c + 32);
  json.key(method).begin_object().field("operationId", std::string_view(operation_id(route)));
  json.field("summary", route.summary).key("tags").begin_array().value(route.tag).end_array();
  if (route.action) {
    std::string roles;
    for (const Role role : all_roles())
      if (allowed(role, *route.action)) roles += (roles.empty() ? "" : ", ") + std::string(role_name(role));
    json.field("description", "Action " + std::string(action_name(*route.action)) + "; roles: " + roles + ".");
    json.key("parameters").begin_array().begin_object().field("$ref", "#/components/parameters/Purpose").end_object();
    json.end_array();
  }
  json.key("security").begin_array();
  if (route.door != Door::kAccount) json.begin_object().end_object();
  if (route.door != Door::kOpen) json.begin_object().key("token").begin_array().end_array().end_object();
  json.end_array();
  if (route.request != nullptr) {
    json.key("requestBody").begin_object().field("required", true);
    write_content(json, schemas.reference(*route.request->GetDescriptor()), example_of(route.path));
    json.end_object();
  }
  json.key("responses").begin_object();
  write_answer(json, route, schemas);
  write_refusals(json, route);
  json.end_object().end_object();
}

void write_paths(JsonWriter& json, Schemas& schemas) {
  json.key("paths").begin_object();
  std::vector<std::string_view> written;
  for (const Route& route : routes()) {
    if (std::ranges::find(written, route.path) != written.end()) continue;
    written.push_back(route.path);
    json.key(route.path.substr(kRoot.size())).begin_object();
    for (const Route& same : routes())
      if (same.path == route.path) write_operation(json, same, schemas);
    json.end_object();
  }
  json.end_object();
}

void write_problem_response(JsonWriter& json, std::string_view name, std::string_view description,
                            std::string_view problem) {
  json.key(name).begin_object().field("description", description).key("content").begin_object();
  json.key(kProblemType).begin_object().key("schema").begin_object().field("$ref", problem).end_object();
  json.end_object().end_object().end_object();
}

void write_components(JsonWriter& json, Schemas& schemas) {
  const std::string problem = schemas.reference(*api::Problem::descriptor());
  json.key("components").begin_object().key("schemas").begin_object();
  schemas.write(json);
  json.end_object().key("responses").begin_object();
  write_problem_response(json, "BadRequest", "The request cannot be answered as it stands; invalidParams names fields",
                         problem);
  write_problem_response(json, "Unauthorized", "Nobody is known by these credentials", problem);
  write_problem_response(json, "Forbidden", "Not for this role, or not for this purpose", problem);
  write_problem_response(json, "Other", "Any other error: 404, 410, 429, 503 ...", problem);
  json.end_object().key("headers").begin_object().key("API-Version").begin_object();
  json.field("description", "Version of the API that answered").key("schema").begin_object().field("type", "string");
  json.end_object().end_object().end_object().key("parameters").begin_object().key("Purpose").begin_object();
  json.field("name", "Purpose").field("in", "header").field("required", true);
  json.field("description", "For what personal data are looked at (doelbinding); one of the account's purposes");
  json.key("schema").begin_object().field("type", "string").end_object().field("example", "vacaturevervulling");
  json.end_object().end_object().key("securitySchemes").begin_object().key("token").begin_object();
  json.field("type", "http").field("scheme", "bearer");
  json.field("description", "A token of schakel account add; a client certificate can take its place");
  json.end_object().end_object().end_object();
}

void write_info(JsonWriter& json, const ApiContact& contact) {
  json.key("info").begin_object().field("title", "Schakel").field("version", kApiVersion);
  json.field("description", kDescription);
  if (!contact.name.empty()) {
    json.key("contact").begin_object().field("name", std::string_view(contact.name));
    json.field("url", std::string_view(contact.url)).field("email", std::string_view(contact.email)).end_object();
  }
  json.end_object();
}

}  // namespace

std::string openapi_document(const ApiContact& contact) {
  JsonWriter json;
  Schemas schemas;
  json.begin_object().field("openapi", "3.0.3");
  write_info(json, contact);
  json.key("servers").begin_array().begin_object().field("url", kRoot).end_object().end_array();
  write_paths(json, schemas);
  write_components(json, schemas);
  json.end_object();
  return json.text();
}

}  // namespace schakel
