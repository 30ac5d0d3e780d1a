// The three pieces of integer arithmetic that docs/model.md names.
#pragma once

#include <cstdint>
#include <vector>

namespace schakel::reference {

// floor(sqrt(n)).
[[nodiscard]] std::uint64_t integer_sqrt(std::uint64_t n);

// floor(log2(n)). Requires n > 0.
[[nodiscard]] std::uint32_t floor_log2(std::uint64_t n);

// Splits `sum` in proportion to the weights: the floor each, then one more for the largest remainders, the first among
// equals. All 0 when all weights are 0. Requires that sum * weight stays below 2^64.
[[nodiscard]] std::vector<std::uint32_t> largest_remainder(std::uint32_t sum,
                                                           const std::vector<std::uint64_t>& weights);

}  // namespace schakel::reference
