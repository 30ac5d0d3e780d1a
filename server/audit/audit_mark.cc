#include "server/audit/audit_mark.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "index/seal/seal.h"
#include "index/seal/sha256.h"
#include "server/audit/audit_folder.h"
#include "server/audit/audit_line.h"

namespace schakel {
namespace {

constexpr std::string_view kHeading = "schakel audit log, format 1";
constexpr std::string_view kSlotHeading = "acknowledged: ";
constexpr std::size_t kBlock = 4096;  // the heading, slot 0 and slot 1 have a block each
constexpr std::size_t kDigits = 20;
constexpr std::size_t kHashSize = 64;
constexpr std::size_t kCheckSize = 16;
constexpr std::size_t kSlotSize = kSlotHeading.size() + kDigits + 1 + kHashSize + 1 + kCheckSize;

std::string slot_text(const AuditHead& head) {
  const std::string digits = std::to_string(head.sequence);
  const std::string text =
      std::string(kSlotHeading) + std::string(kDigits - digits.size(), '0') + digits + " " + head.hash;
  return text + " " + sha256_hex(text).substr(0, kCheckSize);
}

std::optional<AuditHead> parse_slot(std::string_view text) {
  text = text.substr(0, kSlotSize);
  if (text.size() != kSlotSize) return std::nullopt;
  AuditHead head;
  const char* const digits = text.data() + kSlotHeading.size();
  if (std::from_chars(digits, digits + kDigits, head.sequence).ec != std::errc()) return std::nullopt;
  head.hash = text.substr(kSlotHeading.size() + kDigits + 1, kHashSize);
  if (slot_text(head) != text) return std::nullopt;
  return head;
}

std::string padded(std::string text) {
  text.resize(kBlock - 1, ' ');
  return text + "\n";
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::optional<AuditHead> parse_anchor(std::string_view text) {
  std::uint64_t sequence = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
  if (error != std::errc() || end == text.data() + text.size() || *end != ':' || sequence == 0) return std::nullopt;
  const std::string_view hash = text.substr(static_cast<std::size_t>(end - text.data()) + 1);
  if (hash.size() != kNoLineBefore.size() || !std::ranges::all_of(hash, is_hex)) return std::nullopt;
  return AuditHead{sequence, std::string(hash)};
}

std::string anchor_text(const AuditHead& head) { return std::to_string(head.sequence) + ":" + head.hash; }

Result<void> AuditMark::create(const std::filesystem::path& file) {
  const std::string slot = padded(slot_text({0, std::string(kNoLineBefore)}));
  return write_file_atomically(file, padded(std::string(kHeading)) + slot + slot, 0600);
}

Result<AuditMark> AuditMark::open(const std::filesystem::path& file, bool writable) {
  auto handle = open_file(file, writable ? O_RDWR : O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  const auto bytes = read_whole_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const std::string_view text = *bytes;
  if (text.substr(0, kBlock) != padded(std::string(kHeading)))
    return fail(ErrorCode::kBadInput, file.string() + " is not the mark of an audit log of format 1" + kBrokenLogHint);
  std::optional<AuditHead> first, second;
  if (text.size() == 3 * kBlock) {
    first = parse_slot(text.substr(kBlock));
    second = parse_slot(text.substr(2 * kBlock));
  }
  if (!first && !second)
    return fail(ErrorCode::kCorrupt,
                file.string() + " is damaged: it does not say what was acknowledged" + kBrokenLogHint);
  const bool second_is_newer = !first || (second && second->sequence > first->sequence);
  return AuditMark(file, std::move(*handle), second_is_newer ? *second : *first, second_is_newer ? 0 : 1);
}

Result<void> AuditMark::advance(AuditHead head) {
  if (auto written = write_at(handle_, slot_text(head), kBlock * (1 + next_slot_), file_); !written) return written;
  next_slot_ = 1 - next_slot_;
  head_ = std::move(head);
  return {};
}

Result<void> AuditMark::sync() {
  if (fdatasync(handle_.get()) != 0) return fail_errno("sync", file_, errno);
  return {};
}

}  // namespace schakel
