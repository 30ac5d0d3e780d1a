// How many counterparts of a vacancy are within reach, in a market that changed.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>

#include "engine/match.h"
#include "index/epoch/delta/delta_writer.h"
#include "tests/support/overlay_market.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::EditedMarket;
using testing::OverlayMarket;
using testing::random_market;
using testing::RandomMarket;

constexpr std::uint64_t kMarkets = 30;

void apply(DeltaWriter& writer, const EditedMarket& edited) {
  for (const std::string& key : edited.keys.seekers) {
    const auto found = std::ranges::find(edited.market.seekers, key, &Seeker::id);
    if (found == edited.market.seekers.end())
      writer.erase_seeker(key);
    else
      writer.put(*found, found->SerializeAsString());
  }
}

TEST_CASE("whoever is masked, or gone from a base, is not counted among those within reach") {
  std::uint64_t masked = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed, 200, 30);
    const EditedMarket edited = edited_market(before, seed, 60, false);
    const OverlayMarket made(before, edited, 1);
    DeltaWriter writer(*made.base);
    apply(writer, edited);
    const auto delta = writer.freeze(9);
    for (const Market market : {Market(*made.base, delta.get()), Market(*made.epoch)}) {
      const Epoch& epoch = market.epoch();
      BlockScorer scorer(epoch, epoch.model().weights);
      REQUIRE(epoch.cells_per_block() == 1);
      Matcher matcher(market);
      for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
        if (!market.has(VacancyId{v})) continue;
        std::uint64_t there = 0, numbers = 0;
        for (std::uint32_t block = 0; block < scorer.blocks(); ++block) {
          scorer.enter(block);
          if (!scorer.reach(epoch.vacancy_scalars[v])) continue;
          for (std::uint32_t i = 0; i < scorer.size(); ++i)
            there += market.has(SeekerId{scorer.first_seeker() + i}) ? 1 : 0;
          numbers += scorer.size();
        }
        masked += numbers - there;
        const auto considered =
            matcher.for_vacancy(VacancyId{v}, {.k = 1, .weights = epoch.model().weights}).considered;
        REQUIRE(considered >= there);
        if (market.delta() == nullptr) REQUIRE(considered == there);
        REQUIRE(considered <= there + (market.delta() == nullptr ? 0 : delta->active_seekers()));
        REQUIRE(considered <= market.active_seekers());
      }
    }
  }
  CHECK(masked > 1000);
}

// By the definition of a cell's bounds, of a cell over these seekers.
bool some_within_reach(const Epoch& epoch, std::uint32_t first, std::uint32_t end, const VacancyScalars& vacancy) {
  std::int64_t west = 0, east = -1, south = 0, north = -1, farthest = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    if (!epoch.has(SeekerId{i})) continue;
    const SeekerScalars& seeker = epoch.seeker_scalars[i];
    if (seeker.x_m == kNoPlace || seeker.bound_m.high == kNoBound) return true;
    const bool none = east < west;
    west = none ? seeker.x_m : std::min<std::int64_t>(west, seeker.x_m);
    east = none ? seeker.x_m : std::max<std::int64_t>(east, seeker.x_m);
    south = none ? seeker.y_m : std::min<std::int64_t>(south, seeker.y_m);
    north = none ? seeker.y_m : std::max<std::int64_t>(north, seeker.y_m);
    farthest = std::max<std::int64_t>(farthest, seeker.bound_m.high);
  }
  if (east < west) return false;
  if (vacancy.x_m == kNoPlace || vacancy.remote_percent == 100) return true;
  const auto beyond = [](std::int64_t at, std::int64_t from, std::int64_t to) {
    return static_cast<std::int32_t>(std::max({from - at, at - to, std::int64_t{0}}));
  };
  return epoch.model().distance_m(beyond(vacancy.x_m, west, east), beyond(vacancy.y_m, south, north)) <= farthest;
}

TEST_CASE("whoever is in a cell within reach is counted, and nobody else of the block") {
  std::uint64_t cells_left_out = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    RandomMarket before = random_market(seed, 900, 40);
    for (std::size_t i = 0; i < before.seekers.size(); ++i) {  // all of them near somewhere
      Seeker& seeker = before.seekers[i];
      seeker.set_postcode(before.places[i % before.places.size()].postcode());
      seeker.mutable_travel()->set_max_distance_km(3);
      seeker.mutable_travel()->set_max_minutes(5);
    }
    const OverlayMarket made(before, edited_market(before, seed, 0, false), 1, 768);
    const Epoch& epoch = *made.base;
    REQUIRE(epoch.cells_per_block() == 3);
    Matcher matcher{Market(epoch)};
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      std::uint64_t counted = 0;
      for (std::uint32_t block = 0; block < epoch.seekers(); block += epoch.block_seekers()) {
        std::uint64_t reached = 0, left_out = 0;
        const std::uint32_t block_end = std::min(block + epoch.block_seekers(), epoch.seekers());
        for (std::uint32_t first = block; first < block_end; first += kCellSeekers) {
          const std::uint32_t end = std::min(first + kCellSeekers, block_end);
          (some_within_reach(epoch, first, end, epoch.vacancy_scalars[v]) ? reached : left_out) += end - first;
        }
        counted += reached;
        cells_left_out += reached > 0 && left_out > 0 ? 1 : 0;
      }
      REQUIRE(matcher.for_vacancy(VacancyId{v}, {.k = 1, .weights = epoch.model().weights}).considered == counted);
    }
  }
  CHECK(cells_left_out > 20);
}

}  // namespace
}  // namespace schakel
