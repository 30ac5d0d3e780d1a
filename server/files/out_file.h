// A file for others: it appears whole, under its name, or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "data/error.h"

namespace schakel {

enum class Compression { kNone, kZstd };

// Written under a temporary name in the same folder; commit() flushes, fsyncs, renames, and fsyncs the folder. Without
// a commit nothing stays. The same appended bytes give the same file, however they are cut. Not thread-safe.
class OutFile {
 public:
  // Errors: kNotFound (no such folder), kNoPermission, kNoSpace, kIo.
  [[nodiscard]] static Result<OutFile> create(const std::filesystem::path& file, Compression compression);
  ~OutFile();
  OutFile(OutFile&&) noexcept;
  OutFile& operator=(OutFile&&) noexcept;

  [[nodiscard]] Result<void> append(std::string_view bytes);

  // The size of the file as it stands on the disk.
  [[nodiscard]] Result<std::uint64_t> commit();

 private:
  struct State;
  explicit OutFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace schakel
