#include "index/model/model.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "index/model/strategy.h"
#include "tests/support/random_market.h"

namespace schakel {

TEST_CASE("the integer square root is the floor of the root, also around squares") {
  for (std::uint64_t root : {0ULL, 1ULL, 2ULL, 3ULL, 1000ULL, 46340ULL, 65535ULL, 325'000ULL, 4'000'000'000ULL})
    for (std::int64_t by : {-1, 0, 1}) {
      if (root == 0 && by < 0) continue;
      const std::uint64_t n = root * root + static_cast<std::uint64_t>(by);
      const std::uint64_t found = integer_sqrt(n);
      REQUIRE(found * found <= n);
      REQUIRE((found + 1) * (found + 1) > n);
    }
}

TEST_CASE("shares sum exactly, and no share is off by a whole unit") {
  std::mt19937_64 random(1);
  std::vector<std::uint32_t> shares;
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::uint64_t> weights(1 + random() % 30);
    for (auto& weight : weights) weight = random() % (round % 3 == 0 ? 3 : 10'000);
    weights[random() % weights.size()] += 1;
    const auto total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    const auto sum = static_cast<std::uint32_t>(random() % 10'001);
    apportion(sum, weights, shares);
    REQUIRE(std::accumulate(shares.begin(), shares.end(), std::uint64_t{0}) == sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      REQUIRE(shares[i] >= sum * weights[i] / total);
      REQUIRE(shares[i] <= sum * weights[i] / total + 1);
    }
  }
}

TEST_CASE("equal remainders go to the earlier one") {
  std::vector<std::uint32_t> shares;
  apportion(5, {1, 1, 1}, shares);
  REQUIRE(shares == std::vector<std::uint32_t>{2, 2, 1});
}

TEST_CASE("region points fall with distance and rise with the bound, under any strategy") {
  std::mt19937 generator(2);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Model model(testing::random_strategy(seed), Date{20261122});
    for (int round = 0; round < 300; ++round) {
      const std::uint32_t bound = 1 + random() % 100'000, distance = random() % 120'000;
      const std::uint32_t points = model.decay(distance, bound);
      REQUIRE(points <= kUnits);
      REQUIRE(model.decay(distance + random() % 1000, bound) <= points);
      REQUIRE(model.decay(distance, bound + random() % 1000) >= points);
      REQUIRE(model.decay(0, bound) == kUnits);
      REQUIRE(model.decay(bound + 1, bound) == 0);
    }
    REQUIRE(model.decay(0, 0) == 0);
    REQUIRE(model.decay(300'000, kNoBound) == kUnits);
  }
}

TEST_CASE("unknown levels and years cost at least as much as any known one, and at best nothing") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Model model(testing::random_strategy(seed), Date{20261122});
    for (std::uint32_t asked = 0; asked <= 5; ++asked) {
      const Grades unknown = model.competence_level_steps(asked, 0);
      for (std::uint32_t held = 1; held <= 5; ++held) {
        const Grades known = model.competence_level_steps(asked, held);
        REQUIRE(known.low == known.high);
        REQUIRE(known.low <= unknown.low);
        REQUIRE(known.high >= unknown.high);
      }
    }
    for (std::uint32_t year = 1950; year <= 2030; ++year) REQUIRE(model.year_steps(year) <= model.worst_year_steps());
  }
}

TEST_CASE("FNV-1a and the finaliser of SplitMix64 give their published values") {
  REQUIRE(fnv1a("") == 0xcbf29ce484222325ULL);
  REQUIRE(fnv1a("a") == 0xaf63dc4c8601ec8cULL);
  REQUIRE(fnv1a("foobar") == 0x85944171f73967e8ULL);
  // First output of SplitMix64 with seed 0 is the finaliser over its increment.
  REQUIRE(mix64(0x9e3779b97f4a7c15ULL) == 0xe220a8397b1dcdafULL);
}

}  // namespace schakel
