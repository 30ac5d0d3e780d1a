#include "server/access/quota.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/random.h"

using namespace schakel;
using std::chrono::seconds;

namespace {

// The same by looking through everything that was ever shown.
class SlowQuota {
 public:
  SlowQuota(std::uint32_t limit, std::uint32_t percent) : limit_(limit), percent_(percent) {}

  QuotaAnswer ask(const std::vector<std::string>& persons, std::int64_t now) {
    const std::set<std::string> asked(persons.begin(), persons.end());
    if (alarm_ >= 0 && 100 * in_hour(now, {}).size() < std::uint64_t{limit_} * percent_ && now - alarm_ >= 3600)
      alarm_ = -1;
    QuotaAnswer answer{.granted = in_hour(now, asked).size() <= limit_, .limit = limit_};
    if (answer.granted) {
      for (const std::string& person : asked) shown_.emplace_back(now, person);
    } else if (asked.size() <= limit_) {
      std::int64_t soonest = now + 3600;
      for (const auto& [then, person] : shown_)
        if (then + 3600 > now && in_hour(then + 3600, asked).size() <= limit_) soonest = std::min(soonest, then + 3600);
      answer.retry_after = seconds(soonest - now);
    }
    answer.persons = static_cast<std::uint32_t>(in_hour(now, {}).size());
    if (answer.granted && !asked.empty() && 100 * std::uint64_t{answer.persons} >= std::uint64_t{limit_} * percent_ &&
        alarm_ < 0) {
      alarm_ = now;
      answer.alarm = true;
    }
    return answer;
  }

 private:
  [[nodiscard]] std::set<std::string> in_hour(std::int64_t now, std::set<std::string> persons) const {
    for (const auto& [then, person] : shown_)
      if (now - then < 3600) persons.insert(person);
    return persons;
  }

  std::uint32_t limit_, percent_;
  std::vector<std::pair<std::int64_t, std::string>> shown_;
  std::int64_t alarm_ = -1;
};

std::vector<std::string> persons(int from, int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.push_back("S" + std::to_string(from + i));
  return names;
}

}  // namespace

TEST_CASE("five hundred different persons an hour, and not one more") {
  Quota quota({});
  for (int i = 0; i < 10; ++i) CHECK(quota.ask("a", 0, persons(50 * i, 50), seconds(i)).granted);
  const auto refused = quota.ask("a", 0, persons(500, 1), seconds(10));
  CHECK_FALSE(refused.granted);
  CHECK(refused.persons == 500);
  CHECK(refused.limit == 500);
  CHECK(refused.retry_after == seconds(3590));
  CHECK(quota.ask("a", 0, persons(0, 500), seconds(10)).granted);  // the same ones again
  CHECK(quota.ask("b", 0, persons(500, 500), seconds(10)).granted);
}

TEST_CASE("the hour slides: no full hour ever holds more than the limit") {
  Quota quota({.persons_per_hour = 10});
  CHECK(quota.ask("a", 0, persons(0, 10), seconds(3599)).granted);
  CHECK_FALSE(quota.ask("a", 0, persons(10, 10), seconds(3601)).granted);
  CHECK_FALSE(quota.ask("a", 0, persons(10, 1), seconds(7198)).granted);
  CHECK(quota.ask("a", 0, persons(10, 10), seconds(7199)).granted);
}

TEST_CASE("a call is granted whole or not at all, and one beyond the limit never") {
  Quota quota({.persons_per_hour = 10});
  CHECK(quota.ask("a", 0, persons(0, 8), seconds(0)).granted);
  CHECK_FALSE(quota.ask("a", 0, persons(8, 3), seconds(1)).granted);
  CHECK(quota.ask("a", 0, persons(20, 2), seconds(1)).granted);
  const auto never = quota.ask("a", 0, persons(100, 11), seconds(5000));
  CHECK_FALSE(never.granted);
  CHECK(never.retry_after == seconds(0));
  CHECK(quota.ask("a", 11, persons(100, 11), seconds(5000)).granted);  // its own limit is higher
}

