// The best of many numbers by their scores.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace schakel {

// Leaves the `most` numbers with the highest scores, in no order; of equals the lower number. Linear.
inline void keep_best(std::vector<std::uint32_t>& numbers, const std::vector<std::uint32_t>& scores, std::size_t most) {
  if (numbers.size() <= most) return;
  std::ranges::nth_element(
      numbers, numbers.begin() + static_cast<std::ptrdiff_t>(most),
      [&](std::uint32_t a, std::uint32_t b) { return std::pair(scores[b], a) < std::pair(scores[a], b); });
  numbers.resize(most);
}

}  // namespace schakel
