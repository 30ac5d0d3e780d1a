// A temporary folder of one benchmark, gone with it.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>

namespace schakel::bench {

class BenchFolder {
 public:
  BenchFolder() { std::filesystem::create_directories(path_); }
  ~BenchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  BenchFolder(const BenchFolder&) = delete;
  BenchFolder& operator=(const BenchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  static std::string name() {
    static std::atomic<int> number = 0;
    return "schakel-bench-" + std::to_string(getpid()) + "-" + std::to_string(++number);
  }
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / name();
};

}  // namespace schakel::bench
