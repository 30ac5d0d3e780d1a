#include "server/http/transport/response_head.h"

#include <catch2/catch.hpp>
#include <regex>

using namespace schakel;

namespace {

bool holds(std::string_view head, std::string_view line) {
  return head.find("\r\n" + std::string(line) + "\r\n") != std::string_view::npos;
}

}  // namespace

TEST_CASE("a head has a status line, the length, and an empty line at its end") {
  const std::string head = response_head({.status = 404, .content_type = "text/plain", .body = "four"}, {});
  CHECK(head.starts_with("HTTP/1.1 404 Not Found\r\n"));
  CHECK(holds(head, "Content-Type: text/plain"));
  CHECK(holds(head, "Content-Length: 4"));
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("a 204 and a 304 have no length and no body, and a HEAD has the length only") {
  for (const int status : {204, 304}) {
    CHECK(response_head({.status = status}, {}).find("Content-Length") == std::string::npos);
    CHECK_FALSE(sends_body(status, "GET"));
  }
  CHECK_FALSE(sends_body(200, "HEAD"));
  CHECK(sends_body(200, "GET"));
}

TEST_CASE("a header of the response takes the place of ours, in any case") {
  HttpResponse response;
  response.headers = {{"cache-CONTROL", "max-age=5"}, {"Referrer-Policy", "origin"}};
  const std::string head = response_head(response, {.path = "/v1/x"});
  CHECK(holds(head, "cache-CONTROL: max-age=5"));
  CHECK(head.find("no-store") == std::string::npos);
  CHECK(head.find("no-referrer") == std::string::npos);
}

TEST_CASE("nothing in a header becomes another header, and nobody else says where the message ends") {
  HttpResponse response;
  response.content_type = "text/plain\r\nX-Evil: 1";
  response.headers = {{"X-A", "1\r\nX-Evil: 1"},
                      {"X-Evil: 1\r\nX", "1"},
                      {"X-B", std::string("\0", 1)},
                      {"Content-Length", "9"},
                      {"transfer-encoding", "chunked"},
                      {"Connection", "x"},
                      {"", "x"}};
  const std::string head = response_head(response, {});
  CHECK(head.find("Evil") == std::string::npos);
  CHECK(head.find("X-") == head.find("X-Content-Type-Options"));
  CHECK(head.find("chunked") == std::string::npos);
  CHECK(holds(head, "Content-Length: 0"));
  CHECK(head.find("Connection") == std::string::npos);
}

TEST_CASE("an answer to a request whose path is not known has the headers of the API, and a page has its own") {
  for (const char* path : {"", "/v1", "/v1/x"}) {
    const std::string head = response_head({.status = 400}, {.path = path, .api_version = "1.2.3"});
    CHECK(holds(head, "API-Version: 1.2.3"));
    CHECK(holds(head, "Cache-Control: no-store"));
    CHECK(head.find("script-src") == std::string::npos);
  }
  const std::string page = response_head({}, {.path = "/v1x", .api_version = "1.2.3"});
  CHECK(page.find("API-Version") == std::string::npos);
  CHECK(page.find("script-src 'self'") != std::string::npos);
}

TEST_CASE("over TLS a client is told to stay there") {
  CHECK(holds(response_head({}, {.tls = true}), "Strict-Transport-Security: max-age=31536000"));
}

TEST_CASE("the date is in the form of HTTP") {
  CHECK(std::regex_match(std::string(http_date()), std::regex("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} "
                                                              "[0-9]{2}:[0-9]{2}:[0-9]{2} GMT")));
}
