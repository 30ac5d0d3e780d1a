// What is said on a processor that is too old.
#include "server/processor.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>

using namespace schakel;

namespace {

constexpr int kWentOn = 77;

struct Ended {
  int code = -1;
  std::string said;
};

Ended ended_without(unsigned missing) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    require_processor(missing);
    _exit(kWentOn);
  }
  close(ends[1]);
  Ended ended;
  char part[512];
  for (ssize_t size = 0; (size = read(ends[0], part, sizeof(part))) > 0;)
    ended.said.append(part, static_cast<std::size_t>(size));
  close(ends[0]);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  ended.code = WEXITSTATUS(status);
  return ended;
}

}  // namespace

TEST_CASE("a processor that lacks something is told so in a line, and the program ends with 1") {
  const Ended one = ended_without(kAvx2);
  CHECK(one.code == 1);
  CHECK(one.said ==
        "schakel: this processor is too old: it lacks AVX2; schakel needs x86-64-v3, as any server since about 2015 "
        "has it\n");
  const Ended all = ended_without(kAvx2 | kBmi1 | kBmi2 | kFma | kPopcnt);
  CHECK(all.code == 1);
  CHECK(all.said.find("lacks AVX2, BMI1, BMI2, FMA, POPCNT; ") != std::string::npos);
}

TEST_CASE("a processor that lacks nothing goes on, and nothing is said") {
  const Ended fine = ended_without(0);
  CHECK(fine.code == kWentOn);
  CHECK(fine.said.empty());
}
