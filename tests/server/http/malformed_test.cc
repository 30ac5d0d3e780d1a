#include <catch2/catch.hpp>
#include <string>

#include "tests/server/http/raw_client.h"
#include "tests/server/http/test_server.h"

using namespace schakel;

namespace {

// The status of what is sent on a connection of its own; and it must be closed afterwards.
int status_of(const HttpServer& server, std::string_view bytes) {
  RawClient client(server.port());
  const RawResponse response = client.ask(bytes);
  if (response.status >= 400) {
    CHECK(response.headers.at("content-type") == "application/problem+json");
    CHECK(response.headers.at("connection") == "close");
    CHECK(client.closed());
  }
  return response.status;
}

std::string post(std::string_view headers) { return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n"; }

}  // namespace

TEST_CASE("what is no HTTP is a 400") {
  const auto server = started(on_loopback());
  for (const char* bytes : {
           "nonsense\r\n\r\n",
           "GET\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\n: no name\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n",
           "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
           "\x16\x03\x01\x02\x01\x01\xfc\x03\x03 hello, TLS\r\n\r\n",
       })
    CHECK(status_of(*server, bytes) == 400);
  CHECK(server->metrics().malformed == 7);
}

TEST_CASE("what is refused before its path is known has the headers of the API") {
  const auto server = started(on_loopback());
  for (const char* bytes :
       {"nonsense\r\n\r\n", "GET v1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/2.0\r\nHost: a\r\n\r\n"}) {
    const RawResponse response = RawClient(server->port()).ask(bytes);
    CHECK(response.headers.at("api-version") == "1.2.3");
    CHECK(response.headers.at("cache-control") == "no-store");
    CHECK(response.headers.at("content-security-policy").find("script-src") == std::string::npos);
  }
}

TEST_CASE("a target that is no path is a 400") {
  const auto server = started(on_loopback());
  for (const char* target : {"v1", "host:443", "/a#b", "/%zz", "/%4", "http://", "ftp://host/", "/a\x7f", "/\xc3\xa9"})
    CHECK(status_of(*server, "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
}

TEST_CASE("a request has one host") {
  const auto server = started(on_loopback());
  CHECK(status_of(*server, "GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of(*server, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
}

TEST_CASE("another version than HTTP/1 is a 505") {
  const auto server = started(on_loopback());
  CHECK(status_of(*server, "GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
  CHECK(status_of(*server, "GET / HTTX/1.1\r\nHost: a\r\n\r\n") == 505);
  CHECK(status_of(*server, "GET / HTTP/1.1\nHost: a\n\n") == 505);
  CHECK(status_of(*server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
}

TEST_CASE("a body whose length can be read in two ways is a 400: nobody smuggles a request in it") {
  const auto server = started(on_loopback());
  for (const char* headers : {
           "Content-Length: 3\r\nContent-Length: 4\r\n",
           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
           "Content-Length: 3, 3\r\n",
           "Content-Length: -1\r\n",
           "Content-Length: +3\r\n",
           "Content-Length: 0x3\r\n",
           "Content-Length: 99999999999999999999999\r\n",
           "Content-Length:\r\n",
       })
    CHECK(status_of(*server, post(headers) + "abcd") == 400);
}

TEST_CASE("a coding of the body that is not chunked, once, is not worked") {
  const auto server = started(on_loopback());
  for (const char* coding : {"gzip", "chunked, gzip", "identity", "chunked, chunked", "xchunked", "gzip, chunked"})
    CHECK(status_of(*server, post("Transfer-Encoding: " + std::string(coding) + "\r\n") + "0\r\n\r\n") == 501);
  CHECK(status_of(*server, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
}

TEST_CASE("chunks that are none are a 400") {
  const auto server = started(on_loopback());
  for (const char* chunks : {"x\r\n", "3\r\nabcd\r\n0\r\n\r\n", "-1\r\n", "3 abc\r\n", "fffffffffffffffff\r\n"})
    CHECK(status_of(*server, post("Transfer-Encoding: chunked\r\n") + chunks) == 400);
}

TEST_CASE("an expectation that nobody knows is a 417") {
  const auto server = started(on_loopback());
  CHECK(status_of(*server, post("Expect: a miracle\r\nContent-Length: 1\r\n")) == 417);
}

TEST_CASE("half a request is not answered, and not worked") {
  int worked = 0;
  const auto server = started(on_loopback(), [&worked](const HttpRequest&) {
    ++worked;
    return HttpResponse{};
  });
  for (const char* half : {"", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n",
                           "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"}) {
    RawClient client(server->port());
    client.send(half);
    client.close_sending();
    CHECK(client.receive().status == 0);
  }
  CHECK(worked == 0);
}
