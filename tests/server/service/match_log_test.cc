#include "server/service/log/match_log.h"

#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <new>
#include <thread>
#include <vector>

#include "tests/support/temp_folder.h"

using namespace schakel;

namespace {

using std::chrono::system_clock;

constexpr std::int64_t kNoon = 1'795'348'800'000;  // 2026-11-22T12:00:00Z
constexpr std::int64_t kDay = 86'400'000;

// A clock that a test sets.
struct Clock {
  std::int64_t ms = kNoon;
  std::uint32_t keep_days = 0;
  [[nodiscard]] MatchLogOptions options() {
    return {.keep_days = keep_days, .now = [this] { return system_clock::time_point(std::chrono::milliseconds(ms)); }};
  }
};

api::LoggedMatch match_of(MatchLog& log, const Clock& clock, const std::string& actor = "jansen") {
  api::LoggedMatch match;
  match.set_id(log.new_id());
  match.set_time_ms(clock.ms);
  match.set_actor(actor);
  match.mutable_vacancy_request()->set_vacancy_id("V1");
  return match;
}

std::unique_ptr<MatchLog> opened(const std::filesystem::path& folder, Clock& clock) {
  auto log = MatchLog::open(folder, clock.options());
  REQUIRE(log);
  return *std::move(log);
}

}  // namespace

TEST_CASE("a match that was logged is found again, also by the next process") {
  const testing::TempFolder folder;
  Clock clock;
  std::string id;
  {
    const auto log = opened(folder / "matches", clock);
    const auto match = match_of(*log, clock);
    id = match.id();
    REQUIRE(log->append(match));
    REQUIRE(log->append(match_of(*log, clock, "smit")));
    const auto found = log->find(id);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->SerializeAsString() == match.SerializeAsString());
  }
  const auto log = opened(folder / "matches", clock);
  const auto found = log->find(id);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->actor() == "jansen");
  CHECK_FALSE(*log->find("nothing"));
  CHECK_FALSE(*log->find(std::string(28, 'f')));
  CHECK_FALSE(*log->find(std::string(28, '0')));
}

TEST_CASE("half a match at the end is cut off, and what stood before it is still there") {
  const testing::TempFolder folder;
  Clock clock;
  std::vector<api::LoggedMatch> matches;
  {
    const auto log = opened(folder / "matches", clock);
    for (int i = 0; i < 3; ++i) {
      matches.push_back(match_of(*log, clock));
      REQUIRE(log->append(matches.back()));
    }
  }
  const auto file = folder / "matches" / "2026-11-22.log";
  const auto whole = std::filesystem::file_size(file);
  for (const std::size_t cut : {1U, 20U}) {
    std::filesystem::resize_file(file, whole - cut);
    const auto log = opened(folder / "matches", clock);
    CHECK(*log->find(matches[0].id()));
    CHECK(*log->find(matches[1].id()));
    CHECK_FALSE(*log->find(matches[2].id()));
    REQUIRE(log->append(matches[2]));
    CHECK(*log->find(matches[2].id()));
    CHECK(std::filesystem::file_size(file) == whole);
  }
}

TEST_CASE("each day has its file") {
  const testing::TempFolder folder;
  Clock clock;
  const auto log = opened(folder / "matches", clock);
  const auto first = match_of(*log, clock);
  REQUIRE(log->append(first));
  clock.ms += kDay;
  const auto second = match_of(*log, clock);
  REQUIRE(log->append(second));
  CHECK(std::filesystem::exists(folder / "matches" / "2026-11-23.log"));
  CHECK(*log->find(first.id()));
  CHECK(*log->find(second.id()));
}

TEST_CASE("days that are older than asked are removed, when a day begins and when the log is opened") {
  const testing::TempFolder folder;
  Clock clock;
  clock.keep_days = 2;
  std::vector<api::LoggedMatch> matches;
  const auto found = [&](const MatchLog& log) {
    return std::ranges::count_if(
        matches, [&](const api::LoggedMatch& match) { return log.find(match.id()).value().has_value(); });
  };
  {
    const auto log = opened(folder / "matches", clock);
    for (int day = 0; day < 4; ++day) {
      matches.push_back(match_of(*log, clock));
      REQUIRE(log->append(matches.back()));
      CHECK(found(*log) == std::min(day + 1, 3));
      clock.ms += kDay;
    }
  }
  std::ofstream(folder / "matches" / "2020-01-01.txt") << "not of the log";
  const auto log = opened(folder / "matches", clock);
  CHECK(found(*log) == 2);
  CHECK(std::filesystem::exists(folder / "matches" / "2020-01-01.txt"));
}

