#include "server/serve/listen_address.h"

#include <catch2/catch.hpp>

using namespace schakel;

TEST_CASE("an address to listen on has a port, and says whether others reach it") {
  const auto local = parse_listen_address("127.0.0.1:8642");
  REQUIRE(local);
  CHECK(local->address == "127.0.0.1");
  CHECK(local->port == 8642);
  CHECK(local->loopback);
  CHECK(parse_listen_address("localhost:0")->address == "127.0.0.1");
  CHECK(parse_listen_address("[::1]:443")->address == "::1");
  CHECK(parse_listen_address("[::1]:443")->loopback);
  for (const char* elsewhere : {"0.0.0.0:1", "128.0.0.1:1", "10.1.2.3:80", "[::]:80", "[fe80::1]:80"})
    CHECK_FALSE(parse_listen_address(elsewhere)->loopback);
}

TEST_CASE("what is no address to listen on is wrong usage, named") {
  for (const char* wrong : {"", ":", "8642", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80",
                            "[::1]", "host:80", "127.1:80", "127.0.0.1:80x", "[127.0.0.1]:80"}) {
    const auto parsed = parse_listen_address(wrong);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::kBadUsage);
    CHECK(parsed.error().message.find(wrong) != std::string::npos);
  }
}

TEST_CASE("an address becomes a URL, with the port that was found") {
  CHECK(url_of(*parse_listen_address("127.0.0.1:0"), 4711, false) == "http://127.0.0.1:4711");
  CHECK(url_of(*parse_listen_address("[::1]:443"), 443, true) == "https://[::1]:443");
}
