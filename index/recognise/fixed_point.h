// Logarithms without floats, so that an index is the same bytes on any machine.
#pragma once

#include <bit>
#include <cstdint>

namespace schakel {

// 256 * log2(n), rounded down to a 256th by repeated squaring. Requires n > 0; exact for powers of two.
[[nodiscard]] constexpr std::uint32_t log2_256(std::uint64_t n) {
  const int whole = static_cast<int>(std::bit_width(n)) - 1;
  // The mantissa in 1.31 bits.
  std::uint64_t mantissa = whole >= 31 ? n >> (whole - 31) : n << (31 - whole);
  std::uint32_t fraction = 0;
  for (int bit = 0; bit < 8; ++bit) {
    mantissa = mantissa * mantissa >> 31U;
    fraction <<= 1U;
    if (mantissa >= std::uint64_t{1} << 32U) {
      mantissa >>= 1U;
      fraction |= 1U;
    }
  }
  return (static_cast<std::uint32_t>(whole) << 8U) + fraction;
}

// 256 * log2(all / some), at least 0. Requires some > 0.
[[nodiscard]] constexpr std::uint32_t log2_ratio_256(std::uint64_t all, std::uint64_t some) {
  return all <= some ? 0 : log2_256(all) - log2_256(some);
}

// 256 * log2(e): one natural unit on the scale of log2_256.
inline constexpr std::uint32_t kNaturalUnit = 369;

// 1.0 in the scores of the recogniser's parts.
inline constexpr std::uint32_t kOne = 4096;

}  // namespace schakel
