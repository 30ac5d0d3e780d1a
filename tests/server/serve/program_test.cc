#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <string>

#include "server/access/accounts.h"
#include "tests/server/http/certificates.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/made_store.h"
#include "tests/server/serve/served.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("a demonstration answers with a demo token, shows the console, and stops when it is told to") {
  const MadeStore store;
  Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
  RawClient client(served.port());
  CHECK(client.ask(request_text("GET", "/v1/health/live")).status == 200);
  CHECK(client.ask(request_text("GET", "/v1/health/ready")).status == 200);
  const RawResponse page = client.ask(request_text("GET", "/"));
  CHECK(page.status == 200);
  CHECK(page.headers.at("content-type").starts_with("text/html"));
  const std::string vacancy = store.epoch()->record(VacancyId{0}).id();
  const std::string body = R"({"vacancyId":")" + vacancy + R"(","top":3})";
  CHECK(client.ask(request_text("POST", "/v1/vacancies/matches", {}, body)).status == 401);
  const std::string adviser = as(token_of(served, "wsp-adviser"), "vacaturevervulling");
  const RawResponse list = client.ask(request_text("POST", "/v1/vacancies/matches", adviser, body));
  INFO(list.body);
  CHECK(list.status == 200);
  CHECK(contains(list.body, "\"epoch\":\"" + store.epoch()->id()));
  CHECK(list.headers.at("cache-control") == "no-store");
  CHECK(contains(served.err(), "nobody in it exists"));
  served.signal(SIGTERM);
  CHECK(served.wait() == 0);
}

TEST_CASE("what was put is there after a stop, and the log of it is whole") {
  const MadeStore store;
  const std::string vacancy = store.epoch()->record(VacancyId{0}).id();
  const std::string id = R"({"id":")" + vacancy + "\"}";
  {
    Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
    const std::string system = as(token_of(served, "batch"), "gegevenslevering");
    RawClient client(served.port());
    CHECK(contains(client.ask(request_text("POST", "/v1/vacancies/delete", system, id)).body, "ERASED"));
    served.signal(SIGINT);
    CHECK(served.wait() == 0);
  }
  Served again({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
  const std::string adviser = as(token_of(again, "wsp-adviser"), "vacaturevervulling");
  CHECK(RawClient(again.port()).ask(request_text("POST", "/v1/vacancies/get", adviser, id)).status == 404);
  again.signal(SIGTERM);
  CHECK(again.wait() == 0);
  CHECK(run_schakel({"audit", "verify", "--store", store.root}).exit_code == 0);
}

TEST_CASE("it serves a Unix socket without TCP, and TLS with the certificate that the files hold after SIGHUP") {
  const MadeStore store;
  const auto file = [&](const char* name) { return (store.folder / name).string(); };
  {
    Served local({"--store", store.root, "--demo", "--socket", file("s")});
    CHECK(local.port() == 0);
    CHECK(RawClient(store.folder / "s").ask(request_text("GET", "/v1/health/ready")).status == 200);
    local.signal(SIGTERM);
    CHECK(local.wait() == 0);
  }
  make_certificate(store.folder.path(), "old");
  make_certificate(store.folder.path(), "new");
  std::filesystem::copy(file("old.crt"), file("now.crt"));
  std::filesystem::copy(file("old.key"), file("now.key"));
  Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0", "--tls-certificate", file("now.crt"),
                 "--tls-key", file("now.key")});
  CHECK(TlsClient(served.port(), {.trusted = store.folder / "old.crt"}).connected());
  std::filesystem::copy(file("new.crt"), file("now.crt"), std::filesystem::copy_options::overwrite_existing);
  std::filesystem::copy(file("new.key"), file("now.key"), std::filesystem::copy_options::overwrite_existing);
  served.signal(SIGHUP);
  bool renewed = false;
  for (int i = 0; i < 100 && !renewed; ++i) {
    renewed = TlsClient(served.port(), {.trusted = store.folder / "new.crt"}).connected();
    if (!renewed) usleep(20'000);
  }
  CHECK(renewed);
}

TEST_CASE("a demonstration is refused wherever others than its owner could reach it") {
  const testing::TempFolder folder;
  const auto refused = [&](std::vector<std::string> where) {
    std::vector<std::string> arguments{"serve", "--store", (folder / "none").string(), "--demo"};
    arguments.insert(arguments.end(), where.begin(), where.end());
    const Outcome outcome = run_schakel(arguments);
    INFO(outcome.err);
    return outcome.exit_code == 2 && contains(outcome.err, "--demo");
  };
  const std::string socket = (folder / "s").string();
  CHECK(refused({"--listen", "0.0.0.0:0", "--tls-certificate", "none", "--tls-key", "none"}));
  CHECK(refused({"--listen", "[::]:0", "--tls-certificate", "none", "--tls-key", "none"}));
  CHECK(refused({"--listen", "0.0.0.0:0", "--plain-behind-proxy"}));
  CHECK(refused({"--listen", "127.0.0.1:0", "--plain-behind-proxy"}));
  CHECK(refused({"--socket", socket, "--plain-behind-proxy"}));
  CHECK(refused({"--socket", socket, "--socket-mode", "0666"}));
  CHECK(refused({"--socket", socket, "--socket-mode", "0660", "--listen", "127.0.0.1:0"}));
  CHECK_FALSE(refused({"--socket", socket, "--listen", "127.0.0.1:0"}));
}

TEST_CASE("the accounts of a demonstration end with it, or with the next start when it was killed") {
  const MadeStore store;
  for (const char* name : {"jansen", "demo-jansen"})
    MadeStore::run(
        {"account", "add", name, "--role", "werkcoach", "--organisation", "Demonstratie", "--store", store.root});
  const auto names = [&] {
    std::vector<std::string> found;
    const auto accounts = Accounts::load(store.layout.accounts());
    REQUIRE(accounts);
    for (const auto& [name, account] : accounts->all()) found.push_back(name);
    return found;
  };
  const std::vector<std::string> own{"demo-jansen", "jansen"};
  {
    Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
    CHECK(names().size() > own.size());
    served.signal(SIGTERM);
    CHECK(served.wait() == 0);
  }
  CHECK(names() == own);
  std::string token;
  {
    Served killed({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
    token = token_of(killed, "admin");
  }
  CHECK(names().size() > own.size());
  Served real({"--store", store.root, "--listen", "127.0.0.1:0"});
  CHECK(RawClient(real.port()).ask(request_text("GET", "/v1/session", as(token, "beheer"))).status == 401);
  CHECK(names() == own);
}

TEST_CASE("it does not start without an epoch, without accounts, or for anyone on a market that was not made up") {
  const MadeStore store;
  const Outcome none = run_schakel({"serve", "--store", (store.folder / "none").string()});
  CHECK(none.exit_code == 1);
  const Outcome without_accounts = run_schakel({"serve", "--store", store.root, "--listen", "127.0.0.1:0"});
  CHECK(without_accounts.exit_code == 1);
  CHECK(contains(without_accounts.err, "account"));
  std::ofstream(store.folder / "real.ndjson")
      << R"({"id":"R1","source":"werk.nl","revision":1,"title":"Kok","offer":{"postcode":"3011AA"}})"
      << "\n";
  MadeStore::run({"load", "--store", store.root, (store.folder / "real.ndjson").string()});
  MadeStore::run({"index", "--store", store.root, "--date", "2026-11-22"});
  const Outcome demo = run_schakel({"serve", "--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
  CHECK(demo.exit_code == 2);
  CHECK(contains(demo.err, "made-up"));
}
