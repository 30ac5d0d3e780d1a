// The high-water mark: how many writes were acknowledged, in a small file beside the database folder.
//
// RocksDB does not notice that its write-ahead log was deleted or cut off. The mark does. A write is first made durable
// in the database, then counted in the mark, then acknowledged. So after a crash the database knows as many writes as
// the mark (or one more, never acknowledged), and a database that knows fewer has lost something.
//
// The file also names the format of the store. It has a heading and two slots, each in a block of its own; the slots
// take turns and carry a checksum, so a write that a crash tore leaves the other slot good.
#pragma once

#include <cstdint>
#include <filesystem>

#include "data/error.h"
#include "index/seal/file.h"

namespace schakel {

class HighWaterMark {
 public:
  static constexpr std::uint64_t kStoreFormat = 1;

  // A new mark of no writes; durable.
  [[nodiscard]] static Result<void> create(const std::filesystem::path& file);

  // Errors: kNotFound; kBadInput for a store of another format, naming both; kCorrupt; those of open_file().
  [[nodiscard]] static Result<HighWaterMark> open(const std::filesystem::path& file, bool writable);

  [[nodiscard]] std::uint64_t writes() const { return writes_; }

  // Durable on return. Requires a writable mark and writes >= this->writes(). One fdatasync.
  [[nodiscard]] Result<void> advance(std::uint64_t writes);

 private:
  HighWaterMark(std::filesystem::path file, FileHandle handle, std::uint64_t writes)
      : file_(std::move(file)), handle_(std::move(handle)), writes_(writes) {}

  std::filesystem::path file_;
  FileHandle handle_;
  std::uint64_t writes_;
};

}  // namespace schakel
