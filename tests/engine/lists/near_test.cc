#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "engine/near_thresholds.h"
#include "engine/rematch.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::TestEpoch;

}  // namespace

TEST_CASE("a vacancy's threshold from a block near it is at most its k-th total, and mostly close to it") {
  std::uint64_t given = 0, total = 0, threshold = 0;
  for (std::uint64_t seed = 6001; seed <= 6080; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed, 300, 30), seed % 2 == 0 ? 64 : 704);
    const Epoch& epoch = *test.epoch;
    const auto k = static_cast<std::uint32_t>(1 + seed % 5);
    const MatchLists lists = rematch(epoch, {.k = k});
    std::vector<std::uint16_t> thresholds;
    raise_by_near_pairs(epoch, PlanTable(epoch), k, thresholds);
    REQUIRE(thresholds.size() == epoch.vacancies());
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const auto rows = MatchRowSpans{lists.vacancies.begin, lists.vacancies.rows}[v];
      const std::uint16_t kth = rows.size() == k ? rows.back().total : 0;
      REQUIRE(thresholds[v] <= kth);
      if (thresholds[v] == 0) continue;
      ++given;
      total += kth;
      threshold += thresholds[v];
    }
  }
  CHECK(given > 300);
  CHECK(threshold > total / 2);
}

TEST_CASE("thresholds that are there are left alone") {
  const TestEpoch test(random_market(6100, 200, 30));
  const Epoch& epoch = *test.epoch;
  const PlanTable plans(epoch);
  std::vector<std::uint16_t> fresh, some(epoch.vacancies());
  raise_by_near_pairs(epoch, plans, 2, fresh);
  for (std::uint32_t v = 0; v < epoch.vacancies(); v += 2) some[v] = 7;
  std::vector<std::uint16_t> raised = some;
  raise_by_near_pairs(epoch, plans, 2, raised);
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) REQUIRE(raised[v] == (some[v] != 0 ? some[v] : fresh[v]));
}

}  // namespace schakel
