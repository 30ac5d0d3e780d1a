// How alike two words are written.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace schakel {

// The pairs and triples of letters of a word, its ends included, as a set of 256 bits.
struct WordShape {
  std::array<std::uint64_t, 4> bits{};
  std::uint32_t count = 0;   // of bits
  std::uint32_t length = 0;  // of the word, in bytes
};

[[nodiscard]] WordShape shape_of(std::string_view word);

// Dice's coefficient of the two sets, 0..256. Exact but for pairs that fall on the same bit.
[[nodiscard]] std::uint32_t likeness(const WordShape& a, const WordShape& b);

// Whether the shorter word may stand inside the longer one; false only where it does not.
[[nodiscard]] bool may_contain(const WordShape& a, const WordShape& b);

}  // namespace schakel
