#include <unistd.h>

#include <catch2/catch.hpp>

#include "server/access/access.h"
#include "server/audit/audit_log.h"
#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using namespace schakel::test;
using schakel::testing::TempFolder;

namespace {

// A store with nothing in it yet.
struct Store {
  Outcome run(std::vector<std::string> words) const {
    words.insert(words.begin(), "account");
    words.insert(words.end(), {"--store", root});
    return run_schakel(words);
  }
  [[nodiscard]] std::string token_of(const std::string& name, const std::string& role) const {
    return at(parse_json(run({"add", name, "--role", role, "--json"}).out), "token");
  }
  [[nodiscard]] std::unique_ptr<Access> access() const {
    auto opened = Access::open({.accounts = root + "/accounts", .purposes = root + "/purposes"});
    REQUIRE(opened);
    return *std::move(opened);
  }
  [[nodiscard]] std::string log() const {
    const Outcome told = run_schakel({"audit", "verify", "--store", root});
    INFO(told.err);
    CHECK(told.exit_code == 0);
    return testing::read_bytes(root + "/audit/000001.log");
  }
  TempFolder folder;
  std::string root = (folder / "store").string();
};

}  // namespace

TEST_CASE("an account is added, its token is shown once and opens the door, and nothing on the disk is the token") {
  const Store store;
  const Outcome added = store.run({"add", "jansen", "--role", "wsp-adviser", "--organisation", "WSP Rijnmond"});
  CHECK(added.exit_code == 0);
  const std::size_t from = added.out.find("schakel_");
  REQUIRE(from != std::string::npos);
  const std::string token = added.out.substr(from, added.out.find('\n', from) - from);
  const auto caller = store.access()->identify({.token = token, .certificate = ""});
  REQUIRE(caller);
  CHECK(caller->account == "jansen");
  CHECK(caller->organisation == "WSP Rijnmond");
  CHECK(caller->purposes ==
        std::vector<std::string>{"vacaturevervulling", "arbeidsbemiddeling", "arbeidsmarktinformatie"});
  CHECK_FALSE(contains(testing::read_bytes(store.root + "/accounts"), token));
  CHECK_FALSE(contains(store.log(), token));
  CHECK(contains(store.run({"list"}).out, "jansen"));
  CHECK_FALSE(contains(store.run({"list"}).out, token));
  CHECK(at(parse_json(store.run({"list", "--json"}).out), "accounts.0.role") == "wsp-adviser");
}

TEST_CASE("an account is disabled, enabled, given another token and removed, and the log has it all") {
  const Store store;
  const std::string token = store.token_of("jansen", "werkcoach");
  REQUIRE(store.access()->identify({.token = token, .certificate = ""}));
  CHECK(store.run({"disable", "jansen"}).out == "Account jansen was disabled\n");
  CHECK(store.access()->identify({.token = token, .certificate = ""}).error().why == Denial::kDisabled);
  CHECK(store.run({"enable", "jansen"}).exit_code == 0);
  CHECK(store.access()->identify({.token = token, .certificate = ""}));
  const std::string other = at(parse_json(store.run({"renew", "jansen", "--json"}).out), "token");
  CHECK(store.access()->identify({.token = token, .certificate = ""}).error().why == Denial::kUnknown);
  CHECK(store.access()->identify({.token = other, .certificate = ""}));
  CHECK(store.run({"remove", "jansen"}).exit_code == 0);
  CHECK(store.access()->identify({.token = other, .certificate = ""}).error().why == Denial::kUnknown);
  const std::string log = store.log();
  for (const char* result : {"added", "disabled", "changed", "removed"})
    CHECK(contains(log, "\"action\":\"accounts-manage\",\"object\":\"jansen\",\"result\":\"" + std::string(result)));
  CHECK(contains(log, "\"actor\":\"cli:"));
}

TEST_CASE("a certificate is taken as openssl writes it") {
  const Store store;
  std::string fingerprint = "AB";
  for (int i = 0; i < 31; ++i) fingerprint += ":0" + std::to_string(i % 10);
  CHECK(store.run({"add", "loader", "--role", "batch", "--no-token", "--certificate", fingerprint}).exit_code == 0);
  std::string plain = "ab";
  for (int i = 0; i < 31; ++i) plain += "0" + std::to_string(i % 10);
  CHECK(store.access()->identify({.token = "", .certificate = plain})->account == "loader");
}

TEST_CASE("what is wrong with an account is said, with what was expected") {
  const Store store;
  REQUIRE(store.run({"add", "a", "--role", "batch"}).exit_code == 0);
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
      {{"add", "b", "--role", "boss"}, "expected wsp-adviser, werkcoach, batch, auditor or admin"},
      {{"add", "b", "--role", "admin", "--purpose", "vacaturevervulling"}, "those are: beheer"},
      {{"add", "a", "--role", "batch"}, "there is an account a already"},
      {{"add", "B", "--role", "batch"}, "expected 1 to 64 of a-z"},
      {{"add", "b", "--role", "batch", "--certificate", "AB:CD"}, "expected a SHA-256"},
      {{"add", "b", "--role", "batch", "--no-token"}, "--certificate"},
      {{"add", "b", "--role", "batch", "--valid-until", "morgen"}, "--valid-until morgen is not a date"},
      {{"add", "b"}, "--role"},
  };
  for (const auto& [words, expected] : wrong) {
    const Outcome outcome = store.run(words);
    INFO(outcome.err);
    CHECK(outcome.exit_code == 2);
    CHECK(contains(outcome.err, expected));
    CHECK(contains(outcome.err, "Hint: schakel account --help"));
  }
  const Outcome absent = store.run({"disable", "nobody"});
  CHECK(absent.exit_code == 1);
  CHECK(contains(absent.err, "there is no account nobody"));
  CHECK(lines_in(store.run({"list"}).out) == 2);
}

TEST_CASE("a change that cannot be recorded is not made, and one beside a service is left to it to record") {
  const Store store;
  REQUIRE(store.run({"add", "a", "--role", "batch"}).exit_code == 0);
  {
    const auto held = AuditLog::open(store.root + "/audit");
    REQUIRE(held);
    const Outcome beside = store.run({"disable", "a"});
    CHECK(beside.exit_code == 0);
    CHECK(contains(beside.err, "held by the service"));
  }
  testing::overwrite(store.root + "/audit/000001.log", "broken\n");
  const std::string before = testing::read_bytes(store.root + "/accounts");
  const Outcome broken = store.run({"enable", "a"});
  CHECK(broken.exit_code == 1);
  CHECK(contains(broken.err, "the audit log is broken"));
  CHECK(testing::read_bytes(store.root + "/accounts") == before);
}

TEST_CASE("the purposes that are printed for a machine are a list that a store can have of its own") {
  const Store store;
  const Outcome standard = run_schakel({"account", "purposes", "--json"});
  CHECK(lines_in(standard.out) == 7);
  REQUIRE(store.run({"add", "a", "--role", "batch"}).exit_code == 0);
  testing::overwrite(store.root + "/purposes", standard.out.substr(0, standard.out.find('\n') + 1));
  CHECK(contains(store.run({"purposes"}).out, "vacaturevervulling"));
  CHECK_FALSE(contains(store.run({"purposes"}).out, "beheer"));
  CHECK(contains(store.run({"add", "b", "--role", "admin", "--purpose", "beheer"}).err, "those are: \n"));
  CHECK(contains(run_schakel({"account", "purposes"}).out, "Besluit SUWI, artikel 2.5"));
}
