#include <catch2/catch.hpp>

#include "bench/peers/column_scan.h"
#include "bench/peers/question.h"
#include "engine/match.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel::bench {

TEST_CASE("brute force over columns gives the lists of the live matcher, row by row") {
  std::uint64_t rows = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const testing::TestEpoch test(testing::random_market(seed));
    const Epoch& epoch = *test.epoch;
    Matcher matcher(epoch);
    ColumnScan scan(epoch);
    for (const Question& question : sample(epoch, epoch.vacancies(), seed)) {
      const auto ours = matcher.for_vacancy(question.vacancy, {.k = 5, .weights = epoch.model().weights}).rows;
      const auto theirs = scan.best(question, 5);
      REQUIRE(ours.size() == theirs.size());
      for (std::size_t i = 0; i < ours.size(); ++i) {
        REQUIRE(ours[i].other == theirs[i].other);
        REQUIRE(ours[i].key == theirs[i].key);
      }
      rows += ours.size();
    }
  }
  REQUIRE(rows > 1000);
}

TEST_CASE("a sample is of different vacancies, and the same for the same seed") {
  const testing::TestEpoch test(testing::random_market(3, 20, 50));
  const auto first = sample(*test.epoch, 10, 7), again = sample(*test.epoch, 10, 7), other = sample(*test.epoch, 10, 8);
  REQUIRE(first.size() == 10);
  std::uint32_t same = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    REQUIRE(first[i].vacancy == again[i].vacancy);
    same += first[i].vacancy == other[i].vacancy ? 1 : 0;
    for (std::size_t j = 0; j < i; ++j) REQUIRE(first[i].vacancy != first[j].vacancy);
  }
  REQUIRE(same < 10);
}

}  // namespace schakel::bench
