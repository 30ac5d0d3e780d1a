#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "server/audit/review/audit_report.h"
#include "server/audit/review/who_saw.h"
#include "tests/server/audit/log_folder.h"
#include "tests/support/random.h"

using namespace schakel;
using namespace schakel::test;
using testing::TempFolder;

namespace {

constexpr std::int64_t kMonday = 1'795'420'800;  // 23 November 2026, 09:00 in Amsterdam

// A log whose clock is where the test puts it. Every event has a moment of its own.
struct TimedLog {
  void at(std::int64_t seconds, AuditEvent event) {
    now_ms = seconds * 1000 + ++count % 1000;
    REQUIRE(log->append(std::move(event)));
  }
  AuditReport report(const AuditReportOptions& options = {}) {
    static_cast<void>(log->close());
    auto made = report_audit(folder.path(), options);
    REQUIRE(made);
    CHECK(made->reading.sound());
    return *made;
  }
  TempFolder folder;
  int count = 0;
  std::atomic<std::int64_t> now_ms = kMonday * 1000;
  std::unique_ptr<AuditLog> log = open_log(
      folder.path(),
      {.now = [this] { return std::chrono::system_clock::time_point(std::chrono::milliseconds(now_ms.load())); }});
};

AuditEvent refused(std::string actor, std::string result, std::string origin = "10.0.0.9") {
  return {
      .actor = std::move(actor), .origin = std::move(origin), .action = "match-vacancy", .result = std::move(result)};
}

}  // namespace

TEST_CASE("the report counts calls and persons, and names who looked outside office hours") {
  TimedLog log;
  log.at(kMonday, shown("jansen", {"S1", "S2", "S3"}));
  log.at(kMonday + 60, shown("jansen", {"S1", "S2", "S3"}));  // asked again: another call, the same persons
  log.at(kMonday + 120, shown("adams", {"S1"}));
  log.at(kMonday + 10 * 3600, shown("adams", {"S4", "S5"}));  // 19:00
  log.at(kMonday + 5 * 86400, shown("bakker", {"S1"}));       // Saturday
  log.at(kMonday + 5 * 86400 + 9, shown("bakker", {"S6"}));
  const AuditReport report = log.report();
  CHECK(report.calls == 6);
  CHECK(report.shown == 11);
  CHECK(report.persons == 6);
  CHECK(report.actors == 3);
  CHECK(report.calls_outside == 3);
  REQUIRE(report.outside.size() == 2);
  CHECK(report.outside[0].actor == "bakker");
  CHECK(report.outside[0].calls == 2);
  CHECK(report.outside[0].persons == 2);
  CHECK(report.outside[1].actor == "adams");
  CHECK(report.outside[1].persons == 2);
  CHECK(format_local(report.outside[1].first_ms) == "2026-11-23 19:00");
  CHECK(report.most_consulted[0].person == "S1");
  CHECK(report.most_consulted[0].times == 4);
  CHECK(report.most_consulted[0].actors == 3);
  CHECK(report.top_consulters[0].actor == "adams");  // three, as jansen, and before him by name
  CHECK(report.top_consulters[1].actor == "jansen");
  CHECK(report.top_consulters[1].calls == 2);
  CHECK(report.top_consulters[1].shown == 6);
}

TEST_CASE("refusals and alarms are told by account, and by address where nobody was recognised") {
  TimedLog log;
  log.at(kMonday, refused("", "refused-credentials", "10.0.0.1"));
  log.at(kMonday + 1, refused("", "refused-credentials", "10.0.0.1"));
  log.at(kMonday + 2, refused("", "refused-credentials", "10.0.0.2"));
  log.at(kMonday + 3, refused("jansen", "refused-quota"));
  log.at(kMonday + 4, refused("jansen", "alarm-quota"));
  const AuditReport report = log.report();
  REQUIRE(report.refusals.size() == 3);
  CHECK(report.refusals[0].origin == "10.0.0.1");
  CHECK(report.refusals[0].times == 2);
  CHECK(report.refusals[2].actor == "jansen");
  REQUIRE(report.quota_alarms.size() == 1);
  CHECK(report.quota_alarms[0].actor == "jansen");
  CHECK(report.shown == 0);
}

