#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "server/audit/review/check_audit.h"
#include "tests/server/audit/log_folder.h"

using namespace schakel;
using namespace schakel::test;
using testing::overwrite;
using testing::read_bytes;
using testing::TempFolder;

namespace {

// A sound log of one segment, to be tampered with.
struct Log {
  Log() {
    make_log(folder.path(), 6);
    std::istringstream text(read_bytes(file));
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    REQUIRE(lines.size() == 14);
  }

  // Writes other lines in place of these, and returns the first fault that is found.
  std::string fault_of(const std::vector<std::string>& others) {
    std::string text;
    for (const std::string& line : others) text += line + "\n";
    overwrite(file, text);
    const auto check = check_audit(folder.path());
    REQUIRE(check);
    CHECK(check->reading.sound() == check->reading.faults.empty());
    return first_fault(check->reading);
  }

  TempFolder folder;
  std::filesystem::path file = AuditFolder{folder.path()}.segment(1);
  std::vector<std::string> lines;
};

// In place, as a tool for disks would.
void put_byte(const std::filesystem::path& file, std::size_t at, char byte) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekp(static_cast<std::streamoff>(at)).put(byte);
  REQUIRE(stream.flush());
}

std::string line_of(const std::string& fault) { return fault.substr(0, fault.find(':')); }

// The lines from `from` on, chained anew as somebody would who knows how.
void chain_anew(std::vector<std::string>& lines, std::size_t from) {
  for (std::size_t i = from; i < lines.size(); ++i) {
    AuditLine line = parse_audit_line(lines[i]).value();
    line.sequence = i + 1;
    line.previous = i == 0 ? std::string(kNoLineBefore) : parse_audit_line(lines[i - 1])->hash;
    lines[i].clear();
    append_audit_line(line, lines[i]);
    lines[i].pop_back();
  }
}

}  // namespace

TEST_CASE("a log that nobody touched has no faults") {
  Log log;
  CHECK(log.fault_of(log.lines).empty());
}

TEST_CASE("each byte of the log that is changed is found, and its line is named") {
  Log log;
  const std::string bytes = read_bytes(log.file);
  std::size_t line = 1;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    put_byte(log.file, at, static_cast<char>(bytes[at] ^ (1 << (at % 7))));
    const auto check = check_audit(log.folder.path());
    put_byte(log.file, at, bytes[at]);
    REQUIRE(check);
    INFO("byte " << at << " of line " << line);
    REQUIRE_FALSE(check->reading.sound());
    REQUIRE(check->reading.faults.front().line == line);
    REQUIRE(check->reading.faults.front().file == log.file);
    if (bytes[at] == '\n') ++line;
  }
  CHECK(line == 15);
}

TEST_CASE("a line that is taken out, put in, doubled or exchanged is found, and where") {
  for (std::size_t at = 0; at < 14; ++at) {
    Log log;
    INFO("line " << at + 1);
    auto others = log.lines;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
    const std::string removed = log.fault_of(others);
    if (at < 13)
      CHECK(line_of(removed) == "000001.log, line " + std::to_string(at + 1));
    else
      CHECK(removed == "mark: line 14 was acknowledged, but the log ends at line 13: its end was cut off");

    others = log.lines;
    others.insert(others.begin() + static_cast<std::ptrdiff_t>(at), log.lines[at]);
    CHECK(line_of(log.fault_of(others)) == "000001.log, line " + std::to_string(at + 2));

    if (at + 1 < 14) {
      others = log.lines;
      std::swap(others[at], others[at + 1]);
      CHECK(line_of(log.fault_of(others)) == "000001.log, line " + std::to_string(at + 1));
    }
  }
}

TEST_CASE("a log that is cut off at any byte is found to be, also where a line ends") {
  Log log;
  for (std::size_t size = std::filesystem::file_size(log.file); size-- > 0;) {
    std::filesystem::resize_file(log.file, size);
    const auto check = check_audit(log.folder.path());
    REQUIRE(check);
    INFO(size);
    REQUIRE_FALSE(check->reading.sound());
    REQUIRE(check->reading.unfinished_bytes == 0);
  }
}

TEST_CASE("a line that says something else under a hash that fits breaks the line behind it") {
  Log log;
  for (std::size_t at = 0; at + 1 < log.lines.size(); ++at) {
    auto others = log.lines;
    AuditLine line = parse_audit_line(others[at]).value();
    line.actor = "somebody else";
    others[at].clear();
    append_audit_line(line, others[at]);
    others[at].pop_back();
    const std::string fault = log.fault_of(others);
    CHECK(fault == "000001.log, line " + std::to_string(at + 2) + ": it does not follow line " +
                       std::to_string(at + 1) + ": that is not the line that stood before it when it was written");
  }
}

