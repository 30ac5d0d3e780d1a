#include "tests/index/store/writer_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

namespace schakel {

WriterProcess::WriterProcess(const std::vector<std::string>& words, bool as_nobody) {
  std::vector<char*> arguments{const_cast<char*>(SCHAKEL_STORE_WRITER)};
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) std::abort();
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    if (as_nobody && setuid(65534) != 0) _exit(3);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(ends[1]);
  out_ = fdopen(ends[0], "r");
  if (pid_ < 0 || out_ == nullptr) std::abort();
}

WriterProcess::~WriterProcess() {
  kill();
  std::fclose(out_);
}

std::optional<std::string> WriterProcess::line() {
  std::string text;
  for (int c = std::fgetc(out_); c != EOF; c = std::fgetc(out_)) {
    if (c == '\n') return text;
    text.push_back(static_cast<char>(c));
  }
  return std::nullopt;
}

void WriterProcess::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

}  // namespace schakel
