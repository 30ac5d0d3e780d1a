#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "server/audit/review/check_audit.h"
#include "tests/server/audit/log_folder.h"
#include "tests/support/random.h"

using namespace schakel;
using namespace schakel::test;
using testing::TempFolder;

namespace {

// Runs the writer until it has said so many lines and a moment more, kills it, and returns what it said.
std::string write_until_killed(const std::filesystem::path& folder, std::ptrdiff_t lines,
                               std::chrono::microseconds moment) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(SCHAKEL_AUDIT_WRITER, "audit_writer", folder.c_str(), "6", "200000", nullptr);
    _exit(127);
  }
  close(ends[1]);
  std::string said;
  std::array<char, 65536> buffer{};
  bool killed = false;
  for (;;) {
    if (!killed && std::ranges::count(said, '\n') >= lines) {
      std::this_thread::sleep_for(moment);
      REQUIRE(kill(child, SIGKILL) == 0);
      killed = true;
    }
    const auto count = read(ends[0], buffer.data(), buffer.size());
    if (count <= 0) break;
    said.append(buffer.data(), static_cast<std::size_t>(count));
  }
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  INFO(said.substr(0, 300));
  REQUIRE(WIFSIGNALED(status));
  return said;
}

int rounds() {
  const char* const asked = std::getenv("SCHAKEL_AUDIT_KILLS");
  return asked == nullptr ? 8 : std::atoi(asked);
}

}  // namespace

// More rounds: SCHAKEL_AUDIT_KILLS=500
TEST_CASE("a writer that is killed again and again loses no line that it acknowledged, and the chain stays whole") {
  const TempFolder folder;
  testing::Random random(static_cast<std::uint64_t>(rounds()));
  std::map<std::uint64_t, std::string> acknowledged;
  for (int round = 0; round < rounds(); ++round) {
    // One round in four is killed while it opens the log.
    const std::ptrdiff_t lines = random.chance(25) ? 0 : random.between(1, 150);
    std::istringstream said(
        write_until_killed(folder.path(), lines, std::chrono::microseconds(random.between(0, 8'000))));
    std::uint64_t sequence = 0;
    for (std::string person; said >> sequence >> person;) REQUIRE(acknowledged.emplace(sequence, person).second);

    if (!std::filesystem::exists(AuditFolder{folder.path()}.mark())) continue;  // killed before there was a log
    const ReadLog killed = read_log(folder.path());                             // as it lies there
    INFO("round " << round << ": " << first_fault(killed.reading));
    REQUIRE(killed.reading.sound());
    std::set<std::string> once;
    for (const AuditLine& line : killed.lines)
      if (line.action == "match-vacancy") REQUIRE(once.insert(line.object).second);
    for (const auto& [number, person] : acknowledged) {
      REQUIRE(number <= killed.lines.size());
      REQUIRE(killed.lines[number - 1].object == person);
    }
  }
  {
    const auto log = open_log(folder.path());
    CHECK(log->append(shown("a", {"S1"})));
  }
  const auto check = check_audit(folder.path());
  REQUIRE(check);
  CHECK(check->reading.sound());
  CHECK(check->openings <= static_cast<std::uint64_t>(rounds()) + 1);
  CHECK_FALSE(acknowledged.empty());
}
