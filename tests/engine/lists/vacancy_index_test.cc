// Live lists of seekers by the vacancy index, against those that look at every vacancy, on random markets.

#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "engine/match.h"
#include "tests/support/overlay_market.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::OverlayMarket;
using testing::random_market;
using testing::RandomMarket;
using testing::TestEpoch;

constexpr std::uint64_t kMarkets = 150;

CategoryWeights some_weights(const Epoch& epoch, std::uint64_t seed) {
  switch (seed % 6) {
    case 0:
      return {.demand = 10000};
    case 1:
      return {.wish = 10000};
    case 2:
      return {.demand = 1, .wish = 1, .position = 1, .region = 9997};
    case 3:
      return {.demand = 2000, .wish = 1000, .position = 7000};
    default:
      return epoch.model().weights;
  }
}

using Pair = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t, ItemId>;  // other, total, tie, failing

std::pair<std::uint64_t, std::vector<Pair>> all_pairs(Matcher& matcher, const SeekerSide& seeker,
                                                      const CategoryWeights& weights, Admit admit) {
  std::vector<Pair> pairs;
  const auto within = matcher.each_vacancy(seeker, weights, admit, [&](const Visited& pair) {
    pairs.emplace_back(pair.other, pair.total, pair.tie, pair.failing);
    return 0U;
  });
  std::ranges::sort(pairs);
  return {within, pairs};
}

// Adds up what was compared, so that a test can say that it was not nothing.
struct Twins {
  Matcher scan, search;
  std::uint64_t rows = 0, misses = 0;

  Twins(const GuestBook& book, const VacancyIndex& index) : scan(book), search(book, &index) {}

  void require_same(const SeekerSide& seeker, std::uint64_t seed) {
    const Epoch& epoch = scan.book().epoch();
    const MatchOptions options{.k = 1 + static_cast<std::uint32_t>(seed % 9),
                               .weights = some_weights(epoch, seed),
                               .exclude_unknown = seed % 5 == 0,
                               .passende_arbeid = seed % 4 != 0};
    const MatchAnswer slow = scan.for_seeker(seeker, options), fast = search.for_seeker(seeker, options);
    REQUIRE(slow.considered == fast.considered);
    REQUIRE(std::ranges::equal(slow.rows, fast.rows,
                               [](const Ranked& a, const Ranked& b) { return a.key == b.key && a.other == b.other; }));
    rows += slow.rows.size();
    for (const Admit admit : {Admit::kEligible, Admit::kOneMustFails}) {
      const auto all = all_pairs(scan, seeker, options.weights, admit);
      REQUIRE(all == all_pairs(search, seeker, options.weights, admit));
      if (admit == Admit::kOneMustFails) misses += all.second.size();
    }
  }
};

}  // namespace

TEST_CASE("by the index every seeker has the list, the near misses and the count that a look at every vacancy gives") {
  std::uint64_t rows = 0, misses = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed));
    const GuestBook book(*test.epoch);
    const VacancyIndex index(*test.epoch, seed % 2 == 0 ? 64 : kBlockVacancies);
    Twins twins(book, index);
    for (std::uint32_t s = 0; s < test.epoch->seekers(); ++s)
      twins.require_same(side_of(*test.epoch, SeekerId{s}), seed + s);
    rows += twins.rows;
    misses += twins.misses;
  }
  CHECK(rows > 3000);
  CHECK(misses > 300);
}

TEST_CASE("by the index a guest that is on lists of its own has the same list too") {
  std::uint64_t rows = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed));
    GuestBook book(*test.epoch);
    std::vector<GuestSeeker> guests;
    for (const Seeker& record : random_market(seed + 7000).seekers) guests.push_back(book.read(record));
    const VacancyIndex index(*test.epoch, 64);
    Twins twins(book, index);
    for (std::size_t i = 0; i < guests.size(); ++i) twins.require_same(side_of(guests[i]), seed + i);
    rows += twins.rows;
  }
  CHECK(rows > 3000);
}

TEST_CASE("by the index of an epoch over a base every seeker has the same list too") {
  std::uint64_t rows = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets / 2; ++seed) {
    INFO("market " << seed);
    const auto before = random_market(seed);
    const OverlayMarket made(before, edited_market(before, seed, 40, seed % 2 == 0), 1);
    const GuestBook book(*made.epoch);
    const VacancyIndex index(*made.epoch, 64);
    Twins twins(book, index);
    for (std::uint32_t s = 0; s < made.epoch->seekers(); ++s)
      if (made.epoch->has(SeekerId{s})) twins.require_same(side_of(*made.epoch, SeekerId{s}), seed + s);
    rows += twins.rows;
  }
  CHECK(rows > 1000);
}

TEST_CASE("by an index of many blocks, or of one, the lists are the same") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    INFO("market " << seed);
    const TestEpoch test(random_market(seed * 17, 60, 3000));
    const Epoch& epoch = *test.epoch;
    const GuestBook book(epoch);
    for (const std::uint32_t block : {64U, 512U, 65536U}) {
      const VacancyIndex index(epoch, block);
      Twins twins(book, index);
      for (std::uint32_t s = 0; s < epoch.seekers(); ++s) twins.require_same(side_of(epoch, SeekerId{s}), seed + s);
      CHECK(twins.rows > 100);
    }
  }
}

}  // namespace schakel