TEST_CASE("a day that is too old and cannot be removed is told of, and nobody is refused for it") {
  const testing::TempFolder folder;
  const auto stuck = folder / "matches" / "2020-01-01.log";
  std::filesystem::create_directories(stuck / "something");
  std::vector<std::string> told;
  Clock clock;
  clock.keep_days = 2;
  MatchLogOptions options = clock.options();
  options.tell = [&](const std::string& what) { told.push_back(what); };
  const auto log = MatchLog::open(folder / "matches", options);
  REQUIRE(log);
  CHECK(told.size() == 1);
  clock.ms += kDay;
  REQUIRE((*log)->append(match_of(**log, clock)));
  CHECK(told.size() == 2);
  CHECK(told.back().contains(stuck.string()));
}

TEST_CASE("a list whose answer takes until after midnight is found again") {
  const testing::TempFolder folder;
  Clock clock;
  const auto log = opened(folder / "matches", clock);
  api::LoggedMatch match;
  match.set_time_ms(clock.ms);
  clock.ms += kDay;
  match.set_id(log->new_id());
  REQUIRE(log->append(match));
  CHECK(*log->find(match.id()));
}

TEST_CASE("what cannot be written fails alone, and what comes later is logged") {
  const testing::TempFolder folder;
  Clock clock;
  const auto log = opened(folder / "matches", clock);
  const auto before = match_of(*log, clock), refused = match_of(*log, clock), after = match_of(*log, clock);
  REQUIRE(log->append(before));
  rlimit usual{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &usual) == 0);
  const rlimit tight{.rlim_cur = std::filesystem::file_size(folder / "matches" / "2026-11-22.log") + 20,
                     .rlim_max = usual.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &tight) == 0);
  const auto failed = log->append(refused);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &usual) == 0);
  std::signal(SIGXFSZ, handler);
  CHECK_FALSE(failed);
  REQUIRE(log->append(after));
  CHECK(*log->find(before.id()));
  CHECK_FALSE(*log->find(refused.id()));
  CHECK(*log->find(after.id()));
  const auto again = opened(folder / "matches", clock);
  CHECK(*again->find(after.id()));
}

TEST_CASE("that matches cannot be written is told once, and again when they could be in between") {
  const testing::TempFolder folder;
  const auto matches = folder / "matches", away = folder / "away";
  std::vector<std::string> told;
  Clock clock;
  MatchLogOptions options = clock.options();
  options.tell = [&](const std::string& what) { told.push_back(what); };
  const auto opened = MatchLog::open(matches, options);
  REQUIRE(opened);
  MatchLog& log = **opened;
  for (std::size_t time = 1; time <= 2; ++time) {
    std::filesystem::rename(matches, away);
    clock.ms += kDay;  // the file of another day, in a folder that is gone
    CHECK_FALSE(log.append(match_of(log, clock)));
    CHECK_FALSE(log.append(match_of(log, clock)));
    CHECK(told.size() == time);
    CHECK(told.back().starts_with("The match log cannot be written: "));
    std::filesystem::rename(away, matches);
    const auto later = match_of(log, clock);
    REQUIRE(log.append(later));
    CHECK(*log.find(later.id()));
    CHECK(told.size() == time);
  }
}

TEST_CASE("an exception while matches are written refuses those, and the next are logged") {
  const testing::TempFolder folder;
  std::vector<std::string> told;
  Clock clock;
  clock.keep_days = 2;
  bool no_memory = false;
  MatchLogOptions options = clock.options();
  options.now = [&, usual = options.now] { return no_memory ? throw std::bad_alloc() : usual(); };
  options.tell = [&](const std::string& what) { told.push_back(what); };
  const auto log = MatchLog::open(folder / "matches", options);
  REQUIRE(log);
  clock.ms += kDay;  // where a day begins, the writer asks what day is too old
  const auto refused = match_of(**log, clock), after = match_of(**log, clock);
  no_memory = true;
  const auto failed = (*log)->append(refused);
  no_memory = false;
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message == std::bad_alloc().what());
  CHECK(told.size() == 1);
  REQUIRE((*log)->append(after));
  CHECK(*(*log)->find(after.id()));
  CHECK_FALSE(*(*log)->find(refused.id()));
}

TEST_CASE("many threads log at once, and every match is there") {
  const testing::TempFolder folder;
  Clock clock;
  const auto log = opened(folder / "matches", clock);
  std::vector<std::vector<std::string>> ids(8);
  std::vector<std::thread> threads;
  for (auto& own : ids)
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        const auto match = match_of(*log, clock);
        if (log->append(match)) own.push_back(match.id());
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& own : ids) {
    CHECK(own.size() == 25);
    for (const std::string& id : own) CHECK(*log->find(id));
  }
}
