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

}  // namespace
}  // namespace schakel
