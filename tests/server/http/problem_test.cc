#include "server/http/problem.h"

#include <catch2/catch.hpp>

using namespace schakel;

TEST_CASE("a problem says its status in words, and leaves out what is empty") {
  CHECK(problem_json({.status = 404}) == R"({"type":"about:blank","title":"Not Found","status":404})");
}

TEST_CASE("a problem names its kind, what happened, where, and every part that is wrong") {
  const Problem problem{.status = 400,
                        .code = "invalid-body",
                        .detail = "the body is \"no\" JSON",
                        .instance = "urn:uuid:1",
                        .invalid_params = {{"top", "found 0, expected 1 to 500"}, {"language", "unknown"}}};
  CHECK(problem_json(problem) ==
        R"({"type":"urn:schakel:problem:invalid-body","title":"Bad Request","status":400,)"
        R"("detail":"the body is \"no\" JSON","instance":"urn:uuid:1","invalidParams":[)"
        R"({"name":"top","reason":"found 0, expected 1 to 500"},{"name":"language","reason":"unknown"}]})");
}

TEST_CASE("a problem's response has its status and type") {
  const HttpResponse response = problem_response({.status = 503, .code = "overloaded"});
  CHECK(response.status == 503);
  CHECK(response.content_type == "application/problem+json");
  CHECK(response.body == problem_json({.status = 503, .code = "overloaded"}));
}

TEST_CASE("a request's header is found by its name in lower case, and is empty where there is none") {
  HttpRequest request;
  request.headers = {{"purpose", "bemiddeling"}, {"purpose", "second"}};
  CHECK(request.header("purpose") == "bemiddeling");
  CHECK(request.header("accept").empty());
}
