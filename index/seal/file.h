// Files as the operating system gives them: descriptors that close themselves, errno in words, durable folders.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "data/error.h"

namespace schakel {

// An open file descriptor. Move-only.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileHandle();
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// errno as an Error: "cannot open /x/y: Permission denied". `doing` is the verb: "open", "read", "write".
[[nodiscard]] std::unexpected<Error> fail_errno(std::string_view doing, const std::filesystem::path& path, int number);

// open(2), always close-on-exec. `flags` and `mode` as there. Errors: kNotFound, kNoPermission, kNoSpace, kIo.
[[nodiscard]] Result<FileHandle> open_file(const std::filesystem::path& file, int flags, unsigned mode = 0644);

// Every byte of the file, in order, in pieces of up to 1 MiB that live during the call only.
[[nodiscard]] Result<void> read_pieces(const std::filesystem::path& file,
                                       const std::function<void(std::string_view)>& take);

// Writes all bytes at an offset.
[[nodiscard]] Result<void> write_at(const FileHandle& handle, std::string_view bytes, std::uint64_t offset,
                                    const std::filesystem::path& file);

// Makes a file's content, or a folder's list of names, durable.
[[nodiscard]] Result<void> sync_path(const std::filesystem::path& path);

}  // namespace schakel
