#include "server/http/transport/request_target.h"

#include <catch2/catch.hpp>

using schakel::parse_request_target;

TEST_CASE("a target is a path and what stands behind its first question mark") {
  const auto target = parse_request_target("/v1/a%20b?x=1?2");
  REQUIRE(target);
  CHECK(target->path == "/v1/a%20b");
  CHECK(target->query == "x=1?2");
  CHECK(parse_request_target("/")->path == "/");
  CHECK(parse_request_target("/?")->query.empty());
}

TEST_CASE("scheme and authority are cut off, in any case") {
  CHECK(parse_request_target("HTTP://host:80/x?y")->path == "/x");
  CHECK(parse_request_target("https://[::1]/x")->path == "/x");
  CHECK_FALSE(parse_request_target("http://host"));
  CHECK_FALSE(parse_request_target("http:///x"));
  CHECK_FALSE(parse_request_target("http://host?x"));
}

TEST_CASE("what is no path is none") {
  for (const char* target : {"", "v1", "host:443", "**", "*/", "/a b", "/a\tb", "/a#b", "/%", "/%4", "/%4g", "/\\x",
                             "/\x7f", "/\xc3\xa9", "/<", "ftp://host/x"})
    CHECK_FALSE(parse_request_target(target));
  CHECK(parse_request_target("*")->path == "*");
}
