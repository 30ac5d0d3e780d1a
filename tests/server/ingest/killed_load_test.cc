#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "tests/server/ingest/lines.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using test::everything_in;
using test::seekers_input;
using testing::TempFolder;

namespace {

// How the helper ended: the signal that killed it, or minus its exit code.
int load_and_die(const std::filesystem::path& store, const std::filesystem::path& file, int batches) {
  const std::string count = std::to_string(batches);
  const pid_t child = fork();
  if (child == 0) {
    execl(SCHAKEL_KILLED_LOAD, "killed_load", store.c_str(), file.c_str(), count.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("a load that is killed again and again ends in the state of one that is not") {
  const TempFolder folder;
  // Long lines, so that there are many chunks.
  std::string lines;
  for (const char c : test::seeker_lines(3000)) {
    if (c == '{' && (lines.empty() || lines.back() == '\n'))
      lines += R"({"presentation":")" + std::string(3000, 'p') + "\",";
    else
      lines += c;
  }
  const auto file = folder.write("s.ndjson", lines);
  std::string expected;
  {
    auto store = RecordStore::open(folder / "whole", OpenMode::kReadWrite);
    REQUIRE(store);
    REQUIRE(ingest(**store, seekers_input(file), {}));
    expected = everything_in(**store);
  }
  std::uint64_t row = 1;
  int kills = 0;
  while (load_and_die(folder / "killed", file, 1 + kills % 3) == SIGKILL) {
    auto store = RecordStore::open(folder / "killed", OpenMode::kReadWrite);
    REQUIRE(store);
    const auto deliveries = (*store)->deliveries();
    REQUIRE(deliveries);
    REQUIRE(deliveries->size() == 1);
    CHECK(deliveries->front().next_row > row);  // every attempt gets further
    CHECK(deliveries->front().accepted + deliveries->front().refused == deliveries->front().next_row - 1);
    row = deliveries->front().next_row;
    REQUIRE(++kills < 1000);
  }
  CHECK(kills >= 3);
  auto store = RecordStore::open(folder / "killed", OpenMode::kReadWrite);
  REQUIRE(store);
  const auto last = ingest(**store, seekers_input(file), {});
  REQUIRE(last);
  CHECK(last->loaded_before);
  CHECK(everything_in(**store) == expected);
}
