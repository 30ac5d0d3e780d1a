#include "tests/server/rematch/killed.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/support/random.h"

namespace schakel::test {
namespace {

// Runs it, and kills it after that time unless it is done before. What it printed; nothing when it was killed.
std::string run_for(const char* program, const std::vector<std::string>& arguments, std::chrono::microseconds time) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execv(program, argv.data());
    _exit(127);
  }
  close(ends[1]);
  std::thread killer([&] {
    std::this_thread::sleep_for(time);
    kill(child, SIGKILL);
  });
  std::string out;
  std::array<char, 128> bytes{};
  for (ssize_t got = 0; (got = read(ends[0], bytes.data(), bytes.size())) > 0;)
    out.append(bytes.data(), static_cast<std::size_t>(got));
  killer.join();
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  close(ends[0]);
  REQUIRE((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
  return out;
}

}  // namespace

std::string out_of_killed(std::uint64_t seed, const char* program, const std::vector<std::string>& arguments) {
  testing::Random random(seed);
  int kills = 0;
  std::string out;
  // Longer and longer, so that it comes to an end on a slow machine too.
  for (std::uint32_t most = 20'000; out.empty(); most += most / 20) {
    REQUIRE(kills < 400);
    out = run_for(program, arguments, std::chrono::microseconds(random.between(1000, most)));
    if (out.empty()) ++kills;
  }
  CHECK(kills > 0);
  return out;
}

}  // namespace schakel::test
