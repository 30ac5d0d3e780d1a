// The bytes of a file, decompressed when it is a .zst (known by its first bytes, not by its name).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "data/error.h"

namespace schakel {

class ByteInput {
 public:
  // Errors: kNotFound, kNoPermission, kBadUsage (a folder), kIo.
  [[nodiscard]] static Result<ByteInput> open(const std::filesystem::path& file);
  ~ByteInput();
  ByteInput(ByteInput&&) noexcept;
  ByteInput& operator=(ByteInput&&) noexcept;

  // Appends at most `limit` bytes to `out` and says how many; 0 only at the end. A truncated or damaged .zst is
  // kBadInput, and its message says how many bytes and lines were good; those have been handed out before.
  [[nodiscard]] Result<std::size_t> read(std::string& out, std::size_t limit);

  // Size of what will be read, where it is known; 0 otherwise.
  [[nodiscard]] std::uint64_t total_bytes() const;

 private:
  struct State;
  explicit ByteInput(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The whole of a file, decompressed. kBadInput when it is more than `limit` bytes.
[[nodiscard]] Result<std::string> read_all(const std::filesystem::path& file,
                                           std::uint64_t limit = std::uint64_t{1} << 30);

}  // namespace schakel
