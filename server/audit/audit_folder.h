// The folder of an audit log: segments 000001.log, 000002.log ..., each going on where the one before ends; `mark`
// (audit_mark.h), `lock`, held by who writes; `begin`, where old segments were removed; and `NNNNNN.torn-SEQUENCE`,
// what a crash left half written of a line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "data/error.h"
#include "index/seal/file.h"

namespace schakel {

struct AuditFolder {
  std::filesystem::path root;

  [[nodiscard]] std::filesystem::path segment(std::uint32_t number) const;
  [[nodiscard]] std::filesystem::path torn(std::uint32_t segment, std::uint64_t sequence) const;
  [[nodiscard]] std::filesystem::path mark() const { return root / "mark"; }
  [[nodiscard]] std::filesystem::path begin() const { return root / "begin"; }
  [[nodiscard]] std::filesystem::path lock() const { return root / "lock"; }
};

// The numbers of the segments that are there, rising. Errors: kNotFound, kNoPermission, kIo.
[[nodiscard]] Result<std::vector<std::uint32_t>> audit_segments(const AuditFolder& folder);

// The right to write; kBusy when another has it.
[[nodiscard]] Result<FileHandle> lock_audit_folder(const AuditFolder& folder);

// Whether somebody writes to it now.
[[nodiscard]] bool audit_folder_is_live(const AuditFolder& folder);

// The end of every message about a log that has lost or changed something.
inline constexpr const char* kBrokenLogHint = "; see \"A broken chain\" in docs/access.md";

}  // namespace schakel
