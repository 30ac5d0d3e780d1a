#include <atomic>
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

namespace {

void wait_until(const HttpServer& server, std::uint32_t working, std::uint32_t queued) {
  for (int i = 0; i < 500; ++i) {
    const HttpMetrics now = server.metrics();
    if (now.working == working && now.queued == queued) return;
    std::this_thread::sleep_for(10ms);
  }
  FAIL("the server never had " << working << " at work and " << queued << " queued");
}

}  // namespace

TEST_CASE("when the queue is full, who comes is told at once, and who is in it is answered") {
  HttpServerOptions options = on_loopback();
  options.workers = 1;
  options.limits.queue = 2;
  options.limits.wait_most = 60s;
  options.limits.retry_after = 7s;
  const auto server = started(std::move(options));
  RawClient first(server->port()), second(server->port()), third(server->port()), fourth(server->port());
  first.send(request_text("GET", "/sleep/2000"));
  wait_until(*server, 1, 0);
  second.send(request_text("GET", "/second"));
  third.send(request_text("GET", "/third"));
  wait_until(*server, 1, 2);
  const auto began = Clock::now();
  const RawResponse refused = fourth.ask(request_text("GET", "/fourth"));
  CHECK(Clock::now() - began < 1s);
  CHECK(refused.status == 503);
  CHECK(refused.headers.at("retry-after") == "7");
  CHECK(refused.headers.at("content-type") == "application/problem+json");
  CHECK(first.receive().status == 200);
  CHECK(second.receive().status == 200);
  CHECK(third.receive().status == 200);
  CHECK(fourth.ask(request_text("GET", "/again")).status == 200);
  CHECK(server->metrics().refused_queue_full == 1);
}

TEST_CASE("who has waited too long is told so, and not worked") {
  HttpServerOptions options = on_loopback();
  options.workers = 1;
  options.limits.wait_most = 100ms;
  std::atomic<int> worked = 0;
  const auto server = started(std::move(options), [&worked](const HttpRequest& request) {
    ++worked;
    return echo(request);
  });
  RawClient first(server->port()), second(server->port());
  first.send(request_text("GET", "/sleep/400"));
  wait_until(*server, 1, 0);
  CHECK(second.ask(request_text("GET", "/late")).status == 503);
  CHECK(first.receive().status == 200);
  CHECK(worked == 1);
  CHECK(server->metrics().refused_waited_too_long == 1);
}

TEST_CASE("cheap paths are answered however busy the workers are") {
  HttpServerOptions options = on_loopback();
  options.workers = 1;
  options.limits.queue = 1;
  options.cheap_paths = {"/v1/health/live"};
  const auto server = started(std::move(options));
  RawClient first(server->port()), second(server->port()), health(server->port());
  first.send(request_text("GET", "/sleep/2000"));
  wait_until(*server, 1, 0);
  second.send(request_text("GET", "/second"));
  wait_until(*server, 1, 1);
  CHECK(health.ask(request_text("GET", "/v1/health/live")).status == 200);
  CHECK(health.ask(request_text("GET", "/v1/health/live/")).status == 503);
  CHECK(server->metrics().queued == 1);
}

TEST_CASE("many clients at once on several threads each get their own answer") {
  HttpServerOptions options = on_loopback();
  options.io_threads = 3;
  options.workers = 3;
  const auto server = started(std::move(options));
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      RawClient client(server->port());
      for (int i = 0; i < 100; ++i) {
        const std::string body = std::to_string(t) + "/" + std::to_string(i);
        if (client.ask(request_text("POST", "/x", {}, body)).body == "POST /x from 127.0.0.1: " + body) ++right;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 800);
  CHECK(server->metrics().answers[200] == 800);
}
