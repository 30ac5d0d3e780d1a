#include "server/http/problem.h"

#include "loaders/format/json_line.h"

namespace schakel {
namespace {

void append_field(std::string_view key, std::string_view text, std::string& json) {
  if (text.empty()) return;
  if (json.back() != '{') json += ',';
  append_json_string(key, json);
  json += ':';
  append_json_string(text, json);
}

std::string type_of(const Problem& problem) {
  return problem.code.empty() ? "about:blank" : "urn:schakel:problem:" + problem.code;
}

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "Unknown";
  }
}

std::string problem_json(const Problem& problem) {
  std::string json = "{";
  append_field("type", type_of(problem), json);
  append_field("title", reason_phrase(problem.status), json);
  json += ",\"status\":" + std::to_string(problem.status);
  append_field("detail", problem.detail, json);
  append_field("instance", problem.instance, json);
  if (!problem.invalid_params.empty()) {
    json += ",\"invalidParams\":[";
    for (const InvalidParam& param : problem.invalid_params) {
      json += json.back() == '[' ? "{" : ",{";
      append_field("name", param.name, json);
      append_field("reason", param.reason, json);
      json += '}';
    }
    json += ']';
  }
  return json + '}';
}

HttpResponse problem_response(const Problem& problem) {
  HttpResponse response;
  response.status = problem.status;
  response.content_type = kProblemType;
  response.body = problem_json(problem);
  return response;
}

}  // namespace schakel
