#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>

#include "server/audit/audit_log.h"
#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using namespace schakel::test;
using schakel::testing::TempFolder;

namespace {

constexpr std::int64_t kMonday = 1'795'420'800;  // 23 November 2026, 09:00 in Amsterdam

// A store with an audit log: one list by day, one person in the evening, a refusal.
struct Store {
  Store() {
    std::atomic<std::int64_t> seconds = kMonday;
    auto log = AuditLog::open(root + "/audit",
                              {.now = [&] { return std::chrono::system_clock::from_time_t(seconds.load()); }});
    REQUIRE(log);
    const auto put = [&](std::int64_t when, std::string actor, std::vector<std::string> persons, std::string result) {
      seconds = when;
      REQUIRE((*log)->append({.actor = std::move(actor),
                              .role = "wsp-adviser",
                              .organisation = "WSP",
                              .origin = "10.0.0.1",
                              .action = "match-vacancy",
                              .objects = std::move(persons),
                              .result = std::move(result),
                              .purpose = "vacaturevervulling",
                              .match = "m1",
                              .epoch = "e1"}));
    };
    put(kMonday + 60, "jansen", {"S1", "S2"}, "shown");
    put(kMonday + 12 * 3600, "adams", {"S1"}, "shown");
    put(kMonday + 12 * 3600 + 1, "adams", {}, "refused-quota");
  }
  [[nodiscard]] Outcome run(std::vector<std::string> words) const {
    words.insert(words.begin(), "audit");
    words.insert(words.end(), {"--store", root});
    return run_schakel(words);
  }
  TempFolder folder;
  std::string root = (folder / "store").string();
  std::string file = root + "/audit/000001.log";
};

}  // namespace

TEST_CASE("a sound log is said to be, with the line to note down, which is found again") {
  const Store store;
  const Outcome sound = store.run({"verify"});
  CHECK(sound.exit_code == 0);
  CHECK(contains(sound.out, "6 lines in 1 file"));
  CHECK(contains(sound.out, "sound: every line follows the one before"));
  const auto json = parse_json(store.run({"verify", "--json"}).out);
  CHECK(at(json, "sound") == "true");
  CHECK(at(json, "lines") == "6");
  CHECK(contains(sound.out, at(json, "head")));
  CHECK(store.run({"verify", "--noted", at(json, "head")}).exit_code == 0);
  const Outcome other = store.run({"verify", "--noted", "6:" + std::string(64, 'a')});
  CHECK(other.exit_code == 1);
  CHECK(contains(other.out, "another one than the one that was noted elsewhere"));
  CHECK(store.run({"verify", "--noted", "6"}).exit_code == 2);
}

TEST_CASE("a log that was tampered with fails, and the first broken line is named; what is left is still told") {
  const Store store;
  std::string bytes = testing::read_bytes(store.file);
  const std::size_t at_actor = bytes.find("jansen");
  REQUIRE(at_actor != std::string::npos);
  bytes.replace(at_actor, 6, "pieter");
  testing::overwrite(store.file, bytes);
  const Outcome broken = store.run({"verify"});
  CHECK(broken.exit_code == 1);
  CHECK(contains(broken.out, "NOT SOUND: 000001.log, line 2: its hash does not fit what it says"));
  CHECK(contains(broken.err, "the audit log is broken in 1 place, first at 000001.log, line 2"));
  const Outcome seen = store.run({"who-saw", "S1"});
  CHECK(seen.exit_code == 1);
  CHECK(contains(seen.out, "adams"));
  CHECK(store.run({"report"}).exit_code == 1);
}

TEST_CASE("who saw a person is told with time, account, purpose and match") {
  const Store store;
  const Outcome seen = store.run({"who-saw", "S1"});
  CHECK(seen.exit_code == 0);
  CHECK(contains(seen.out, "2026-11-23 09:01  jansen"));
  CHECK(contains(seen.out, "2026-11-23 21:00  adams"));
  CHECK(contains(seen.out, "vacaturevervulling"));
  CHECK(contains(seen.out, "2 lines about S1\n"));
  const auto json = parse_json(store.run({"who-saw", "S2", "--json"}).out);
  CHECK(at(json, "lines.0.actor") == "jansen");
  CHECK(at(json, "lines.0.time") == "2026-11-23T08:01:00.000Z");
  CHECK(at(json, "lines.0.match") == "m1");
  CHECK(at(json, "sound") == "true");
  CHECK(contains(store.run({"who-saw", "S1", "--from", "2026-11-24"}).out, "0 lines about S1"));
  CHECK(store.run({"who-saw", "S1", "--to", "gisteren"}).exit_code == 2);
}

TEST_CASE("the report names who searched in the evening, who was looked at, and what was refused") {
  const Store store;
  const Outcome report = store.run({"report"});
  CHECK(report.exit_code == 0);
  CHECK(contains(report.out, "2 calls of 2 accounts showed 2 persons, 3 times in all"));
  CHECK(contains(report.out, "Outside office hours: 1 calls of 1 accounts\n  adams"));
  CHECK(contains(report.out, "refused-quota"));
  const auto json = parse_json(store.run({"report", "--json"}).out);
  CHECK(at(json, "mostConsulted.0.person") == "S1");
  CHECK(at(json, "mostConsulted.0.actors") == "2");
  CHECK(at(json, "topConsulters.0.actor") == "jansen");
  CHECK(at(json, "refusals.0.result") == "refused-quota");
  CHECK(at(parse_json(store.run({"report", "--json", "--office-hours", "08:00-22:00"}).out),
           "callsOutsideOfficeHours") == "0");
  CHECK(store.run({"report", "--office-hours", "8-18"}).exit_code == 2);
}

TEST_CASE("removing what is older than a day says how much that was") {
  const Store store;
  CHECK(store.run({"prune"}).exit_code == 2);
  CHECK(store.run({"prune", "--before", "gisteren"}).exit_code == 2);
  const Outcome none = store.run({"prune", "--before", "2026-11-23"});
  CHECK(none.exit_code == 0);
  CHECK(contains(none.out, "No file of the log is older than 2026-11-23"));
  // The log was of a month that is over or not yet there: the next opening begins a segment.
  const Outcome all = store.run({"prune", "--before", "2199-01-01", "--json"});
  CHECK(all.exit_code == 0);
  CHECK(store.run({"verify"}).exit_code == 0);
}

TEST_CASE("a log that is not there is said not to be") {
  const TempFolder folder;
  const Outcome none = run_schakel({"audit", "verify", "--store", folder.path().string()});
  CHECK(none.exit_code == 1);
  CHECK(contains(none.err, "there is no audit log in"));
}
