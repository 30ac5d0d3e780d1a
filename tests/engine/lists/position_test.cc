// The counts that an epoch keeps against the reference's, on random markets.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <optional>

#include "engine/reference/reference.h"
#include "engine/seeker_reach.h"
#include "index/epoch/epoch.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::RandomMarket;
using testing::TestEpoch;

constexpr std::uint64_t kMarkets = 200;

struct Both {
  explicit Both(std::uint64_t seed)
      : market(random_market(seed)),
        test(market),
        epoch(*test.epoch),
        oracle(market.strategy, market.date, market.concepts, market.places, market.seekers, market.vacancies) {}
  RandomMarket market;
  TestEpoch test;
  const Epoch& epoch;
  ReferenceMarket oracle;
};

ReferencePosition as_reference(const SeekerPosition& ours) {
  return {.wish_known = ours.wish_known != 0,
          .a = ours.counts.a,
          .b = ours.counts.b,
          .m = ours.counts.m,
          .n = ours.counts.n,
          .points = {ours.points.low, ours.points.high}};
}

ReferenceCell as_reference(const MarketCell& ours) { return {ours.vacancies, ours.seekers, ours.tension}; }

}  // namespace

TEST_CASE("an epoch holds the reference's counts of every seeker and the position of every vacancy") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Both both(seed);
    for (std::uint32_t s = 0; s < both.epoch.seekers(); ++s) {
      INFO("seeker " << both.epoch.name(SeekerId{s}));
      REQUIRE(as_reference(both.epoch.seeker_positions[s]) ==
              both.oracle.seeker_position(both.epoch.name(SeekerId{s})));
    }
    for (std::uint32_t v = 0; v < both.epoch.vacancies(); ++v) {
      INFO("vacancy " << both.epoch.name(VacancyId{v}));
      const SidePosition ours = both.epoch.vacancy_positions[v];
      REQUIRE(ReferenceInterval{ours.low, ours.high} == both.oracle.vacancy_position(both.epoch.name(VacancyId{v})));
    }
  }
}

TEST_CASE("every cell of an epoch is the reference's, those without vacancies too") {
  std::size_t counted = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Both both(seed);
    const CellSpans cells = both.epoch.market_cells();
    REQUIRE(cells.cells.size() == std::size_t{both.epoch.groups().size()} * (both.epoch.regions().size() + 1));
    for (GroupId group = 0; group < both.epoch.groups().size(); ++group) {
      const std::string& code = both.epoch.groups().code(group);
      REQUIRE(as_reference(cells.national(group)) == both.oracle.cell(code, std::nullopt));
      for (std::uint32_t region = 0; region < cells.regions; ++region) {
        const std::string name(both.epoch.regions()[region]);
        REQUIRE(as_reference(cells.regional(group, region)) == both.oracle.cell(code, name));
        counted += cells.regional(group, region).tension > 0;
      }
    }
  }
  CHECK(counted > 100);  // or this says little
}

TEST_CASE("what is in reach is what is counted, vacancy by vacancy") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    INFO("market " << seed);
    const Both both(seed);
    const VacanciesByGroup vacancies(both.epoch.open_vacancies());
    PositionCounter counter(vacancies);
    for (std::uint32_t s = 0; s < both.epoch.seekers(); ++s) {
      const PositionCounts& counts = both.epoch.seeker_positions[s].counts;
      const auto reached = counter.in_reach(both.epoch.seeker(SeekerId{s}));
      REQUIRE(reached.size() == counts.in_reach());
      REQUIRE(std::ranges::count_if(reached, [](const Reached& r) { return r.failing == 0; }) == counts.b);
      REQUIRE(std::ranges::count_if(reached, [](const Reached& r) { return r.certain && r.failing > 0; }) == counts.m);
      for (const Reached& r : reached) {
        const ReferencePair pair =
            both.oracle.score(both.epoch.name(VacancyId{r.vacancy}), both.epoch.name(SeekerId{s})).value();
        const auto musts = [&](ReferenceVerdict verdict) {
          return std::ranges::count_if(pair.items, [&](const ReferenceItem& item) { return item.must == verdict; });
        };
        REQUIRE(r.failing == musts(ReferenceVerdict::kFails));
        REQUIRE(r.unknown == musts(ReferenceVerdict::kUnknown));
      }
    }
  }
}

TEST_CASE("the bounds between the bands are exact") {
  CHECK(band_of(0, 0) == Band::kUnder25);
  CHECK(band_of(24, 100) == Band::kUnder25);
  CHECK(band_of(25, 100) == Band::kUnder50);
  CHECK(band_of(49, 100) == Band::kUnder50);
  CHECK(band_of(50, 100) == Band::kTo75);
  CHECK(band_of(75, 100) == Band::kTo75);
  CHECK(band_of(76, 100) == Band::kOver75);
  CHECK(bands_of({.a = 1, .b = 4, .m = 1, .n = 9}) == Interval<Band>{Band::kUnder25, Band::kOver75});
}

TEST_CASE("a blocker opens as many vacancies in reach as it is the only must that fails in") {
  std::size_t blockers = 0, questions = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("market " << seed);
    const Both both(seed);
    const VacanciesByGroup vacancies(both.epoch.open_vacancies());
    PositionCounter counter(vacancies);
    for (std::uint32_t s = 0; s < both.epoch.seekers(); ++s) {
      std::map<std::string, std::uint32_t> failing, unknown;  // by the twin, over the vacancies in reach
      for (const Reached& r : counter.in_reach(both.epoch.seeker(SeekerId{s}))) {
        const auto pair =
            both.oracle.score(both.epoch.name(VacancyId{r.vacancy}), both.epoch.name(SeekerId{s})).value();
        std::vector<const ReferenceItem*> open;
        for (const ReferenceItem& item : pair.items)
          if (item.must && *item.must != ReferenceVerdict::kMeets) open.push_back(&item);
        if (open.size() != 1) continue;
        auto& counts = *open[0]->must == ReferenceVerdict::kFails ? failing : unknown;
        ++counts[std::to_string(open[0]->kind) + " " + open[0]->code + " " + std::to_string(open[0]->minimum)];
      }
      const SeekerReach ours = reach_of(counter, both.epoch.seeker(SeekerId{s}));
      const auto check = [&](const std::vector<Opening>& openings, const std::map<std::string, std::uint32_t>& twin) {
        REQUIRE(openings.size() == twin.size());
        for (const Opening& opening : openings) {
          const Item& item = both.epoch.items[opening.item];
          const std::string name = std::to_string(item.kind) + " " + std::string(both.epoch.item_code(opening.item)) +
                                   " " + std::to_string(item.minimum);
          REQUIRE(twin.at(name) == opening.vacancies);
        }
        REQUIRE(std::ranges::is_sorted(openings, std::greater{}, &Opening::vacancies));
      };
      check(ours.blockers, failing);
      check(ours.questions, unknown);
      blockers += ours.blockers.size();
      questions += ours.questions.size();
    }
  }
  CHECK(blockers > 50);
  CHECK(questions > 50);
}

}  // namespace schakel
