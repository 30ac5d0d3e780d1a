#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

#include "engine/rematch.h"
#include "tests/support/random.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::TestEpoch;

// Runs one round, in which each thread does a block.
RematchChunk next_chunk(Rematch& rematch) {
  rematch.run_for(std::chrono::milliseconds(0));
  return rematch.last_chunk();
}

TEST_CASE("a rematch that is stopped at any chunk, and taken over, gives the same lists") {
  std::size_t taken_over = 0;
  for (std::uint64_t seed = 3001; seed <= 3030; ++seed) {
    INFO("market " << seed);
    const testing::RandomMarket market = random_market(seed, 400, 40);
    const TestEpoch test(market);
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 20);
    const std::string whole = checksum(rematch(*test.epoch, {.k = k}));
    testing::Random random(seed);
    std::vector<RematchChunk> kept;
    std::string resumed;
    while (resumed.empty()) {
      Rematch attempt(*test.epoch, {.k = k, .threads = random.between(1, 3)});
      for (const RematchChunk& chunk : kept) attempt.take(chunk);
      taken_over += kept.size();
      const std::uint32_t rounds = random.between(1, 2);
      for (std::uint32_t round = 0; round < rounds && !attempt.done(); ++round) kept.push_back(next_chunk(attempt));
      if (attempt.done()) resumed = checksum(attempt.finish());
    }
    REQUIRE(resumed == whole);
  }
  CHECK(taken_over > 30);
}

TEST_CASE("chunks follow one another, and each seeker is in one") {
  const TestEpoch test(random_market(3100, 500, 30));
  Rematch rematch(*test.epoch, {.k = 3, .threads = 1});
  std::uint32_t blocks = 0;
  std::size_t seekers = 0;
  while (!rematch.done()) {
    const RematchChunk chunk = next_chunk(rematch);
    CHECK(chunk.from == blocks);
    CHECK(chunk.to == blocks + 1);
    blocks = chunk.to;
    seekers += chunk.seekers.begin.size() - 1;
    CHECK(chunk.vacancies.begin.size() == test.epoch->vacancies() + 1);
  }
  CHECK(blocks == test.epoch->blocks());
  CHECK(seekers == test.epoch->seekers());
}

TEST_CASE("more threads and longer lists need more memory") {
  const TestEpoch test(random_market(3100, 500, 30));
  const std::uint64_t least = rematch_memory(*test.epoch, 10, 1);
  CHECK(least > 0);
  CHECK(rematch_memory(*test.epoch, 10, 2) > least);
  CHECK(rematch_memory(*test.epoch, 50, 1) > least);
}

}  // namespace
}  // namespace schakel
