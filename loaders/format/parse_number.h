// Numbers in tables.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace schakel {

// The number that the whole of `text` is, in the C locale; nothing when it is not one or does not fit.
template <class Number>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const std::from_chars_result parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return number;
}

}  // namespace schakel
