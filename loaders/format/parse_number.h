// Numbers in tables.
#pragma once

#include <charconv>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

namespace schakel {

// The number that the whole of `text` is, in the C locale; nothing when it is not one or does not fit.
template <class Number>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const char* const end = std::to_address(text.end());
  const std::from_chars_result parsed = std::from_chars(std::to_address(text.begin()), end, number);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return number;
}

}  // namespace schakel