TEST_CASE("at four fifths there is one alarm, and another one an hour later at the earliest") {
  Quota quota({.persons_per_hour = 10});
  CHECK_FALSE(quota.ask("a", 0, persons(0, 7), seconds(0)).alarm);
  CHECK(quota.ask("a", 0, persons(7, 1), seconds(1)).alarm);
  CHECK_FALSE(quota.ask("a", 0, persons(8, 2), seconds(2)).alarm);
  CHECK_FALSE(quota.ask("a", 0, persons(8, 2), seconds(3605)).alarm);  // two are left of the hour
  CHECK(quota.ask("a", 0, persons(10, 8), seconds(3606)).alarm);
  CHECK_FALSE(quota.ask("a", 0, persons(10, 8), seconds(7000)).alarm);
  CHECK_FALSE(quota.ask("a", 0, persons(10, 8), seconds(8000)).alarm);  // never fell below
}

TEST_CASE("what is remembered of before counts, and a clock that goes back stands still") {
  Quota quota({.persons_per_hour = 10});
  for (int i = 0; i < 9; ++i) quota.remember("a", "S" + std::to_string(i), seconds(1000 + i));
  CHECK_FALSE(quota.ask("a", 0, persons(100, 2), seconds(500)).granted);
  CHECK(quota.ask("a", 0, persons(100, 1), seconds(500)).granted);
  CHECK(quota.ask("a", 0, persons(200, 9), seconds(1008 + 3599)).persons == 2);
  CHECK(quota.ask("a", 0, persons(200, 9), seconds(1008 + 3600)).granted);
}

TEST_CASE("the quota says what looking through everything says") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    testing::Random random(seed);
    const std::uint32_t limit = random.between(1, 30), percent = random.between(1, 100);
    Quota quota({.persons_per_hour = limit, .alarm_percent = percent});
    SlowQuota slow(limit, percent);
    std::int64_t now = random.between(0, 10'000);
    for (int call = 0; call < 150; ++call) {
      now += random.chance(70) ? random.between(0, 120) : random.between(0, 2500);
      std::vector<std::string> asked;
      for (std::uint32_t n = random.between(0, 12); n > 0; --n)
        asked.push_back("S" + std::to_string(random.between(0, 60)));
      const QuotaAnswer fast = quota.ask("a", 0, asked, seconds(now)), expected = slow.ask(asked, now);
      INFO("seed " << seed << ", call " << call);
      REQUIRE(fast.granted == expected.granted);
      REQUIRE(fast.persons == expected.persons);
      REQUIRE(fast.alarm == expected.alarm);
      REQUIRE(fast.retry_after == expected.retry_after);
    }
  }
}

TEST_CASE("large hours that end say what looking through everything says, also while they are cleared away") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    testing::Random random(seed);
    const std::uint32_t limit = random.between(60, 120);
    Quota quota({.persons_per_hour = limit});
    SlowQuota slow(limit, QuotaOptions().alarm_percent);
    std::int64_t now = 0;
    for (int call = 0; call < 50; ++call) {
      now += random.chance(20) ? random.between(3000, 4000) : random.between(0, 30);
      const auto asked = persons(static_cast<int>(random.between(0, 150)),
                                 random.chance(20) ? static_cast<int>(random.between(40, 60)) : 2);
      const QuotaAnswer fast = quota.ask("a", 0, asked, seconds(now)), expected = slow.ask(asked, now);
      INFO("seed " << seed << ", call " << call);
      REQUIRE(fast.granted == expected.granted);
      REQUIRE(fast.persons == expected.persons);
      REQUIRE(fast.alarm == expected.alarm);
      REQUIRE(fast.retry_after == expected.retry_after);
    }
  }
}

TEST_CASE("threads that ask at once together stay within the limit") {
  Quota quota({.persons_per_hour = 100});
  std::atomic<int> granted = 0, alarms = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 100; ++i) {
        const auto answer = quota.ask("a", 0, persons(1000 * thread + i, 1), seconds(0));
        granted += answer.granted ? 1 : 0;
        alarms += answer.alarm ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(granted == 100);
  CHECK(alarms == 1);
}
