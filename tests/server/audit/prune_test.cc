#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <map>

#include "server/audit/prune_audit.h"
#include "server/audit/recent_lines.h"
#include "server/audit/review/check_audit.h"
#include "tests/server/audit/log_folder.h"

using namespace schakel;
using namespace schakel::test;
using testing::overwrite;
using testing::read_bytes;
using testing::TempFolder;

namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kStart = 20'000 * kDay;  // 4 October 2024

// A log of one event a day, from kStart on; still open.
struct DailyLog {
  explicit DailyLog(int days, std::uint64_t segment_bytes = 1500) : log(make(segment_bytes)) {
    for (int day = 0; day < days; ++day) {
      now_ms = kStart + day * kDay;
      REQUIRE(log->append(shown("a" + std::to_string(day), {"S" + std::to_string(day)})));
    }
  }
  std::unique_ptr<AuditLog> make(std::uint64_t segment_bytes) {
    return open_log(folder.path(),
                    {.segment_bytes = segment_bytes, .now = [this] {
                       return std::chrono::system_clock::time_point(std::chrono::milliseconds(now_ms.load()));
                     }});
  }
  PrunedAudit prune(std::int64_t before_ms) {
    const auto pruned = prune_audit_log(folder.path(), *log, before_ms, {.actor = "cli:root", .origin = "cli"});
    if (!pruned) FAIL(pruned.error().message);
    return *pruned;
  }
  std::string fault() const {
    const auto check = check_audit(folder.path());
    REQUIRE(check);
    return first_fault(check->reading);
  }
  TempFolder folder;
  AuditFolder paths{folder.path()};
  std::atomic<std::int64_t> now_ms = kStart;
  std::unique_ptr<AuditLog> log;
};

}  // namespace

TEST_CASE("old segments go as a whole, the log says so, and what is left is sound and is written on") {
  DailyLog daily(60);
  const std::size_t segments = audit_segments(daily.paths)->size();
  REQUIRE(segments > 10);
  const PrunedAudit pruned = daily.prune(kStart + 30 * kDay);
  CHECK(pruned.segments > 3);
  CHECK(daily.fault().empty());
  const ReadLog read = read_log(daily.folder.path());
  CHECK(read.lines.front().sequence == pruned.lines + 1);
  CHECK(read.lines.front().time_ms <= kStart + 30 * kDay);  // nothing younger went
  CHECK(read.lines.back().action == "log-prune");
  CHECK(read.lines.back().actor == "cli:root");

  CHECK(daily.prune(kStart + 30 * kDay).segments == 0);
  CHECK(read_log(daily.folder.path()).lines.size() == read.lines.size());
  CHECK(daily.prune(kStart + 50 * kDay).segments > 0);
  CHECK(daily.fault().empty());
  REQUIRE(daily.log->close());
  daily.log = daily.make(1500);
  REQUIRE(daily.log->append(shown("later", {"S"})));
  CHECK(daily.fault().empty());
  CHECK(daily.prune(kStart + 1000 * kDay).segments > 0);
  CHECK(audit_segments(daily.paths)->size() <= 2);  // the last one stays, and one more where it began a new one
  CHECK(daily.fault().empty());
}

TEST_CASE("a removal that was stopped anywhere is sound, and the next one takes what it left") {
  DailyLog daily(40);
  std::map<std::uint32_t, std::string> before;
  const auto segments = audit_segments(daily.paths);
  for (const std::uint32_t number : *segments) before[number] = read_bytes(daily.paths.segment(number));
  const PrunedAudit pruned = daily.prune(kStart + 20 * kDay);
  for (std::uint32_t left = pruned.segments; left > 0; --left) {  // as if it had been killed with so many yet to remove
    overwrite(daily.paths.segment(left), before[left]);
    INFO(left);
    CHECK(daily.fault().empty());
  }
  CHECK(daily.prune(kStart + 20 * kDay).segments == pruned.segments);
  CHECK(daily.fault().empty());
}

TEST_CASE("removing segments by hand is found out, with a made up beginning too") {
  DailyLog daily(40);
  const PrunedAudit pruned = daily.prune(kStart + 20 * kDay);
  const std::uint32_t first = pruned.segments + 1;
  SECTION("one more than was said") {
    std::filesystem::remove(daily.paths.segment(first));
    CHECK(daily.fault().find("lines were taken out") != std::string::npos);
  }
  SECTION("and the beginning moved") {
    const auto next = read_log(daily.folder.path()).lines;
    std::filesystem::remove(daily.paths.segment(first));
    const auto line = std::ranges::find_if(next, [&](const AuditLine& one) {
      return read_bytes(daily.paths.segment(first + 1)).find(one.hash + "\"}") != std::string::npos;
    });
    REQUIRE(line != next.end());
    overwrite(daily.paths.begin(), anchor_text({line->sequence - 1, line->previous}) + "\n");
    CHECK(daily.fault() == "begin: it says that older lines were removed, and no line of the log says so");
  }
  SECTION("the beginning is gone") {
    std::filesystem::remove(daily.paths.begin());
    CHECK(daily.fault() == "000001.log: it is missing");
  }
  SECTION("the beginning is nonsense") {
    overwrite(daily.paths.begin(), "yesterday");
    CHECK(check_audit(daily.folder.path()).error().code == ErrorCode::kCorrupt);
  }
  SECTION("a noted line among the removed ones cannot be checked, and that is said") {
    const auto check = check_audit(daily.folder.path(), AuditHead{1, std::string(64, 'a')});
    REQUIRE(!check);
    CHECK(check.error().message.find("line 1 was removed with others") != std::string::npos);
  }
}

TEST_CASE("every month begins a segment, so that a small log can be removed in time too") {
  DailyLog daily(100, 1 << 20);  // 4 October to 11 January
  CHECK(audit_segments(daily.paths)->size() == 4);
  daily.log = nullptr;
  daily.log = daily.make(1 << 20);  // in the same month: the same segment
  CHECK(audit_segments(daily.paths)->size() == 4);
  CHECK(daily.prune(kStart + 60 * kDay).segments == 2);  // 3 December: October and November
}

TEST_CASE("the lines of the last hour are read without the rest, and none are missed") {
  DailyLog daily(40);
  for (const int days : {0, 1, 5, 39, 40}) {
    std::vector<std::string> objects;
    const auto read = read_recent_lines(daily.folder.path(), kStart + days * kDay, [&](const AuditLine& line) {
      if (line.result == kResultShown) objects.push_back(line.object);
    });
    REQUIRE(read);
    REQUIRE(objects.size() == static_cast<std::size_t>(40 - days));
    if (!objects.empty()) CHECK(objects.front() == "S" + std::to_string(days));
  }
  CHECK(read_recent_lines(daily.folder / "nothing", 0, [](const AuditLine&) {}));
}
