#include "server/audit/audit_log.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <mutex>
#include <new>
#include <thread>

#include "tests/server/audit/log_folder.h"
#include "tests/server/small_disk.h"

using namespace schakel;
using namespace schakel::test;
using testing::TempFolder;

TEST_CASE("an event is a line for each person, in a chain from the first line to the last") {
  const TempFolder folder;
  {
    auto log = open_log(folder / "audit");
    CHECK(log->append(shown("jansen", {"S1", "S2", "S3"})) == 4);
    CHECK(log->append(shown("adams", {})) == 5);
    CHECK(log->counts().sequence == 5);
  }
  const ReadLog read = read_log(folder / "audit");
  CHECK(read.reading.sound());
  REQUIRE(read.lines.size() == 6);
  std::string told;
  for (const AuditLine& line : read.lines) told += line.action + " " + line.object + "; ";
  CHECK(told ==
        "log-open adopted-lines=0 cut-bytes=0; match-vacancy S1; match-vacancy S2; match-vacancy S3; match-vacancy ; "
        "log-close ; ");
  CHECK(read.lines[1].organisation == "WSP \"Rijnmond\"");
  CHECK(read.reading.head == read.reading.mark);
  CHECK(read.reading.lines_behind_mark == 0);
  CHECK_FALSE(read.reading.live);
  struct stat facts{};
  REQUIRE(stat(AuditFolder{folder / "audit"}.segment(1).c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600);
}

TEST_CASE("a log goes on where it was, through as many segments as it takes") {
  const TempFolder folder;
  std::uint64_t sequence = 0;
  for (int times = 0; times < 4; ++times) {
    auto log = open_log(folder.path(), {.segment_bytes = 3000});
    CHECK(log->recovery().adopted_lines == 0);
    CHECK(log->recovery().cut_bytes == 0);
    for (int i = 0; i < 10; ++i) sequence = log->append(shown("a", {"S1", "S2"})).value();
  }
  const ReadLog read = read_log(folder.path());
  CHECK(read.reading.sound());
  CHECK(read.reading.head.sequence == sequence + 1);
  CHECK(read.lines.size() == 4 * 22);
  CHECK(read.reading.segments > 8);
}

TEST_CASE("an exception while lines are written refuses them and all later ones, and the log can be opened again") {
  const TempFolder folder;
  {
    std::atomic<bool> no_memory = false;
    auto log = open_log(folder.path(), {.now = [&no_memory] {
                          return no_memory ? throw std::bad_alloc() : std::chrono::system_clock::now();
                        }});
    REQUIRE(log->append(shown("a", {"S1"})));
    no_memory = true;
    CHECK_FALSE(log->append(shown("a", {"S2"})));
    no_memory = false;
    CHECK_FALSE(log->append(shown("a", {"S3"})));
    CHECK_FALSE(log->close());
  }
  REQUIRE(open_log(folder.path())->append(shown("a", {"S4"})));
  const ReadLog read = read_log(folder.path());
  CHECK(read.reading.sound());
  std::string objects;
  for (const AuditLine& line : read.lines)
    if (line.action == "match-vacancy") objects += line.object;
  CHECK(objects == "S1S4");
}

TEST_CASE("from many threads each line is there once, in the order of the answers, and the chain is whole") {
  const TempFolder folder;
  constexpr int kThreads = 8, kEvents = 200;
  std::map<std::uint64_t, std::string> acknowledged;  // last sequence -> match
  std::mutex mutex;
  {
    auto log = open_log(folder.path(), {.segment_bytes = 100'000});
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        std::uint64_t before = 0;
        for (int i = 0; i < kEvents; ++i) {
          const std::string match = std::to_string(thread) + "-" + std::to_string(i);
          const auto sequence = log->append(shown("t", {"S" + match + "a", "S" + match + "b"}, match));
          const std::lock_guard lock(mutex);
          if (!sequence || *sequence <= before) std::abort();
          before = *sequence;
          acknowledged[*sequence] = match;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    const AuditLogCounts counts = log->counts();
    CHECK(counts.lines == 1 + 2 * kThreads * kEvents);
    CHECK(counts.groups <= 1 + kThreads * kEvents);
  }
  const ReadLog read = read_log(folder.path());
  CHECK(read.reading.sound());
  REQUIRE(acknowledged.size() == kThreads * kEvents);
  for (const auto& [sequence, match] : acknowledged) {
    REQUIRE(read.lines[sequence - 1].match == match);
    REQUIRE(read.lines[sequence - 1].object == "S" + match + "b");
    REQUIRE(read.lines[sequence - 2].object == "S" + match + "a");
  }
}

TEST_CASE("who does not wait is told by the thread that writes, in the order of asking") {
  const TempFolder folder;
  std::vector<std::uint64_t> told;
  {
    auto log = open_log(folder.path());
    for (int i = 0; i < 500; ++i)
      log->append(shown("a", {"S1"}), [&](const Result<std::uint64_t>& result) { told.push_back(result.value()); });
    REQUIRE(log->close());
    CHECK(log->counts().groups < 500);
  }
  REQUIRE(told.size() == 500);
  for (std::size_t i = 0; i < told.size(); ++i) CHECK(told[i] == i + 2);
}

TEST_CASE("a closed log takes nothing, and closing it again is nothing") {
  const TempFolder folder;
  auto log = open_log(folder.path());
  REQUIRE(log->close());
  REQUIRE(log->close());
  CHECK(!log->append(shown("a", {"S1"})));
  CHECK(read_log(folder.path()).lines.size() == 2);
}

TEST_CASE("more than may wait is refused at once, and what waits is written") {
  const TempFolder folder;
  auto log = open_log(folder.path(), {.max_pending = 10});
  const auto refused = log->append(shown("a", std::vector<std::string>(11, "S")));
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::kBusy);
  CHECK(log->append(shown("a", std::vector<std::string>(10, "S"))) == 11);
}

TEST_CASE("one process writes at a time, and a reader beside it sees what was acknowledged") {
  const TempFolder folder;
  auto log = open_log(folder.path());
  const auto second = AuditLog::open(folder.path());
  REQUIRE(!second);
  CHECK(second.error().code == ErrorCode::kBusy);
  CHECK(second.error().message.find("pid " + std::to_string(getpid())) != std::string::npos);
  for (int i = 0; i < 20; ++i) {
    const std::uint64_t sequence = log->append(shown("a", {"S1"})).value();
    const ReadLog read = read_log(folder.path());
    CHECK(read.reading.sound());
    CHECK(read.reading.live);
    CHECK(read.reading.mark.sequence >= sequence);
    CHECK(read.lines.size() >= sequence);
  }
}

TEST_CASE("readers beside a busy writer never see a fault") {
  const TempFolder folder;
  auto log = open_log(folder.path(), {.segment_bytes = 20'000});
  constexpr int kEventsPerReading = 150;  // a reader slower than the writer would never come to the end
  std::atomic<bool> stop = false;
  std::atomic<int> readings = 0;
  std::thread writer([&] {
    for (int events = 0; !stop;)
      if (events >= kEventsPerReading * (readings + 1))
        std::this_thread::yield();
      else if (log->append(shown("a", {"S1", "S2", "S3"})))
        ++events;
      else
        std::abort();
  });
  std::uint64_t seen = 0;
  for (int i = 0; i < 50 || seen < 3000; ++i) {
    const auto reading = read_audit_log(folder.path(), [](const AuditLine&) {});
    if (!reading) FAIL(reading.error().message);
    INFO(first_fault(*reading));
    CHECK(reading->sound());
    CHECK(reading->head.sequence >= reading->mark.sequence);
    seen = reading->head.sequence;
    ++readings;
  }
  stop = true;
  writer.join();
}

TEST_CASE("on a full disk the answer is refused, all later ones too, and after space was made it goes on whole") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk", "256k");
  if (!disk.mounted()) {
    WARN("skipped: needs the right to mount a file system");
    return;
  }
  const auto audit = folder / "disk/audit";
  std::uint64_t acknowledged = 0;
  {
    auto log = open_log(audit);
    Result<std::uint64_t> last = 0;
    for (int i = 0; i < 10'000 && last; ++i) {
      last = log->append(shown("a", {"S" + std::to_string(i), "T" + std::to_string(i)}));
      if (last) acknowledged = *last;
    }
    REQUIRE(!last);
    CHECK(last.error().code == ErrorCode::kNoSpace);
    CHECK(last.error().message.starts_with("the audit log cannot be written any more: "));
    CHECK(log->append(shown("a", {"small"})).error().code == ErrorCode::kNoSpace);
    CHECK(!log->close());
  }
  const ReadLog full = read_log(audit);
  CHECK(full.reading.sound());
  CHECK(full.lines.size() >= acknowledged);
  const auto again = AuditLog::open(audit);  // no room for even one line
  CHECK(!again);

  std::filesystem::copy(audit, folder / "roomy", std::filesystem::copy_options::recursive);
  auto log = open_log(folder / "roomy");
  CHECK(log->append(shown("a", {"S"})).value() > acknowledged);
  REQUIRE(log->close());
  CHECK(read_log(folder / "roomy").reading.sound());
}
