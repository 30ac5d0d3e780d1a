#include <sys/stat.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST_CASE("stopping finishes the requests that have begun, closes the idle and takes no more") {
  const auto server = started(on_loopback());
  const std::uint16_t port = server->port();
  RawClient idle(port), at_work(port), sending(port);
  CHECK(idle.ask(request_text("GET", "/")).status == 200);
  at_work.send(request_text("GET", "/sleep/400"));
  sending.send("POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha");
  while (server->metrics().working == 0) std::this_thread::sleep_for(1ms);
  std::thread stopping([&] { server->stop(); });
  CHECK(idle.closed());
  sending.send("lf");
  const RawResponse last = sending.receive();
  CHECK(last.body == "POST /half from 127.0.0.1: half");
  CHECK(last.headers.at("connection") == "close");
  CHECK(at_work.receive().status == 200);
  stopping.join();
  CHECK_THROWS(RawClient(port));
  server->stop();
}

TEST_CASE("stopping does not wait longer than it may for who never finishes") {
  HttpServerOptions options = on_loopback();
  options.limits.stop_time = 200ms;
  const auto server = started(std::move(options));
  RawClient slow(server->port());
  slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha");
  std::this_thread::sleep_for(50ms);
  const auto began = Clock::now();
  server->stop();
  CHECK(Clock::now() - began < 3s);
}

TEST_CASE("stopping while a request is at work loses no answer, time after time") {
  for (int round = 0; round < 20; ++round) {
    HttpServerOptions options = on_loopback();
    options.io_threads = 2;
    auto server = started(std::move(options));
    RawClient client(server->port());
    client.send(request_text("GET", "/sleep/5"));
    const auto begun = [&] { return server->metrics().working == 1 || server->metrics().answers[200] == 1; };
    while (!begun()) std::this_thread::sleep_for(100us);
    server.reset();
    REQUIRE(client.receive().status == 200);
  }
}

TEST_CASE("two servers do not listen on one port, and no server on an address that is none") {
  const auto server = started(on_loopback());
  HttpServerOptions options = on_loopback();
  options.port = server->port();
  const auto second = HttpServer::start(options, echo);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kBusy);
  options.address = "localhost!";
  CHECK(HttpServer::start(options, echo).error().code == ErrorCode::kBadInput);
}

TEST_CASE("a Unix socket serves its owner only, names itself as origin, and is gone afterwards") {
  const testing::TempFolder folder;
  HttpServerOptions options = on_loopback();
  options.address = "";
  options.socket = folder.path() / "schakel.sock";
  options.limits.connections_per_client = 1;
  const auto server = started(options);
  CHECK(server->port() == 0);
  struct stat file{};
  REQUIRE(::stat(options.socket.c_str(), &file) == 0);
  CHECK((file.st_mode & 0777) == 0600);
  RawClient one(options.socket), two(options.socket);
  CHECK(one.ask(request_text("GET", "/x")).body == "GET /x from socket: ");
  CHECK(two.ask(request_text("GET", "/x")).status == 200);
  CHECK(HttpServer::start(options, echo).error().code == ErrorCode::kBusy);
  server->stop();
  CHECK_FALSE(std::filesystem::exists(options.socket));
}

TEST_CASE("a Unix socket that a killed server left is replaced, and a file in its place is not") {
  const testing::TempFolder folder;
  HttpServerOptions options = on_loopback();
  options.address = "";
  options.socket = folder.path() / "left.sock";
  options.socket_mode = 0660;
  {
    const auto killed = started(options);
    std::filesystem::create_hard_link(options.socket, folder.path() / "kept.sock");
  }
  std::filesystem::rename(folder.path() / "kept.sock", options.socket);
  {
    const auto server = started(options);
    CHECK(RawClient(options.socket).ask(request_text("GET", "/")).status == 200);
  }
  std::ofstream(options.socket) << "precious";
  CHECK(HttpServer::start(options, echo).error().code == ErrorCode::kBusy);
  CHECK(std::filesystem::file_size(options.socket) == 8);
}
