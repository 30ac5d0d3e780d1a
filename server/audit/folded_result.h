// The result of a line that stands for many alike: "refused-credentials times=17".
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace schakel {

struct FoldedResult {
  std::string_view result;
  std::uint64_t times = 1;
};

inline constexpr std::string_view kTimes = " times=";

[[nodiscard]] inline std::string folded_result(std::string_view result, std::uint64_t times) {
  return std::string(result) + std::string(kTimes) + std::to_string(times);
}

// Also of a line that stands for itself.
[[nodiscard]] inline FoldedResult read_folded_result(std::string_view text) {
  const std::size_t at = text.find(kTimes);
  if (at == std::string_view::npos) return {text};
  const std::string_view number = text.substr(at + kTimes.size());
  FoldedResult read{text.substr(0, at)};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), read.times);
  return error == std::errc() && end == number.data() + number.size() ? read : FoldedResult{text};
}

}  // namespace schakel
