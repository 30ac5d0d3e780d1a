#include <catch2/catch.hpp>
#include <deque>
#include <string>
#include <thread>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

using namespace schakel;
using namespace std::chrono_literals;

namespace {

bool until_bodies_hold(const HttpServer& server, std::uint64_t bytes) {
  for (int i = 0; i < 1000 && server.metrics().body_bytes != bytes; ++i) std::this_thread::sleep_for(10ms);
  return server.metrics().body_bytes == bytes;
}

}  // namespace

TEST_CASE("a body up to its limit is worked, and one byte more is a 413, announced or in chunks") {
  HttpServerOptions options = on_loopback();
  options.limits.body_bytes = 100'000;
  const auto server = started(std::move(options));
  const std::string most(100'000, 'x'), more(100'001, 'x');
  CHECK(RawClient(server->port()).ask(request_text("POST", "/", {}, most)).body.ends_with(": " + most));
  CHECK(RawClient(server->port()).ask(request_text("POST", "/", {}, more)).status == 413);
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(RawClient(server->port()).ask(head + "186a0\r\n" + most + "\r\n0\r\n\r\n").status == 200);
  CHECK(RawClient(server->port()).ask(head + "186a1\r\n" + more + "\r\n0\r\n\r\n").status == 413);
}

TEST_CASE("a body that is announced too large is refused before it is sent") {
  HttpServerOptions options = on_loopback();
  options.limits.body_bytes = 10;
  const auto server = started(std::move(options));
  RawClient client(server->port());
  const RawResponse refused =
      client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n");
  CHECK(refused.status == 413);
  CHECK(refused.body.find("at most 10 bytes") != std::string::npos);
  CHECK(client.closed());
}

TEST_CASE("headers beyond their bytes or their number are a 431") {
  HttpServerOptions options = on_loopback();
  options.limits.header_bytes = 4000;
  options.limits.headers = 10;
  const auto server = started(std::move(options));
  const auto with = [&](const std::string& headers) {
    const RawResponse response = RawClient(server->port()).ask(request_text("GET", "/", headers));
    CHECK((response.status == 431) == response.headers.contains("api-version"));
    return response.status;
  };
  const auto lines = [](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "X-" + std::to_string(i) + ": y\r\n";
    return text;
  };
  CHECK(with("X: " + std::string(3900, 'x') + "\r\n") == 200);
  CHECK(with("X: " + std::string(4000, 'x') + "\r\n") == 431);
  CHECK(with("X: " + std::string(400'000, 'x') + "\r\n") == 431);
  CHECK(with(lines(9)) == 200);
  CHECK(with(lines(10)) == 431);
  CHECK(RawClient(server->port()).ask("GET /" + std::string(5000, 'x')).status == 431);
}

TEST_CASE("trailers and chunk extensions cannot grow without end") {
  HttpServerOptions options = on_loopback();
  options.limits.header_bytes = 4000;
  const auto server = started(std::move(options));
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string endless(1'000'000, 'x');
  CHECK(RawClient(server->port()).ask(head + "1;" + endless).status >= 400);
  CHECK(RawClient(server->port()).ask(head + "0\r\nX: " + endless).status >= 400);
}

TEST_CASE("all bodies together have their limit, and it comes back") {
  HttpServerOptions options = on_loopback();
  options.limits.bodies_bytes = 100'000;
  const auto server = started(std::move(options));
  const std::string body(60'000, 'x');
  {
    RawClient slow(server->port());
    slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60001\r\n\r\n" + body);
    CHECK(until_bodies_hold(*server, 60'000));
    const RawResponse refused = RawClient(server->port()).ask(request_text("POST", "/", {}, body));
    CHECK(refused.status == 503);
    CHECK(refused.headers.at("retry-after") == "1");
    CHECK(server->metrics().refused_bodies == 1);
    CHECK(slow.ask("y").status == 200);
  }
  for (int i = 0; i < 5; ++i) CHECK(RawClient(server->port()).ask(request_text("POST", "/", {}, body)).status == 200);
}

TEST_CASE("large bodies that wait for their last byte leave room for small ones") {
  HttpServerOptions options = on_loopback();
  options.limits.bodies_bytes = 1'000'000;
  const auto server = started(std::move(options));
  const auto begin = [&](RawClient& client, std::size_t size) {
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
                std::string(size - 1, 'x'));
  };
  const std::string large = request_text("POST", "/", {}, std::string(300'000, 'x'));
  {
    std::deque<RawClient> small;
    RawClient waiting(server->port());
    begin(waiting, 300'000);
    CHECK(until_bodies_hold(*server, 299'999));
    CHECK(RawClient(server->port()).ask(large).status == 503);
    for (int i = 0; i < 8; ++i) begin(small.emplace_back(server->port()), 60'000);
    for (RawClient& client : small) CHECK(client.ask("y").status == 200);
  }
  for (int i = 0; i < 100 && server->metrics().connections > 0; ++i) std::this_thread::sleep_for(10ms);
  for (int i = 0; i < 5; ++i) CHECK(RawClient(server->port()).ask(large).status == 200);
}

TEST_CASE("an address has so many connections and no more; another one has its own") {
  HttpServerOptions options = on_loopback();
  options.limits.connections_per_client = 3;
  const auto server = started(std::move(options));
  std::deque<RawClient> clients;
  for (int i = 0; i < 3; ++i) CHECK(clients.emplace_back(server->port()).ask(request_text("GET", "/")).status == 200);
  RawClient turned_away(server->port());
  const RawResponse refused = turned_away.receive();
  CHECK(refused.status == 503);
  CHECK(refused.headers.at("api-version") == "1.2.3");
  CHECK(turned_away.closed());
  CHECK(RawClient(server->port(), "127.0.0.2").ask(request_text("GET", "/")).status == 200);
  CHECK(server->metrics().refused_connections == 1);
  clients.pop_front();
  for (int i = 0; i < 100 && server->metrics().connections > 2; ++i) std::this_thread::sleep_for(10ms);
  CHECK(RawClient(server->port()).ask(request_text("GET", "/")).status == 200);
}

TEST_CASE("there are so many connections in total and no more") {
  HttpServerOptions options = on_loopback();
  options.limits.connections = 2;
  const auto server = started(std::move(options));
  RawClient one(server->port()), two(server->port());
  CHECK(one.ask(request_text("GET", "/")).status == 200);
  CHECK(two.ask(request_text("GET", "/")).status == 200);
  CHECK(RawClient(server->port(), "127.0.0.2").receive().status == 503);
  CHECK(one.ask(request_text("GET", "/")).status == 200);
}
