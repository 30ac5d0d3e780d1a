// The whole epoch that is made every day: when it is due, and that it is made once.

#include "server/live/nightly.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <thread>

#include "tests/server/live/live_store.h"

namespace schakel {
namespace {

using namespace std::chrono_literals;
using testing::LiveStore;
using testing::need;
using testing::random_market;
using Time = std::chrono::system_clock::time_point;

constexpr int kAt = 3 * 60 + 30;

// A moment in UTC.
Time utc(int year, unsigned month, unsigned day, int hour, int minute) {
  return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day)) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

bool in_time(const std::function<bool()>& is_so) {
  for (int i = 0; i < 600 && !is_so(); ++i) std::this_thread::sleep_for(50ms);
  return is_so();
}

// How many of the jobs that are known were whole epochs that are done.
std::ptrdiff_t whole_epochs(const LiveMarket& live) {
  return std::ranges::count_if(live.status().jobs, [](const EpochJob& job) {
    return job.kind == EpochJob::Kind::kWhole && job.state == EpochJob::State::kDone;
  });
}

}  // namespace

TEST_CASE("a nightly epoch is due when its time has passed since the start, once a day") {
  const Time started = utc(2026, 11, 22, 12, 0);
  const auto due = [&](Time now, std::optional<Time> last = std::nullopt) {
    return nightly_is_due(kAt, started, last, now);
  };
  const Time turn = utc(2026, 11, 23, 2, 30);  // 03:30 in Amsterdam
  CHECK_FALSE(due(started));
  CHECK_FALSE(due(turn - 1s));
  CHECK(due(turn));
  CHECK(due(turn + 20h));  // the machine was busy, or it failed until now
  CHECK_FALSE(due(turn + 1s, turn));
  CHECK_FALSE(due(turn + 23h, turn + 5min));
  CHECK(due(turn + 24h, turn + 5min));
  CHECK_FALSE(nightly_is_due(kAt, turn + 1min, std::nullopt, turn + 2min));  // started behind it
  CHECK(nightly_is_due(kAt, turn + 1min, std::nullopt, turn + 24h));
}

TEST_CASE("a whole epoch that was begun in the hour before does for tonight") {
  const Time started = utc(2026, 11, 22, 12, 0), turn = utc(2026, 11, 23, 2, 30);
  CHECK(nightly_is_due(kAt, started, turn - 61min, turn));
  CHECK_FALSE(nightly_is_due(kAt, started, turn - 59min, turn));
  CHECK_FALSE(nightly_is_due(kAt, started, turn - 59min, turn + 12h));
  CHECK(nightly_is_due(kAt, started, turn - 59min, turn + 24h));
}

TEST_CASE("an epoch of midnight that was late is due on the day after its time") {
  const Time started = utc(2026, 11, 22, 12, 0), turn = utc(2026, 11, 22, 22, 59);  // 23:59
  CHECK_FALSE(nightly_is_due(23 * 60 + 59, started, std::nullopt, turn - 1s));
  CHECK(nightly_is_due(23 * 60 + 59, started, std::nullopt, turn + 5min));
  CHECK_FALSE(nightly_is_due(23 * 60 + 59, started, turn + 5min, turn + 10min));
  CHECK(nightly_is_due(0, started, std::nullopt, turn + 1min));
}

TEST_CASE("where the clock is put forward or back, a night has one epoch all the same") {
  const int half_past_two = 2 * 60 + 30;
  const auto made = [&](Time from, Time until) {
    int count = 0;
    std::optional<Time> last;
    for (Time now = from; now < until; now += 1min)
      if (nightly_is_due(half_past_two, from, last, now)) {
        ++count;
        last = now;
      }
    return count;
  };
  CHECK(made(utc(2026, 3, 28, 12, 0), utc(2026, 3, 29, 12, 0)) == 1);    // there is no 02:30
  CHECK(made(utc(2026, 10, 24, 12, 0), utc(2026, 10, 25, 12, 0)) == 1);  // there are two
  CHECK(made(utc(2026, 10, 20, 12, 0), utc(2026, 10, 30, 12, 0)) == 10);
}

TEST_CASE("a live market makes its nightly epoch at its time and not again, nor when one was asked for just before") {
  LiveStore store(random_market(4, 50, 20));
  const Time turn = utc(2026, 11, 23, 2, 30);
  std::atomic<Time> now = turn - 12h;
  LiveOptions options = store.options();
  options.whole_at = kAt;
  options.now = [&] { return now.load(); };
  store.open(options);
  store.live->wait_for_jobs();
  CHECK(whole_epochs(*store.live) == 0);

  now = turn;
  REQUIRE(in_time([&] { return whole_epochs(*store.live) == 1; }));
  store.live->wait_for_jobs();
  CHECK(whole_epochs(*store.live) == 1);
  CHECK(store.live->status().jobs.front().why == "it is the time of the day for it");

  now = turn + 24h - 10min;
  need(store.live->begin_whole_epoch());
  store.live->wait_for_jobs();
  CHECK(whole_epochs(*store.live) == 2);
  now = turn + 24h;
  store.live->wait_for_jobs();
  CHECK(whole_epochs(*store.live) == 2);
  now = turn + 48h;
  CHECK(in_time([&] { return whole_epochs(*store.live) == 3; }));
}

}  // namespace schakel
