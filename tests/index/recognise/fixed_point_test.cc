#include "index/recognise/fixed_point.h"

#include <catch2/catch.hpp>
#include <cmath>

namespace schakel {
namespace {

TEST_CASE("the logarithm in integers is the real one, rounded down to a 256th") {
  for (std::uint64_t n = 1; n < 5'000'000'000'000; n += 1 + n / 97) {
    const double real = 256 * std::log2(static_cast<double>(n));
    INFO(n);
    CHECK(log2_256(n) <= real + 0.001);
    CHECK(log2_256(n) > real - 1.01);
  }
  for (std::uint32_t bit = 0; bit < 60; ++bit) CHECK(log2_256(std::uint64_t{1} << bit) == 256 * bit);
}

TEST_CASE("a ratio below one has no logarithm to speak of") {
  CHECK(log2_ratio_256(8, 2) == 512);
  CHECK(log2_ratio_256(2, 8) == 0);
}

}  // namespace
}  // namespace schakel
