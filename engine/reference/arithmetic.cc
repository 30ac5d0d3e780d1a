#include "engine/reference/arithmetic.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace schakel::reference {

// Digit by digit, two bits of n for each bit of the root.
std::uint64_t integer_sqrt(std::uint64_t n) {
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 62; bit != 0; bit >>= 2) {
    if (n >= root + bit) {
      n -= root + bit;
      root = (root >> 1) + bit;
    } else {
      root >>= 1;
    }
  }
  return root;
}

std::uint32_t floor_log2(std::uint64_t n) { return static_cast<std::uint32_t>(std::bit_width(n)) - 1; }

std::vector<std::uint32_t> largest_remainder(std::uint32_t sum, const std::vector<std::uint64_t>& weights) {
  std::vector<std::uint32_t> shares(weights.size(), 0);
  const std::uint64_t all = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  if (all == 0) return shares;

  for (std::size_t i = 0; i < weights.size(); ++i) shares[i] = static_cast<std::uint32_t>(sum * weights[i] / all);
  std::vector<std::size_t> by_remainder(weights.size());
  std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
  std::ranges::stable_sort(
      by_remainder, [&](std::size_t a, std::size_t b) { return sum * weights[a] % all > sum * weights[b] % all; });
  const std::uint32_t left = sum - std::accumulate(shares.begin(), shares.end(), std::uint32_t{0});
  for (std::uint32_t i = 0; i < left; ++i) ++shares[by_remainder[i]];
  return shares;
}

}  // namespace schakel::reference
