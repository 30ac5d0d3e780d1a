// The line that tells how far a long task is.
#include "server/cli/progress.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "server/cli/progress_line.h"
#include "server/cli/rematch_line.h"
#include "tests/server/cli/program.h"

using namespace schakel::cli;
using schakel::RematchPart;
using schakel::test::contains;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr ProgressLine::Time kStart{};

// Standard error is a terminal as long as it lives.
class Terminal {
 public:
  Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY)), before_(dup(STDERR_FILENO)) {
    REQUIRE((master_ >= 0 && grantpt(master_) == 0 && unlockpt(master_) == 0));
    const int slave = open(ptsname(master_), O_RDWR | O_NOCTTY);
    REQUIRE(slave >= 0);
    dup2(slave, STDERR_FILENO);
    close(slave);
  }
  ~Terminal() {
    dup2(before_, STDERR_FILENO);
    close(before_);
    close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // What was written meanwhile; waits so long for something.
  [[nodiscard]] std::string read_within(std::chrono::milliseconds wait) const {
    std::string text;
    pollfd ready{.fd = master_, .events = POLLIN, .revents = 0};
    for (int left = static_cast<int>(wait.count()); poll(&ready, 1, left) > 0; left = 0) {
      char part[256];
      const auto size = read(master_, part, sizeof(part));
      if (size <= 0) break;
      text.append(part, static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  int master_, before_;
};

}  // namespace

TEST_CASE("a line says the share, the count, the pace and what is left") {
  ProgressLine line("Loading a.ndjson", "rows");
  line.update(kStart, 0, 0, 1000);
  CHECK(line.text(kStart) == "Loading a.ndjson: 0 %  0 rows");
  line.update(kStart + seconds(10), 40'000, 250, 1000);
  CHECK(line.text(kStart + seconds(10)) == "Loading a.ndjson: 25 %  40,000 rows  4,000/s  30 s left");
}

TEST_CASE("a part is named, with a pace of its own and no count where it has no unit") {
  ProgressLine line("Rematching", "pairs");
  line.update(kStart, 0, 0, 1000);
  line.update(kStart + seconds(10), 1000, 1000, 1000);
  line.begin(kStart + seconds(20), "merging lists", "");
  CHECK(line.text(kStart + seconds(23)) == "Rematching, merging lists: 3 s");
  line.update(kStart + seconds(30), 100, 100, 1000);
  CHECK(line.text(kStart + seconds(30)) == "Rematching, merging lists: 10 %");
  line.update(kStart + seconds(31), 200, 200, 1000);
  CHECK(line.text(kStart + seconds(31)) == "Rematching, merging lists: 20 %  8 s left");
  line.begin(kStart + seconds(40), "", "pairs");
  line.update(kStart + seconds(41), 2000, 20, 1000);
  CHECK(line.text(kStart + seconds(41)) == "Rematching: 2 %  2,000 pairs");
}

TEST_CASE("every part of a rematch has a name of its own, and the matching the task's") {
  std::set<std::string_view> names;
  for (int part = 0; part <= static_cast<int>(RematchPart::kWriting); ++part) {
    const auto name = name_of(static_cast<RematchPart>(part));
    CHECK(name.empty() == (static_cast<RematchPart>(part) == RematchPart::kMatching));
    CHECK(names.insert(name).second);
  }
}

TEST_CASE("on a terminal a part is seen that nothing is counted of, until something else is printed") {
  const Terminal terminal;
  Progress progress("Rematching", "pairs");
  progress.begin("writing lists");
  const std::string seen = terminal.read_within(minutes(1));
  CHECK(progress.seconds() >= 2);
  CHECK(contains(seen, "\rRematching, writing lists: "));
  progress.clear();
  CHECK(terminal.read_within(seconds(1)).ends_with("\r\033[K"));
  CHECK(terminal.read_within(seconds(1)).empty());
  progress.update(5, 5, 10);
  CHECK(contains(terminal.read_within(minutes(1)), "50 %"));
}
