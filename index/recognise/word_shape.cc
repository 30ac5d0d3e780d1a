#include "index/recognise/word_shape.h"

#include <algorithm>
#include <bit>
#include <string>

namespace schakel {
namespace {

std::uint32_t common(const WordShape& a, const WordShape& b) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < a.bits.size(); ++i)
    count += static_cast<std::uint32_t>(std::popcount(a.bits[i] & b.bits[i]));
  return count;
}

}  // namespace

WordShape shape_of(std::string_view word) {
  WordShape shape;
  shape.length = static_cast<std::uint32_t>(word.size());
  const std::string padded = " " + std::string(word) + " ";
  const auto letter = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(padded[i])); };
  const auto set = [&](std::uint32_t gram) {
    const std::uint32_t bit = (gram * 0x9E3779B1U) >> 24U;
    shape.bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
  };
  for (std::size_t i = 0; i + 2 <= padded.size(); ++i) {
    const std::uint32_t pair = letter(i) << 8U | letter(i + 1);
    set(pair);
    if (i + 3 <= padded.size()) set(pair << 8U | letter(i + 2) | 1U << 24U);
  }
  for (const std::uint64_t part : shape.bits) shape.count += static_cast<std::uint32_t>(std::popcount(part));
  return shape;
}

std::uint32_t likeness(const WordShape& a, const WordShape& b) {
  const std::uint32_t both = a.count + b.count;
  return both == 0 ? 0 : 512 * common(a, b) / both;
}

bool may_contain(const WordShape& a, const WordShape& b) {
  // Only what touches the two ends of the shorter word (two pairs, two triples) may be missing in the longer one.
  constexpr std::uint32_t kAtTheEnds = 4;
  return common(a, b) + kAtTheEnds >= (a.length < b.length ? a : b).count;
}

}  // namespace schakel
