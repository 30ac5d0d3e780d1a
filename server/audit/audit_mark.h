// The mark of an audit log: how far it was acknowledged, beside the log itself. A chain alone does not show that its
// end was cut off; the mark does.
//
// A line is first made durable in its segment, then counted in the mark, then acknowledged. The mark itself is made
// durable within a second: when the process is killed it is exact, after a power failure it may be a second behind, and
// never ahead. It has a heading and two slots in blocks of their own, which take turns and carry a checksum, so that a
// write that a crash tore leaves the other one good.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "data/error.h"
#include "index/seal/file.h"

namespace schakel {

// The last line that was acknowledged.
struct AuditHead {
  std::uint64_t sequence = 0;
  std::string hash;  // of that line; kNoLineBefore for none
  friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

// "17:ab12...": how a line is noted down elsewhere. Nothing when the text is none.
[[nodiscard]] std::optional<AuditHead> parse_anchor(std::string_view text);
[[nodiscard]] std::string anchor_text(const AuditHead& head);

class AuditMark {
 public:
  // A mark of no lines; durable.
  [[nodiscard]] static Result<void> create(const std::filesystem::path& file);

  // Errors: kNotFound; kCorrupt; kBadInput for another format; those of open_file().
  [[nodiscard]] static Result<AuditMark> open(const std::filesystem::path& file, bool writable);

  [[nodiscard]] const AuditHead& head() const { return head_; }

  // Seen by every reader that opens afterwards; durable after sync(). Requires a writable mark and a head that is not
  // behind.
  [[nodiscard]] Result<void> advance(AuditHead head);
  [[nodiscard]] Result<void> sync();

 private:
  AuditMark(std::filesystem::path file, FileHandle handle, AuditHead head, std::size_t next_slot)
      : file_(std::move(file)), handle_(std::move(handle)), head_(std::move(head)), next_slot_(next_slot) {}

  std::filesystem::path file_;
  FileHandle handle_;
  AuditHead head_;
  std::size_t next_slot_;
};

}  // namespace schakel
