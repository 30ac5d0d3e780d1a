#include "loaders/format/base64.h"

#include <cstdint>

namespace schakel {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint32_t> value_of(char letter) {
  if (letter == '-') letter = '+';
  if (letter == '_') letter = '/';
  const std::size_t at = kAlphabet.find(letter);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint32_t>(at);
}

}  // namespace

void append_base64(std::string_view bytes, std::string& out) {
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view part = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < part.size() ? static_cast<std::uint8_t>(part[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= part.size() ? kAlphabet[bits >> (18 - 6 * i) & 63U] : '=';
  }
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.ends_with("==") && text.size() % 4 == 0)
    text.remove_suffix(2);
  else if (text.ends_with('=') && text.size() % 4 == 0)
    text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::optional<std::uint32_t> value = value_of(text[i]);
    if (!value) return std::nullopt;
    bits = bits << 6U | *value;
    if (i % 4 != 0) bytes += static_cast<char>(bits >> (6 - i % 4 * 2) & 0xffU);
  }
  return bytes;
}

}  // namespace schakel