TEST_CASE("a log that was written anew from some line on does not fit its mark, and one with its mark not the anchor") {
  Log log;
  const AuditHead noted = check_audit(log.folder.path())->reading.head;
  auto others = log.lines;
  AuditLine line = parse_audit_line(others[5]).value();
  line.actor = "somebody else";
  others[5].clear();
  append_audit_line(line, others[5]);
  others[5].pop_back();
  chain_anew(others, 6);
  CHECK(log.fault_of(others) ==
        "000001.log, line 14: it is not the line that was acknowledged under this number: the log was written anew");

  auto mark = AuditMark::open(AuditFolder{log.folder.path()}.mark(), true);
  REQUIRE(mark);
  REQUIRE(mark->advance({14, parse_audit_line(others[13])->hash}));
  REQUIRE(mark->advance({14, parse_audit_line(others[13])->hash}));
  CHECK(check_audit(log.folder.path())->reading.sound());  // this is what an anchor elsewhere is for
  const auto check = check_audit(log.folder.path(), noted);
  CHECK(first_fault(check->reading).find("is another one than the one that was noted elsewhere") != std::string::npos);
  const auto beyond = check_audit(log.folder.path(), AuditHead{15, noted.hash});
  CHECK(first_fault(beyond->reading).find("is not in the log") != std::string::npos);
}

TEST_CASE("lines that somebody puts behind the end stand out, and are counted when the log is next opened") {
  Log log;
  auto others = log.lines;
  others.push_back(others[3]);
  chain_anew(others, 14);
  CHECK(log.fault_of(others).empty());
  CHECK(check_audit(log.folder.path())->reading.lines_behind_mark == 1);
  {
    open_log(log.folder.path());
  }
  const auto check = check_audit(log.folder.path());
  REQUIRE(check->recoveries.size() == 1);
  CHECK(check->recoveries[0].object == "adopted-lines=1 cut-bytes=0");
}

TEST_CASE("segments that are taken away, exchanged or emptied are named") {
  const TempFolder folder;
  make_log(folder.path(), 40, 2000);
  const AuditFolder paths{folder.path()};
  const std::size_t count = audit_segments(paths)->size();
  REQUIRE(count > 5);
  const auto fault = [&] {
    const auto check = check_audit(folder.path());
    REQUIRE(check);
    return first_fault(check->reading);
  };
  CHECK(fault().empty());
  for (std::uint32_t number = 1; number <= count; ++number) {
    const std::string bytes = read_bytes(paths.segment(number));
    INFO("segment " << number);
    std::filesystem::remove(paths.segment(number));
    if (number < count)
      CHECK(fault() == paths.segment(number).filename().string() + ": it is missing");
    else
      CHECK(fault().find("its end was cut off") != std::string::npos);
    overwrite(paths.segment(number), "");
    CHECK_FALSE(fault().empty());
    overwrite(paths.segment(number), bytes);
  }
  const std::string second = read_bytes(paths.segment(2));
  overwrite(paths.segment(2), read_bytes(paths.segment(3)));
  overwrite(paths.segment(3), second);
  CHECK(line_of(fault()) == "000002.log, line 1");
}

TEST_CASE("what is left of a broken log is read on, and every break is counted") {
  Log log;
  auto others = log.lines;
  others[2] = "nonsense";
  others[8][30] = others[8][30] == 'x' ? 'y' : 'x';
  others.erase(others.begin() + 11);
  CHECK(line_of(log.fault_of(others)) == "000001.log, line 3");
  const ReadLog read = read_log(log.folder.path());
  CHECK(read.reading.fault_count == 3);
  CHECK(read.lines.size() == 11);
}

TEST_CASE("an anchor is noted as a number and a hash") {
  const AuditHead head{17, std::string(64, 'a')};
  CHECK(anchor_text(head) == "17:" + std::string(64, 'a'));
  CHECK(parse_anchor(anchor_text(head)) == head);
  for (const std::string& text :
       {std::string(), std::string("17"), "17:" + std::string(63, 'a'), "0:" + std::string(64, 'a'),
        "x:" + std::string(64, 'a'), "17:" + std::string(64, 'G')})
    CHECK_FALSE(parse_anchor(text));
}
