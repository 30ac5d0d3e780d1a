#include "engine/kernel/reaching.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <span>
#include <vector>

#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::Random;

constexpr std::uint32_t kSeekers = 256;

// What somebody may have gathered: sums of units that stay within 4096 together with those of the lists.
std::uint32_t gathered(Random& random, std::uint32_t most) {
  const std::uint32_t demand = random.chance(50) ? 0 : random.between(0, most);
  const std::uint32_t wish = random.chance(50) ? 0 : random.between(0, most);
  return demand | wish << kWishShift | (random.chance(10) ? kOccupationRung : 0);
}

struct Block {
  explicit Block(Random& random) {
    for (std::uint32_t& sum : sums) sum = gathered(random, 2000);
    for (Scaled& position : positions) position = static_cast<Scaled>(random.between(0, 2048 * 1500));
    for (Scaled& threshold : thresholds) threshold = random.chance(20) ? kUnreachable : scaled(random.between(0, 6000));
    for (auto& bitmap : bitmaps)
      for (std::uint16_t& word : bitmap) word = static_cast<std::uint16_t>(random.next());
    lists.resize(random.between(0, 4));
    for (std::size_t i = 0; i < lists.size(); ++i) lists[i] = {bitmaps[i].data(), gathered(random, 400)};
  }

  [[nodiscard]] Scaled most(const CategoryWeights& weights) const {
    Scaled sum = 0;
    for (const DeferredList& list : lists) sum += weighted(weights, list.weight);
    return sum;
  }

  alignas(32) std::array<std::uint32_t, kSeekers> sums{};
  std::array<Scaled, kSeekers> positions{}, thresholds{};
  std::array<std::array<std::uint16_t, kSeekers / 16>, 4> bitmaps{};
  std::vector<DeferredList> lists;
};

std::uint32_t whole_sum(const Block& block, std::uint32_t seeker) {
  std::uint32_t sum = block.sums[seeker];
  for (const DeferredList& list : block.lists)
    if ((list.bitmap[seeker / 16] >> (seeker % 16) & 1) != 0) sum += list.weight;
  return sum;
}

}  // namespace

TEST_CASE("who reaches a threshold is found, and has been given the long lists") {
  const CategoryWeights weights{.demand = 5000, .wish = 1000, .position = 1500, .region = 2500};
  Random random(21);
  std::uint32_t found = 0, asked_count = 0;
  for (int round = 0; round < 300; ++round) {
    Block before(random);
    const bool alone = random.chance(30);
    if (alone) before.thresholds.fill(kUnreachable);
    const Scaled vacancy_threshold = random.chance(30) ? kUnreachable : scaled(random.between(2000, 7000));
    std::array<Scaled, kSeekers / 64> shared{};
    for (Scaled& part : shared) part = static_cast<Scaled>(random.between(0, 4096 * 2500));
    std::array<std::uint64_t, kSeekers / 64> asked{};
    for (std::uint64_t& word : asked) word = random.chance(20) ? 0 : random.next() | random.next();
    const std::uint32_t part = random.between(0, kSeekers / 64);
    for (const auto reaching_by : {reaching, reaching_plainly}) {
      Block block = before;
      for (std::size_t i = 0; i < block.lists.size(); ++i) block.lists[i].bitmap = block.bitmaps[i].data();
      std::array<std::uint64_t, kSeekers / 64> bits{};
      const BlockScan scan{.sums = block.sums.data(),
                           .positions = block.positions.data(),
                           .thresholds = alone ? nullptr : block.thresholds.data(),
                           .lists = block.lists,
                           .lists_most = block.most(weights),
                           .weights = weights,
                           .vacancy_threshold = vacancy_threshold,
                           .shared = shared.data()};
      const std::span words(asked);
      reaching_by(scan, 0, words.first(part), bits.data());
      reaching_by(scan, part, words.subspan(part), bits.data() + part);
      for (std::uint32_t seeker = 0; seeker < kSeekers; ++seeker) {
        const std::uint32_t sum = whole_sum(before, seeker);
        const Scaled total = weighted(weights, sum) + shared[seeker / 64] + before.positions[seeker];
        const bool reaches = total >= std::min(before.thresholds[seeker], vacancy_threshold);
        const bool was_asked = (asked[seeker / 64] >> (seeker % 64) & 1) != 0;
        const bool expected = reaches && (sum & kEvidenceBits) != 0 && was_asked;
        INFO("round " << round << " seeker " << seeker);
        REQUIRE((bits[seeker / 64] >> (seeker % 64) & 1) == (expected ? 1 : 0));
        if (expected) REQUIRE(block.sums[seeker] == sum);
        found += expected ? 1 : 0;
        asked_count += was_asked ? 1 : 0;
      }
    }
  }
  CHECK(found > asked_count / 20);
  CHECK(found < asked_count * 19 / 20);
}

}  // namespace schakel
