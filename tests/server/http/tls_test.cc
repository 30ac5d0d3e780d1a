#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <thread>

#include "tests/server/http/certificates.h"
#include "tests/server/http/test_server.h"
#include "tests/support/temp_folder.h"

using namespace schakel;

namespace {

struct Tls {
  testing::TempFolder folder;
  HttpServerOptions options = on_loopback();
  TlsClientOptions client{.trusted = folder / "authority.crt"};

  Tls() {
    make_certificate(folder.path(), "authority");
    make_certificate(folder.path(), "server", "authority");
    options.tls = TlsFiles{.certificate = folder / "server.crt", .key = folder / "server.key"};
  }

  // From now on clients must show a certificate; this one does.
  void require_clients() {
    make_certificate(folder.path(), "adviser", "authority");
    options.tls->client_ca = folder / "authority.crt";
    client.certificate = folder / "adviser.crt";
    client.key = folder / "adviser.key";
  }
};

HttpResponse tell_certificate(const HttpRequest& request) {
  return {.body = request.origin + " " + (request.certificate.empty() ? "nobody" : request.certificate)};
}

// In TLS 1.3 a client learns that its certificate was refused with the first thing that it reads.
bool is_served(std::uint16_t port, const TlsClientOptions& options) {
  TlsClient client(port, options);
  return client.connected() && client.ask(request_text("GET", "/")).status == 200;
}

}  // namespace

TEST_CASE("TLS 1.3 and 1.2 are spoken, with HTTP/1.1 by agreement, and clients are told to stay there") {
  Tls tls;
  const auto server = started(tls.options, tell_certificate);
  for (const int version : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    tls.client.least_version = tls.client.most_version = version;
    TlsClient client(server->port(), tls.client);
    REQUIRE(client.connected());
    CHECK(client.version() == (version == TLS1_3_VERSION ? "TLSv1.3" : "TLSv1.2"));
    CHECK(client.protocol() == "http/1.1");
    for (int i = 0; i < 3; ++i) {
      const RawResponse response = client.ask(request_text("GET", "/"));
      CHECK(response.body == "127.0.0.1 nobody");
      CHECK(response.headers.contains("strict-transport-security"));
    }
  }
}

TEST_CASE("older versions and ciphers without forward secrecy are not") {
  Tls tls;
  const auto server = started(tls.options);
  TlsClientOptions old = tls.client;
  old.least_version = TLS1_VERSION;
  old.most_version = TLS1_1_VERSION;
  CHECK_FALSE(is_served(server->port(), old));
  TlsClientOptions weak = tls.client;
  weak.most_version = TLS1_2_VERSION;
  weak.ciphers = "ECDHE-ECDSA-AES128-SHA256:AES128-GCM-SHA256";
  CHECK_FALSE(is_served(server->port(), weak));
  for (int i = 0; i < 100 && server->metrics().tls_failures < 2; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(server->metrics().tls_failures == 2);
}

TEST_CASE("the certificate of a client that the authority signed goes into the request") {
  Tls tls;
  tls.require_clients();
  const auto server = started(tls.options, tell_certificate);
  TlsClient client(server->port(), tls.client);
  REQUIRE(client.connected());
  CHECK(client.ask(request_text("GET", "/")).body == "127.0.0.1 " + fingerprint(tls.client.certificate));
}

TEST_CASE("where certificates are asked for, none and a stranger's are refused") {
  Tls tls;
  tls.require_clients();
  const auto server = started(tls.options);
  CHECK(is_served(server->port(), tls.client));
  CHECK_FALSE(is_served(server->port(), {.trusted = tls.folder / "authority.crt"}));
  make_certificate(tls.folder.path(), "other");
  make_certificate(tls.folder.path(), "stranger", "other");
  CHECK_FALSE(is_served(server->port(), {.trusted = tls.folder / "authority.crt",
                                         .certificate = tls.folder / "stranger.crt",
                                         .key = tls.folder / "stranger.key"}));
}

TEST_CASE("a large body goes both ways") {
  Tls tls;
  const auto server = started(tls.options);
  TlsClient client(server->port(), tls.client);
  const std::string body(1'000'000, 'x');
  CHECK(client.ask(request_text("POST", "/", {}, body)).body.ends_with(": " + body));
}

TEST_CASE("who never shakes hands is cut off, and plain HTTP to a TLS port is no request") {
  Tls tls;
  tls.options.limits.header_time = std::chrono::milliseconds(200);
  const auto server = started(tls.options);
  RawClient silent(server->port()), plain(server->port());
  CHECK(plain.ask(request_text("GET", "/")).status == 0);
  CHECK(silent.closed());
}

TEST_CASE("a new certificate is shown from the moment on that it is asked for; a wrong one leaves the old") {
  Tls tls;
  const auto server = started(tls.options);
  make_certificate(tls.folder.path(), "renewed");
  make_certificate(tls.folder.path(), "server", "renewed");
  CHECK(is_served(server->port(), tls.client));
  REQUIRE(server->reload_tls());
  CHECK_FALSE(is_served(server->port(), tls.client));
  tls.client.trusted = tls.folder / "renewed.crt";
  CHECK(is_served(server->port(), tls.client));
  std::ofstream(tls.folder / "server.key") << "nonsense";
  CHECK(server->reload_tls().error().code == ErrorCode::kBadInput);
  CHECK(is_served(server->port(), tls.client));
}

TEST_CASE("files that cannot be used are named when the server starts") {
  Tls tls;
  const auto error = [&] { return HttpServer::start(tls.options, echo).error(); };
  tls.options.tls->key = tls.folder / "authority.key";
  CHECK(error().code == ErrorCode::kBadInput);
  CHECK(error().message.find("authority.key") != std::string::npos);
  tls.options.tls->certificate = tls.folder / "none.crt";
  CHECK(error().code == ErrorCode::kNotFound);
}
