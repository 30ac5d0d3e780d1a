#include "engine/reference/arithmetic.h"

#include <catch2/catch.hpp>

#include "tests/support/random.h"

namespace schakel::reference {
namespace {

using Shares = std::vector<std::uint32_t>;

TEST_CASE("a square root is rounded down") {
  CHECK(integer_sqrt(0) == 0);
  CHECK(integer_sqrt(24) == 4);
  CHECK(integer_sqrt(25) == 5);
  CHECK(integer_sqrt(0xffffffffffffffff) == 0xffffffff);
  testing::Random random(1);
  for (int i = 0; i < 10000; ++i) {
    const std::uint64_t root = random.next() >> 33, square = root * root;
    CHECK(integer_sqrt(square) == root);
    CHECK((root == 0 || integer_sqrt(square - 1) == root - 1));
  }
}

TEST_CASE("a logarithm is rounded down") {
  CHECK(floor_log2(1) == 0);
  CHECK(floor_log2(2) == 1);
  CHECK(floor_log2(3) == 1);
  CHECK(floor_log2(4) == 2);
  CHECK(floor_log2(1023) == 9);
}

TEST_CASE("the largest remainder is served first, the first among equals") {
  CHECK(largest_remainder(10, {1, 1, 1}) == Shares{4, 3, 3});
  CHECK(largest_remainder(10, {1, 0, 5}) == Shares{2, 0, 8});  // 1 2/3 and 8 1/3
  CHECK(largest_remainder(7, {0, 0}) == Shares{0, 0});
  CHECK(largest_remainder(0, {3, 4}) == Shares{0, 0});
  CHECK(largest_remainder(7, {}).empty());
}

}  // namespace
}  // namespace schakel::reference
