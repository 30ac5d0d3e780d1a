// `schakel serve` as a process of its own, for as long as a test needs it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace schakel::test {

class Served {
 public:
  // Runs `schakel serve ARGUMENTS` and waits until it says where it listens. Fails the test when it ends before.
  explicit Served(const std::vector<std::string>& arguments);
  // SIGKILL, when it still runs.
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }  // 0 without TCP
  void signal(int number) const;
  // Its exit code; 128 + signal where one ended it.
  int wait();

  [[nodiscard]] std::string out() const { return testing::read_bytes(folder_ / "out"); }
  [[nodiscard]] std::string err() const { return testing::read_bytes(folder_ / "err"); }

 private:
  testing::TempFolder folder_;
  pid_t child_ = 0;
  std::uint16_t port_ = 0;
};

// The token of the account of a demonstration that has this role: "batch".
std::string token_of(const Served& served, const std::string& role);

// The header lines of who has that token and asks for that purpose, with a body of JSON.
std::string as(const std::string& token, const std::string& purpose);

}  // namespace schakel::test
