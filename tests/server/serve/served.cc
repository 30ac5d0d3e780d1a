#include "tests/server/serve/served.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/server/http/raw_client.h"

namespace schakel::test {

Served::Served(const std::vector<std::string>& arguments) {
  child_ = fork();
  if (child_ == 0) {
    dup2(open((folder_ / "out").c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    dup2(open((folder_ / "err").c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    std::vector<char*> argv{const_cast<char*>("schakel"), const_cast<char*>("serve")};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(SCHAKEL_PROGRAM, argv.data());
    _exit(127);
  }
  for (int i = 0; i < 6000 && !out().ends_with('\n'); ++i) {
    int status = 0;
    if (waitpid(child_, &status, WNOHANG) == child_) {
      child_ = 0;
      FAIL("schakel serve ended with " << WEXITSTATUS(status) << ": " << err());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const std::string said = out(), first = said.substr(0, said.find('\n'));
  if (first.starts_with("Listening on http"))
    port_ = static_cast<std::uint16_t>(std::stoul(first.substr(first.rfind(':') + 1)));
}

Served::~Served() {
  if (child_ == 0) return;
  signal(SIGKILL);
  wait();
}

void Served::signal(int number) const {
  if (child_ != 0) ::kill(child_, number);
}

int Served::wait() {
  int status = 0;
  REQUIRE(waitpid(child_, &status, 0) == child_);
  child_ = 0;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::string token_of(const Served& served, const std::string& role) {
  const RawResponse session = RawClient(served.port()).ask(request_text("GET", "/v1/session"));
  INFO(session.body);
  const std::size_t account = session.body.find("\"role\":\"" + role + "\"");
  REQUIRE(account != std::string::npos);
  const std::size_t token = session.body.find("\"token\":\"", account) + 9;
  return session.body.substr(token, session.body.find('"', token) - token);
}

std::string as(const std::string& token, const std::string& purpose) {
  return "Authorization: Bearer " + token + "\r\nPurpose: " + purpose + "\r\nContent-Type: application/json\r\n";
}

}  // namespace schakel::test
