#include "server/service/log/match_record.h"

#include <cstddef>

#include "index/seal/sha256.h"

namespace schakel {
namespace {

constexpr std::size_t kHead = 12;
constexpr std::size_t kLargest = std::size_t{64} << 20;

}  // namespace

void append_record(const api::LoggedMatch& match, std::string& out) {
  const std::string bytes = match.SerializeAsString();
  const auto length = static_cast<std::uint32_t>(bytes.size());
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(length >> shift & 0xffU);
  out += sha256_hex(bytes).substr(0, 8);
  out += bytes;
}

std::uint64_t each_record(std::string_view bytes, const std::function<bool(std::string_view)>& take) {
  std::size_t at = 0;
  while (bytes.size() - at >= kHead) {
    std::size_t length = 0;
    for (unsigned i = 0; i < 4; ++i) length |= std::size_t{static_cast<std::uint8_t>(bytes[at + i])} << (8 * i);
    if (length > kLargest || length > bytes.size() - at - kHead) break;
    const std::string_view record = bytes.substr(at + kHead, length);
    if (sha256_hex(record).substr(0, 8) != bytes.substr(at + 4, 8)) break;
    at += kHead + length;
    if (!take(record)) break;
  }
  return at;
}

}  // namespace schakel
