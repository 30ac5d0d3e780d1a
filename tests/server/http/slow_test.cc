#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

using namespace schakel;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST_CASE("headers that do not become whole in time are a 408, however they drip") {
  HttpServerOptions options = on_loopback();
  options.limits.header_time = 300ms;
  const auto server = started(std::move(options));
  RawClient client(server->port());
  const auto began = Clock::now();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n");
  while (Clock::now() - began < 10s && !client.closed(20)) {
    if (client.send("X")) continue;
    break;
  }
  CHECK(Clock::now() - began < 8s);
  CHECK(client.receive().status == 408);
  CHECK(server->metrics().timeouts == 1);
}

TEST_CASE("a body that does not become whole in time is a 408") {
  HttpServerOptions options = on_loopback();
  options.limits.body_time = 300ms;
  const auto server = started(std::move(options));
  RawClient client(server->port());
  CHECK(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf").status == 408);
  CHECK(client.closed());
}

TEST_CASE("a connection that asks nothing, at first or any more, is closed without a word") {
  HttpServerOptions options = on_loopback();
  options.limits.header_time = 200ms;
  options.limits.idle_time = 500ms;
  const auto server = started(std::move(options));
  RawClient silent(server->port()), done(server->port());
  const auto began = Clock::now();
  CHECK(done.ask(request_text("GET", "/")).status == 200);
  CHECK(silent.receive().status == 0);
  CHECK(silent.closed(0));
  CHECK(done.receive().status == 0);
  CHECK(Clock::now() - began > 400ms);
  CHECK(done.closed(0));
}

TEST_CASE("who does not take the answer in time is cut off, and the worker is not kept") {
  HttpServerOptions options = on_loopback();
  options.workers = 1;
  options.limits.write_time = 300ms;
  const std::string large(64 << 20, 'x');
  const auto server = started(std::move(options), [&large](const HttpRequest& request) {
    HttpResponse response;
    if (request.path == "/large") response.body = large;
    return response;
  });
  RawClient lazy(server->port());
  lazy.send(request_text("GET", "/large"));
  CHECK(RawClient(server->port()).ask(request_text("GET", "/")).status == 200);
  for (int i = 0; i < 200 && server->metrics().timeouts == 0; ++i) std::this_thread::sleep_for(10ms);
  CHECK(server->metrics().timeouts == 1);
}

TEST_CASE("many that are late at once are ended one after the other") {
  HttpServerOptions options = on_loopback();
  options.limits.header_time = 2s;
  options.limits.connections_per_client = 5000;
  const auto server = started(std::move(options));
  constexpr std::uint32_t kClients = 600;
  std::vector<RawClient> silent;
  silent.reserve(kClients);
  for (std::uint32_t i = 0; i < kClients; ++i) silent.emplace_back(server->port());
  const auto left = [&] { return server->metrics().connections; };
  const auto wait_until = [&](const auto& enough) {
    for (const auto began = Clock::now(); !enough() && Clock::now() - began < 10s;) std::this_thread::sleep_for(1ms);
  };
  wait_until([&] { return left() == kClients; });
  REQUIRE(left() == kClients);
  wait_until([&] { return left() < kClients; });
  const auto seen = Clock::now();
  const std::uint32_t still = left();
  wait_until([&] { return left() == 0; });
  CHECK(left() == 0);
  // One per ms, five at a time.
  CHECK(Clock::now() - seen + 10ms > std::chrono::milliseconds(still));
}

TEST_CASE("a thousand slow clients cost little memory, and the good ones nothing") {
  HttpServerOptions options = on_loopback();
  options.limits.connections_per_client = 5000;
  const auto server = started(std::move(options));
  std::vector<RawClient> slow;
  slow.reserve(1000);
  for (int i = 0; i < 1000; ++i) slow.emplace_back(server->port());
  for (std::size_t i = 0; i < slow.size(); ++i) slow[i].send(i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: " : "");
  RawClient good(server->port());
  std::vector<Clock::duration> times;
  for (int i = 0; i < 500; ++i) {
    slow[static_cast<std::size_t>(i) * 2].send("y");
    const auto began = Clock::now();
    REQUIRE(good.ask(request_text("GET", "/")).status == 200);
    times.push_back(Clock::now() - began);
  }
  std::ranges::sort(times);
  CHECK(times[times.size() / 2] < 200ms);
  CHECK(server->metrics().connections == 1001);
  for (std::size_t i = 0; i < slow.size(); i += 2) slow[i].send("\r\n\r\n");
  for (std::size_t i = 0; i < slow.size(); i += 2) REQUIRE(slow[i].receive().status == 200);
}
