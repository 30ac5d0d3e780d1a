#include "loaders/format/utf8.h"

#include <cstdint>
#include <cstring>

namespace schakel {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// Length of the valid character that starts at `at`; 0 when there is none.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) return 0;
  const std::uint8_t second = byte_at(text, at + 1);
  const std::uint8_t low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const std::uint8_t high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte_at(text, at + i) & 0xc0U) != 0x80) return 0;
  return length;
}

}  // namespace

std::size_t valid_utf8_bytes(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = 0;
    if (text.size() - at >= sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const std::size_t length = character_bytes(text, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

std::string_view utf8_prefix(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && limit - end < 3 && (byte_at(text, end) & 0xc0U) == 0x80) --end;
  return text.substr(0, end);
}

std::string repaired_utf8(std::string_view text) {
  std::string repaired;
  while (true) {
    const std::size_t valid = valid_utf8_bytes(text);
    repaired.append(text, 0, valid);
    if (valid == text.size()) return repaired;
    repaired += "\xef\xbf\xbd";
    text.remove_prefix(valid + 1);
  }
}

}  // namespace schakel
