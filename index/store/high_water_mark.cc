#include "index/store/high_water_mark.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "index/seal/seal.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

constexpr std::string_view kHeading = "schakel record store, format ";
constexpr std::string_view kSlotHeading = "writes acknowledged: ";
constexpr std::size_t kBlock = 4096;  // the heading, slot 0 and slot 1 have a block each
constexpr std::size_t kDigits = 20;
constexpr std::size_t kCheckDigits = 16;
constexpr std::size_t kSlotSize = kSlotHeading.size() + kDigits + 1 + kCheckDigits;

std::string slot_text(std::uint64_t writes) {
  const auto digits = std::to_string(writes);
  auto text = std::string(kSlotHeading) + std::string(kDigits - digits.size(), '0') + digits;
  return text + " " + sha256_hex(text).substr(0, kCheckDigits);
}

std::optional<std::uint64_t> number_at(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> parse_slot(std::string_view text) {
  text = text.substr(0, kSlotSize);
  const auto writes = number_at(text.substr(std::min(kSlotHeading.size(), text.size())));
  if (!writes || slot_text(*writes) != text) return std::nullopt;
  return writes;
}

std::string padded(std::string text) {
  text.resize(kBlock - 1, ' ');
  return text + "\n";
}

std::size_t slot_offset(std::uint64_t writes) { return kBlock * (1 + writes % 2); }

}  // namespace

Result<void> HighWaterMark::create(const std::filesystem::path& file) {
  const auto slot = padded(slot_text(0));
  return write_file_atomically(file, padded(std::string(kHeading) + std::to_string(kStoreFormat)) + slot + slot);
}

Result<HighWaterMark> HighWaterMark::open(const std::filesystem::path& file, bool writable) {
  auto handle = open_file(file, writable ? O_RDWR : O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  const auto bytes = read_whole_file(file);
  if (!bytes) return std::unexpected(bytes.error());
  const std::string_view text = *bytes;
  const auto format = text.starts_with(kHeading) ? number_at(text.substr(kHeading.size())) : std::nullopt;
  if (!format) return fail(ErrorCode::kCorrupt, file.string() + " is damaged: it does not name the format of a store");
  if (*format != kStoreFormat) {
    return fail(ErrorCode::kBadInput, file.parent_path().string() + " is a store of format " + std::to_string(*format) +
                                          "; this program reads and writes format " + std::to_string(kStoreFormat));
  }
  std::optional<std::uint64_t> writes;
  if (text.size() == 3 * kBlock) {
    writes = std::max(parse_slot(text.substr(slot_offset(0))), parse_slot(text.substr(slot_offset(1))));
  }
  if (!writes) return fail(ErrorCode::kCorrupt, file.string() + " is damaged: it does not say what was acknowledged");
  return HighWaterMark(file, std::move(*handle), *writes);
}

Result<void> HighWaterMark::advance(std::uint64_t writes) {
  if (auto written = write_at(handle_, slot_text(writes), slot_offset(writes), file_); !written) return written;
  if (fdatasync(handle_.get()) != 0) return fail_errno("sync", file_, errno);
  writes_ = writes;
  return {};
}

}  // namespace schakel
