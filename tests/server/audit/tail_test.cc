#include <catch2/catch.hpp>

#include "server/audit/audit_tail.h"
#include "server/audit/review/check_audit.h"
#include "tests/server/audit/log_folder.h"

using namespace schakel;
using namespace schakel::test;
using testing::overwrite;
using testing::read_bytes;
using testing::TempFolder;

namespace {

// A log whose last lines were never acknowledged: the mark is that of before them.
struct Unacknowledged {
  Unacknowledged() {
    make_log(audit, 3);
    const std::string mark = read_bytes(paths.mark());
    acknowledged = read_bytes(paths.segment(1)).size();
    {
      const auto log = open_log(audit);
      REQUIRE(log->append(shown("late", {"S7", "S8"})));
    }
    overwrite(paths.mark(), mark);
    bytes = read_bytes(paths.segment(1));
  }
  TempFolder folder;
  std::filesystem::path audit = folder / "audit";
  AuditFolder paths{audit};
  std::size_t acknowledged = 0;  // bytes
  std::string bytes;
};

}  // namespace

TEST_CASE("whatever a crash leaves behind the last acknowledged line is cut off or stays, kept, counted and told") {
  Unacknowledged log;
  for (std::size_t size = log.acknowledged; size <= log.bytes.size(); size += size % 41 + 1) {
    INFO(size - log.acknowledged << " bytes behind the mark");
    overwrite(log.paths.segment(1), log.bytes.substr(0, size));
    const std::string mark = read_bytes(log.paths.mark());
    const ReadLog before = read_log(log.audit);
    CHECK(before.reading.sound());
    const std::string torn = log.bytes.substr(0, size).substr(log.bytes.substr(0, size).rfind('\n') + 1);
    CHECK(before.reading.unfinished_bytes == torn.size());
    CHECK(before.reading.lines_behind_mark == before.lines.size() - before.reading.mark.sequence);
    {
      const auto open = open_log(log.audit);
      CHECK(open->recovery().cut_bytes == torn.size());
      CHECK(open->recovery().adopted_lines == before.reading.lines_behind_mark);
    }
    if (!torn.empty()) CHECK(read_bytes(log.paths.torn(1, before.lines.size() + 1)) == torn);
    const auto after = check_audit(log.audit);
    REQUIRE(after);
    CHECK(after->reading.sound());
    CHECK(after->reading.unfinished_bytes == 0);
    CHECK(after->recoveries.size() == (torn.empty() && before.reading.lines_behind_mark == 0 ? 0 : 1));
    overwrite(log.paths.mark(), mark);
  }
}

TEST_CASE("bytes that were never written, behind the last acknowledged line, are cut off too") {
  Unacknowledged log;
  for (const std::string& tail : {std::string(5000, '\0'), std::string(100'000, 'x'), std::string("\n\n"),
                                  std::string(300, '\0') + log.bytes.substr(log.acknowledged)}) {
    overwrite(log.paths.segment(1), log.bytes.substr(0, log.acknowledged) + tail);
    const std::string mark = read_bytes(log.paths.mark());
    CHECK(read_log(log.audit).reading.unfinished_bytes == tail.size());
    CHECK(open_log(log.audit)->recovery().cut_bytes == tail.size());
    CHECK(read_log(log.audit).reading.sound());
    overwrite(log.paths.mark(), mark);
  }
}

TEST_CASE("a log whose acknowledged lines are damaged or gone is not opened, and nothing in it changes") {
  const TempFolder folder;
  make_log(folder.path(), 5);
  const AuditFolder paths{folder.path()};
  const std::string bytes = read_bytes(paths.segment(1));
  for (std::size_t at = 0; at < bytes.size(); at += 61) {
    for (const bool cut : {true, false}) {
      std::string damaged = cut ? bytes.substr(0, at) : bytes;
      if (!cut) damaged[at] = static_cast<char>(damaged[at] ^ 4);
      overwrite(paths.segment(1), damaged);
      const auto log = AuditLog::open(folder.path());
      INFO("byte " << at << (cut ? " cut" : " flipped"));
      REQUIRE(!log);
      CHECK(log.error().code == ErrorCode::kCorrupt);
      CHECK(log.error().message.find("A broken chain") != std::string::npos);
      REQUIRE(read_bytes(paths.segment(1)) == damaged);
    }
  }
}

TEST_CASE("a mark or segments that are gone are noticed") {
  const TempFolder folder;
  make_log(folder.path(), 40, 2000);
  const AuditFolder paths{folder.path()};
  REQUIRE(audit_segments(paths)->size() > 5);
  SECTION("the mark") {
    std::filesystem::remove(paths.mark());
    CHECK(AuditLog::open(folder.path()).error().message.find("mark is missing beside its log") != std::string::npos);
    CHECK(!read_audit_log(folder.path(), [](const AuditLine&) {}));
  }
  SECTION("a mark of nonsense") {
    overwrite(paths.mark(), "acknowledged: everything");
    CHECK(AuditLog::open(folder.path()).error().code == ErrorCode::kBadInput);
  }
  SECTION("both slots of the mark") {
    std::string mark = read_bytes(paths.mark());
    mark[4096 + 20] = mark[8192 + 20] = 'x';
    overwrite(paths.mark(), mark);
    CHECK(AuditLog::open(folder.path()).error().code == ErrorCode::kCorrupt);
  }
  SECTION("the last segment") {
    std::filesystem::remove(paths.segment(audit_segments(paths)->back()));
    CHECK(AuditLog::open(folder.path()).error().message.find("the end was cut off") != std::string::npos);
  }
  SECTION("all segments") {
    const auto segments = audit_segments(paths);
    for (const std::uint32_t number : *segments) std::filesystem::remove(paths.segment(number));
    CHECK(AuditLog::open(folder.path()).error().message.find("its segments are gone") != std::string::npos);
  }
  CHECK(AuditLog::open(folder.path()).has_value() == false);
}

TEST_CASE("one torn slot of the mark leaves the other, and the log is opened from there") {
  const TempFolder folder;
  make_log(folder.path(), 40, 2000);
  const AuditFolder paths{folder.path()};
  const std::uint64_t lines = read_log(folder.path()).lines.size();
  for (const std::size_t slot : {std::size_t{4096}, std::size_t{8192}}) {
    std::string mark = read_bytes(paths.mark());
    mark[slot + 50] = 'x';
    const TempFolder copy;
    std::filesystem::copy(folder.path(), copy.path(), std::filesystem::copy_options::recursive);
    overwrite(copy / "mark", mark);
    const auto log = open_log(copy.path());
    CHECK(log->counts().sequence == lines + 1);
    CHECK(log->recovery().adopted_lines <= 2);
  }
}

TEST_CASE("an old mark, as after a power failure, is no loss: the lines behind it stay, over several segments") {
  const TempFolder folder;
  make_log(folder.path(), 10, 1000);
  const std::string old_mark = read_bytes(folder / "mark");
  {
    open_log(folder.path(), {.segment_bytes = 1000});
  }
  {
    const auto log = open_log(folder.path(), {.segment_bytes = 1000});
    for (int i = 0; i < 20; ++i) REQUIRE(log->append(shown("a", {"S1"})));
  }
  const std::uint64_t lines = read_log(folder.path()).lines.size();
  overwrite(folder / "mark", old_mark);
  {
    const auto log = open_log(folder.path());
    CHECK(log->recovery().adopted_lines == 2 + 22);
    CHECK(log->counts().sequence == lines + 1);
  }
  CHECK(read_log(folder.path()).reading.sound());
}
