#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

#include "engine/match.h"
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

TEST_CASE("two rematches on the same threads each make their own lists, also where one has nothing to do") {
  for (std::uint64_t seed = 3201; seed <= 3206; ++seed) {
    INFO("market " << seed);
    const TestEpoch large(random_market(seed, 700, 40)), small(random_market(seed + 100, 90, 30));
    const auto nobody = small.epoch->with_seekers({}, 64);
    const std::string of_large = checksum(rematch(*large.epoch, {.k = 6}));
    for (const Epoch* other : {small.epoch.get(), nobody.get()})
      for (const bool large_first : {true, false}) {
        Rematch one(*large.epoch, {.k = 6, .threads = 3}), two(*other, {.k = 4, .threads = 3});
        large_first ? Rematch::run_both(one, two) : Rematch::run_both(two, one);
        REQUIRE(one.done());
        REQUIRE(two.done());
        CHECK(checksum(one.finish()) == of_large);
        CHECK(checksum(two.finish()) == checksum(rematch(*other, {.k = 4})));
      }
  }
}

TEST_CASE("lists of more vacancies than one thread finishes together stand in their order") {
  const TestEpoch test(random_market(3300, 60, 9000));
  REQUIRE(test.epoch->vacancies() > 4096);
  const MatchLists lists = rematch(*test.epoch, {.k = 3});
  REQUIRE(lists.vacancies.begin.size() == test.epoch->vacancies() + 1);
  Matcher matcher(*test.epoch);
  for (std::uint32_t v = 0; v < test.epoch->vacancies(); v += 37) {
    INFO("vacancy " << v);
    const auto rows = MatchRowSpans{lists.vacancies.begin, lists.vacancies.rows}[v];
    const MatchAnswer answer = matcher.for_vacancy(VacancyId{v}, {.k = 3, .weights = test.epoch->model().weights});
    REQUIRE(rows.size() == answer.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE(rows[i].other == answer.rows[i].other);
  }
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