TEST_CASE("a line that stands for many refusals counts as many") {
  TimedLog log;
  log.at(kMonday, refused("", "refused-credentials", "10.0.0.1"));
  log.at(kMonday + 60, refused("", "refused-credentials times=40", "10.0.0.1"));
  log.at(kMonday + 120, refused("", "refused-credentials times=2", "10.0.0.1"));
  const AuditReport report = log.report();
  REQUIRE(report.refusals.size() == 1);
  CHECK(report.refusals[0].result == "refused-credentials");
  CHECK(report.refusals[0].times == 43);
}

TEST_CASE("lists are cut to the top, and the period to its days") {
  TimedLog log;
  for (int i = 0; i < 30; ++i) log.at(kMonday + i * 86400, shown("a" + std::to_string(i), {"S" + std::to_string(i)}));
  const AuditReport report = log.report({.period = {Date{20261124}, Date{20261203}}, .hours = {0, 1}, .top = 3});
  CHECK(report.shown == 10);
  CHECK(report.actors == 10);
  CHECK(report.outside_actors == 10);
  CHECK(report.outside.size() == 3);
  CHECK(report.top_consulters.size() == 3);
  CHECK(report.most_consulted.size() == 3);
  CHECK(report.top_consulters[0].actor == "a1");
}

TEST_CASE("the report says what counting by hand says") {
  testing::Random random(8);
  TimedLog log;
  std::map<std::string, std::set<std::string>> persons_of, actors_of;
  std::map<std::string, std::uint64_t> calls_of, times_of, outside_of;
  for (int call = 0; call < 400; ++call) {
    const std::int64_t when = kMonday + random.between(0, 14 * 86400);
    const std::string actor = "a" + std::to_string(random.between(0, 9));
    std::set<std::string> persons;
    for (std::uint32_t n = random.between(1, 6); n > 0; --n)
      persons.insert("S" + std::to_string(random.between(0, 40)));
    log.at(when, shown(actor, {persons.begin(), persons.end()}, std::to_string(random.between(0, 5))));
    ++calls_of[actor];
    if (!within(OfficeHours{}, when * 1000)) ++outside_of[actor];
    for (const std::string& person : persons) {
      persons_of[actor].insert(person);
      actors_of[person].insert(actor);
      ++times_of[person];
    }
  }
  const AuditReport report = log.report({.top = 100});
  REQUIRE(report.top_consulters.size() == persons_of.size());
  for (const ActorRow& row : report.top_consulters) {
    CHECK(row.persons == persons_of[row.actor].size());
    CHECK(row.calls == calls_of[row.actor]);
  }
  REQUIRE(report.most_consulted.size() == times_of.size());
  for (const PersonRow& row : report.most_consulted) {
    CHECK(row.times == times_of[row.person]);
    CHECK(row.actors == actors_of[row.person].size());
  }
  for (const ActorRow& row : report.outside) CHECK(row.calls == outside_of[row.actor]);
  CHECK(report.outside.size() == outside_of.size());
  CHECK(std::ranges::is_sorted(report.most_consulted, std::ranges::greater(), &PersonRow::times));
}

TEST_CASE("who looked at a person is told line by line, and only lines about persons count") {
  TimedLog log;
  log.at(kMonday, shown("jansen", {"S1", "S2"}));
  log.at(kMonday + 86400, shown("adams", {"S1"}));
  AuditEvent account = refused("root", "done");
  account.action = kActionAccounts;
  account.objects = {"S1"};  // an account with the name of a person
  log.at(kMonday + 86401, account);
  REQUIRE(log.log->close());
  const auto actors = [&](std::string_view seeker, const AuditPeriod& period = {}) {
    std::string names;
    const auto reading =
        who_saw(log.folder.path(), seeker, period, [&](const AuditLine& line) { names += line.actor + " "; });
    REQUIRE(reading);
    CHECK(reading->sound());
    return names;
  };
  CHECK(actors("S1") == "jansen adams ");
  CHECK(actors("S2") == "jansen ");
  CHECK(actors("S") == "");
  CHECK(actors("") == "");
  CHECK(actors("S1", {Date{20261124}, {}}) == "adams ");
}
