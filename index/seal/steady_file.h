// Large files that are written once and read soon: through the page cache, and to the disk while they grow.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "data/error.h"
#include "index/seal/file.h"

namespace schakel {

// Written from front to back. Whoever makes something else durable meanwhile waits behind some MiB, not behind a file
// of gigabytes (a second, in which a service acknowledges nothing). What is written is not durable yet: seal_folder()
// makes it so. Cost: a copy, or the disk's speed. One thread at a time.
class SteadyFile {
 public:
  // A new file, or one of before without its content. Errors: those of open_file().
  [[nodiscard]] static Result<SteadyFile> create(const std::filesystem::path& path);

  // Behind what is there. Errors: kNoSpace, kIo.
  [[nodiscard]] Result<void> write(std::string_view bytes);

 private:
  SteadyFile(std::filesystem::path path, FileHandle handle) : path_(std::move(path)), handle_(std::move(handle)) {}
  void send_on();

  std::filesystem::path path_;
  FileHandle handle_;
  std::int64_t size_ = 0;  // written
  std::int64_t sent_ = 0;  // of these on their way to the disk, or there
};

// Makes a file durable that somebody else wrote, a step at a time, for the same reason. Errors: those of sync_path().
[[nodiscard]] Result<void> sync_steadily(const std::filesystem::path& path);

}  // namespace schakel
