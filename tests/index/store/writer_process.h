// A store_writer in a process of its own.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace schakel {

class WriterProcess {
 public:
  // Starts it with these words; `as_nobody`: under a user id without rights (requires root).
  explicit WriterProcess(const std::vector<std::string>& words, bool as_nobody = false);
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;
  ~WriterProcess();

  // The next line that it says, without its end; nothing when it is gone.
  [[nodiscard]] std::optional<std::string> line();
  // kill -9, and waits until it is gone.
  void kill();
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  std::FILE* out_ = nullptr;
};

}  // namespace schakel
