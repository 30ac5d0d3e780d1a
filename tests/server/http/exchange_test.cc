#include <catch2/catch.hpp>
#include <numeric>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

using namespace schakel;

TEST_CASE("a request reaches the handler in parts, and its answer comes back") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  const RawResponse response = client.ask(request_text("POST", "/v1/a%20b?x=1&y", {}, "hello"));
  CHECK(response.status == 200);
  CHECK(response.body == "POST /v1/a%20b?x=1&y from 127.0.0.1: hello");
  CHECK(response.headers.at("content-type") == "text/plain");
}

TEST_CASE("headers come in lower case, without blanks around them, and in order") {
  Handler handler = [](const HttpRequest& request) {
    HttpResponse response;
    for (const HttpHeader& header : request.headers) response.body += header.name + "=" + header.value + ";";
    return response;
  };
  const auto server = started(on_loopback(), handler);
  RawClient client(server->port());
  const RawResponse response = client.ask("GET / HTTP/1.1\r\nHOST: a\r\nPurpose:  x y \r\nX-A: 1\r\nx-a: 2\r\n\r\n");
  CHECK(response.body == "host=a;purpose=x y;x-a=1;x-a=2;");
}

TEST_CASE("one connection serves many requests, one after the other, also when they are sent at once") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  for (int i = 0; i < 20; ++i) CHECK(client.ask(request_text("GET", "/" + std::to_string(i))).status == 200);
  client.send(request_text("POST", "/first", {}, "1") + request_text("GET", "/second"));
  CHECK(client.receive().body == "POST /first from 127.0.0.1: 1");
  CHECK(client.receive().body == "GET /second from 127.0.0.1: ");
  CHECK(server->metrics().accepted_connections == 1);
}

TEST_CASE("who says that it is the last request gets the answer, and the end") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  const RawResponse response = client.ask(request_text("GET", "/", "Connection: close\r\n"));
  CHECK(response.status == 200);
  CHECK(response.headers.at("connection") == "close");
  CHECK(client.closed());
}

TEST_CASE("HTTP/1.0 is answered, and then closed") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  CHECK(client.ask("GET / HTTP/1.0\r\n\r\n").status == 200);
  CHECK(client.closed());
}

TEST_CASE("a HEAD gets the length of the body that it does not get") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  client.send(request_text("HEAD", "/"));
  CHECK(client.receive(false).headers.at("content-length") ==
        std::to_string(std::string("HEAD / from 127.0.0.1: ").size()));
  CHECK(client.ask(request_text("GET", "/next")).body == "GET /next from 127.0.0.1: ");
}

TEST_CASE("a body may come in chunks") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(client.ask(head + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").body == "POST / from 127.0.0.1: abcde");
  CHECK(client.ask(request_text("GET", "/")).status == 200);
}

TEST_CASE("who waits for leave to send the body gets it") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
  CHECK(client.receive().status == 100);
  CHECK(client.ask("body").body == "POST / from 127.0.0.1: body");
}

TEST_CASE("the service as a whole has options, and other stars have none") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  CHECK(client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status == 204);
  CHECK(client.ask("GET * HTTP/1.1\r\nHost: a\r\n\r\n").status == 404);
  CHECK(client.ask("GET http://elsewhere/x HTTP/1.1\r\nHost: a\r\n\r\n").body == "GET /x from 127.0.0.1: ");
}

TEST_CASE("every answer carries the security headers, and /v1 its version and that it is not to be kept") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  const auto api = client.ask(request_text("GET", "/v1/x")).headers;
  CHECK(api.at("x-content-type-options") == "nosniff");
  CHECK(api.at("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
  CHECK(api.at("referrer-policy") == "no-referrer");
  CHECK(api.at("cache-control") == "no-store");
  CHECK(api.at("api-version") == "1.2.3");
  CHECK(api.at("date").ends_with(" GMT"));
  CHECK_FALSE(api.contains("strict-transport-security"));
  const auto page = client.ask(request_text("GET", "/")).headers;
  CHECK(page.at("content-security-policy").find("script-src 'self'") != std::string::npos);
  CHECK_FALSE(page.contains("api-version"));
  CHECK(client.ask("nonsense\r\n\r\n").headers.at("x-content-type-options") == "nosniff");
}

TEST_CASE("an exception in the handler becomes a 500 that tells the log, and not the client") {
  std::string told;
  HttpServerOptions options = on_loopback();
  options.log = [&told](std::string_view event) { told = event; };
  const auto server = started(std::move(options));
  RawClient client(server->port());
  const RawResponse response = client.ask(request_text("GET", "/throw"));
  CHECK(response.status == 500);
  CHECK(response.headers.at("content-type") == "application/problem+json");
  CHECK(response.body.find("secret") == std::string::npos);
  CHECK(told == "a handler failed: a secret");
  CHECK(client.ask(request_text("GET", "/")).status == 200);
}

TEST_CASE("what was answered is counted, by status") {
  const auto server = started(on_loopback());
  RawClient client(server->port());
  client.ask(request_text("GET", "/"));
  client.ask(request_text("GET", "/throw"));
  const HttpMetrics metrics = server->metrics();
  CHECK(metrics.answers[200] == 1);
  CHECK(metrics.answers[500] == 1);
  CHECK(metrics.connections == 1);
  CHECK(metrics.workers == 4);
  CHECK(std::accumulate(metrics.work.counts.begin(), metrics.work.counts.end(), 0U) == 2);
}
