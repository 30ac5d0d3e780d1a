#include "engine/seeds.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/kernel/block_pairs.h"
#include "engine/pair.h"
#include "engine/rematch.h"
#include "tests/support/random.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::Random;
using testing::random_market;
using testing::TestEpoch;

Seeds random_seeds(const Epoch& epoch, Random& random, std::uint32_t percent) {
  Seeds seeds;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      if (random.chance(percent)) seeds.cells.push_back({v});
    seeds.close_row();
  }
  return seeds;
}

std::uint16_t kth(std::vector<std::uint16_t>& totals, std::uint32_t k) {
  if (totals.size() < k) return 0;
  std::ranges::sort(totals, std::greater<>());
  return totals[k - 1];
}

}  // namespace

TEST_CASE("the pairs of a block score as pairs do") {
  std::size_t eligible = 0;
  for (std::uint64_t seed = 4001; seed <= 4060; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed, 150, 40));
    const Epoch& epoch = *test.epoch;
    const PlanTable plans(epoch);
    BlockPairs pairs(epoch);
    PairScore score;
    for (std::uint32_t block = 0; block < epoch.blocks(); ++block) {
      pairs.enter(block);
      const std::uint32_t first = block * epoch.block_seekers();
      // From the last to the first: choosing leaves nothing of the one before.
      for (std::uint32_t s = std::min(epoch.seekers(), first + epoch.block_seekers()); s-- > first;) {
        pairs.choose(s - first);
        for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
          score_pair(epoch, epoch.model().weights, VacancyId{v}, SeekerId{s}, score);
          const auto total = pairs.total(VacancyId{v}, plans[VacancyId{v}]);
          INFO(epoch.name(VacancyId{v}) << " " << epoch.name(SeekerId{s}));
          REQUIRE(total.has_value() == score.eligible());
          if (total) REQUIRE(*total == score.total.low);
          eligible += total ? 1 : 0;
        }
      }
    }
  }
  CHECK(eligible > 10'000);
}

TEST_CASE("a seeded threshold is the k-th best of the seeds") {
  for (std::uint64_t seed = 4101; seed <= 4130; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed, 200, 40));
    const Epoch& epoch = *test.epoch;
    Random random(seed);
    const std::uint32_t k = random.between(1, 8);
    const Seeds seeds = random_seeds(epoch, random, 40);
    const Thresholds found = seeded_thresholds(epoch, PlanTable(epoch), seeds, k);
    std::vector<std::vector<std::uint16_t>> of_vacancies(epoch.vacancies());
    PairScore score;
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      std::vector<std::uint16_t> own;
      for (const VacancyId v : seeds[s]) {
        score_pair(epoch, epoch.model().weights, v, SeekerId{s}, score);
        if (!score.eligible()) continue;
        own.push_back(static_cast<std::uint16_t>(score.total.low));
        of_vacancies[v.value].push_back(own.back());
      }
      REQUIRE(found.seekers[s] == kth(own, k));
    }
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) REQUIRE(found.vacancies[v] == kth(of_vacancies[v], k));
  }
}

TEST_CASE("seeds change no list, and save work") {
  std::uint64_t offers = 0, offers_seeded = 0;
  for (std::uint64_t seed = 4201; seed <= 4240; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed, 400, 60));
    const Epoch& epoch = *test.epoch;
    Random random(seed);
    const std::uint32_t k = random.between(1, 10);
    RematchCounts counts;
    const MatchLists lists = rematch(epoch, {.k = k}, &counts);
    offers += counts.eligible;
    for (const std::uint32_t percent : {0U, 10U, 100U}) {
      const RematchOptions options{
          .k = k, .threads = random.between(1, 3), .seeds = random_seeds(epoch, random, percent)};
      REQUIRE(checksum(rematch(epoch, options, &counts)) == checksum(lists));
    }
    offers_seeded += counts.eligible;  // with every pair as a seed
  }
  CHECK(offers_seeded < offers / 2);
}

TEST_CASE("the lists of an earlier epoch become seeds of who is still there") {
  std::size_t found = 0, gone = 0;
  for (std::uint64_t seed = 4301; seed <= 4320; ++seed) {
    INFO("market " << seed);
    testing::RandomMarket market = random_market(seed, 150, 50);
    const TestEpoch before(market);
    const Epoch& then = *before.epoch;
    const MatchLists lists = rematch(then, {.k = 12});
    const auto folder = before.around / "run";
    REQUIRE(write_run(lists, then, 12, folder));
    const auto run = Run::open(folder, then);
    REQUIRE(run);
    Random random(seed);
    std::erase_if(market.seekers, [&](const Seeker&) { return random.chance(20); });
    std::erase_if(market.vacancies, [&](const Vacancy&) { return random.chance(20); });
    const TestEpoch after(market);
    const Epoch& now = *after.epoch;
    std::uint32_t told = 0;
    const Seeds seeds = seeds_from(then, **run, now, 10, [&](RematchPart part, std::uint32_t done) {
      REQUIRE(part == RematchPart::kGathering);
      told = done;
    });
    CHECK(told == 1000);

    std::set<std::pair<std::string_view, std::string_view>> expected, pairs;
    const auto expect = [&](SeekerId s, VacancyId v) {
      const bool still = now.find_seeker(then.name(s)) && now.find_vacancy(then.name(v));
      if (still) expected.emplace(then.name(s), then.name(v));
      gone += still ? 0 : 1;
    };
    for (std::uint32_t s = 0; s < then.seekers(); ++s)
      for (std::size_t i = 0; i < std::min<std::size_t>(10, (**run)[SeekerId{s}].size()); ++i)
        expect(SeekerId{s}, VacancyId{(**run)[SeekerId{s}][i].other});
    for (std::uint32_t v = 0; v < then.vacancies(); ++v)
      for (std::size_t i = 0; i < std::min<std::size_t>(10, (**run)[VacancyId{v}].size()); ++i)
        expect(SeekerId{(**run)[VacancyId{v}][i].other}, VacancyId{v});
    REQUIRE(seeds.begin.size() == now.seekers() + 1);
    for (std::uint32_t s = 0; s < now.seekers(); ++s)
      for (const VacancyId v : seeds[s]) REQUIRE(pairs.emplace(now.name(SeekerId{s}), now.name(v)).second);
    REQUIRE(pairs == expected);
    found += pairs.size();
  }
  CHECK(found > 1000);
  CHECK(gone > 1000);
}

}  // namespace schakel
