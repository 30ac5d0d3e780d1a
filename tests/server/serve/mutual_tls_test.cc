#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/server/http/certificates.h"
#include "tests/server/made_store.h"
#include "tests/server/serve/served.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("where clients show certificates, an account is known by its own, and who has no account is nobody") {
  const MadeStore store;
  const auto file = [&](const std::string& name) { return store.folder / name; };
  make_certificate(store.folder.path(), "authority");
  for (const char* name : {"server", "loader", "unknown"}) make_certificate(store.folder.path(), name, "authority");
  make_certificate(store.folder.path(), "stranger");
  MadeStore::run({"account", "add", "loader", "--role", "batch", "--organisation", "Test", "--no-token",
                  "--certificate", fingerprint(file("loader.crt")), "--store", store.root});
  Served served({"--store", store.root, "--listen", "127.0.0.1:0", "--tls-certificate", file("server.crt").string(),
                 "--tls-key", file("server.key").string(), "--client-ca", file("authority.crt").string()});
  const auto ask = [&](const std::string& who, std::string_view path) {
    TlsClient client(served.port(), {.trusted = file("authority.crt"),
                                     .certificate = who.empty() ? std::filesystem::path() : file(who + ".crt"),
                                     .key = who.empty() ? std::filesystem::path() : file(who + ".key")});
    if (!client.connected()) return RawResponse{};
    return client.ask(request_text("GET", path, "Purpose: gegevenslevering\r\n"));
  };
  const RawResponse session = ask("loader", "/v1/session");
  INFO(session.body);
  CHECK(session.status == 200);
  CHECK(contains(session.body, "\"loader\""));
  CHECK(ask("loader", "/v1/status").status == 200);
  CHECK(ask("unknown", "/v1/session").status == 401);
  CHECK(ask("unknown", "/v1/status").status == 401);
  CHECK(ask("stranger", "/v1/status").status == 0);
  CHECK(ask("", "/v1/status").status == 0);
}
