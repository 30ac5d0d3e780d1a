// Lists that are made of those of an earlier epoch, against lists that are made of nothing and the reference scorer.

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "engine/reference/reference.h"
#include "engine/rematch_after.h"
#include "tests/support/edited_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::ErasedRecords;
using testing::random_market;
using testing::RandomMarket;
using testing::TempFolder;
using testing::TestEpoch;

constexpr std::uint64_t kMarkets = 150;

std::unique_ptr<const Run> kept(const MatchLists& lists, const Epoch& epoch, std::uint32_t k, std::uint32_t reserve,
                                const std::filesystem::path& folder) {
  if (const auto written = write_run(lists, epoch, k, folder, reserve); !written) FAIL(written.error().message);
  auto opened = Run::open(folder, epoch);
  if (!opened) FAIL(opened.error().message);
  return *std::move(opened);
}

// The first k rows are those of a rematch; the rows behind them go on as its rows do.
void require_same(const MatchRows& made, const MatchRows& all, std::uint32_t k) {
  REQUIRE(made.begin.size() == all.begin.size());
  for (std::size_t i = 0; i + 1 < made.begin.size(); ++i) {
    const auto rows = MatchRowSpans{made.begin, made.rows}[i], expected = MatchRowSpans{all.begin, all.rows}[i];
    REQUIRE(rows.size() <= expected.size());
    REQUIRE(rows.size() >= std::min<std::size_t>(k, expected.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      REQUIRE(rows[row].other == expected[row].other);
      REQUIRE(rows[row].total == expected[row].total);
    }
  }
}

void require_same(const MatchLists& made, const MatchLists& all, std::uint32_t k) {
  require_same(made.vacancies, all.vacancies, k);
  require_same(made.seekers, all.seekers, k);
  REQUIRE(checksum(made, k) == checksum(all, k));
}

// Whoever is not in a list is no better than its floor.
template <class Own>
void require_floors(const Run& run, const MatchRows& everybody) {
  for (std::uint32_t i = 0; i + 1 < everybody.begin.size(); ++i) {
    const auto all = MatchRowSpans{everybody.begin, everybody.rows}[i];
    const std::size_t listed = run.with_reserve(Own{i}).size();
    const auto floor = run.floor(Own{i});
    if (listed < all.size()) {
      REQUIRE(floor.has_value());
      REQUIRE(all[listed].total <= *floor);
    }
  }
}

TEST_CASE("lists that are made of those of an earlier epoch are those of a rematch") {
  std::uint64_t made_anew = 0, limits = 0, spared = 0, moved = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed, 150, 60);
    const auto edited = edited_market(before, seed, static_cast<std::uint32_t>(1 + seed % 7 * 4), seed % 3 == 0);
    const auto k = static_cast<std::uint32_t>(1 + seed % 6), reserve = static_cast<std::uint32_t>(seed % 5 * 3);
    const TestEpoch then(before), now(edited.market);
    const TempFolder folder;
    const auto run = kept(rematch(*then.epoch, {.k = k + reserve}), *then.epoch, k, reserve, folder / "run");
    AfterCounts counts;
    const auto made =
        rematch_after(*now.epoch, *then.epoch, *run, {.k = k, .reserve = reserve, .even_if_slower = true}, &counts);
    REQUIRE(made);
    require_same(*made, rematch(*now.epoch, {.k = k + reserve}), k);
    const auto after = kept(*made, *now.epoch, k, reserve, folder / "after");
    const MatchLists everybody = rematch(*now.epoch, {.k = 1000});
    require_floors<VacancyId>(*after, everybody.vacancies);
    require_floors<SeekerId>(*after, everybody.seekers);
    made_anew += counts.made_anew;
    limits += counts.limit;
    moved += counts.moved_seekers;
    spared += now.epoch->seekers() - counts.matched_seekers;
  }
  REQUIRE(made_anew > 100);  // lists that could not be told from the rows that were known,
  REQUIRE(limits > 100);     // and seekers who rose without being matched again, were among them
  REQUIRE(moved > 1000);
  REQUIRE(spared > 1000);
}

TEST_CASE("night after night, each of the lists of the night before, they stay those of the reference scorer") {
  std::size_t seekers_back = 0, vacancies_back = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    RandomMarket market = random_market(seed * 17, 120, 50);
    ErasedRecords erased;
    auto then = std::make_unique<TestEpoch>(market);
    const TempFolder folder;
    const std::uint32_t k = 4, reserve = 6;
    auto run = kept(rematch(*then->epoch, {.k = k + reserve}), *then->epoch, k, reserve, folder / "0");
    for (std::uint64_t night = 1; night <= 8; ++night) {
      INFO("seed " << seed << ", night " << night);
      market = edited_market(market, seed * 100 + night, 4, night % 4 == 0, erased).market;
      auto now = std::make_unique<TestEpoch>(market);
      const auto made =
          rematch_after(*now->epoch, *then->epoch, *run, {.k = k, .reserve = reserve, .even_if_slower = true});
      REQUIRE(made);
      require_same(*made, rematch(*now->epoch, {.k = k + reserve}), k);
      run = kept(*made, *now->epoch, k, reserve, folder / std::to_string(night));
      then = std::move(now);
    }
    seekers_back += erased.seekers_back;
    vacancies_back += erased.vacancies_back;
    const ReferenceMarket reference(market.strategy, market.date, market.concepts, market.places, market.seekers,
                                    market.vacancies);
    const Epoch& epoch = *then->epoch;
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      std::vector<std::pair<std::string, std::uint32_t>> rows, expected;
      for (const MatchRow& row : (*run)[VacancyId{v}]) rows.emplace_back(epoch.name(SeekerId{row.other}), row.total);
      for (const auto& entry : reference.list_for_vacancy(epoch.name(VacancyId{v}), k))
        expected.emplace_back(entry.id, entry.pair.total.low);
      REQUIRE(rows == expected);
    }
  }
  REQUIRE(seekers_back > 0);  // who was erased was put again under the same id
  REQUIRE(vacancies_back > 0);
}

TEST_CASE("the same lists come of an earlier epoch on any number of threads") {
  const RandomMarket before = random_market(11, 400, 200);
  const TestEpoch then(before), now(edited_market(before, 3, 10, true).market);
  const TempFolder folder;
  const auto run = kept(rematch(*then.epoch, {.k = 12}), *then.epoch, 8, 4, folder / "run");
  std::vector<std::string> checksums;
  for (const std::uint32_t threads : {1U, 2U, 8U}) {
    const auto made = rematch_after(*now.epoch, *then.epoch, *run,
                                    {.k = 8, .reserve = 4, .threads = threads, .even_if_slower = true});
    REQUIRE(made);
    checksums.push_back(checksum(*made));
  }
  REQUIRE(std::ranges::count(checksums, checksums[0]) == 3);
}

TEST_CASE("nothing is matched again where nothing changed") {
  const RandomMarket market = random_market(5);
  const TestEpoch then(market), now(market);
  const TempFolder folder;
  const auto run = kept(rematch(*then.epoch, {.k = 9}), *then.epoch, 5, 4, folder / "run");
  AfterCounts counts;
  const auto made = rematch_after(*now.epoch, *then.epoch, *run, {.k = 5, .reserve = 4}, &counts);
  REQUIRE(made);
  REQUIRE(counts.matched_seekers + counts.changed_vacancies + counts.moved_seekers == 0);
}

TEST_CASE("epochs that read records otherwise are not compared") {
  const RandomMarket before = random_market(2);
  const TestEpoch then(before);
  const TempFolder folder;
  const auto run = kept(rematch(*then.epoch, {.k = 5}), *then.epoch, 5, 0, folder / "run");
  RandomMarket later = before, other_places = before, other_taxonomy = before, other_strategy = before;
  later.date.yyyymmdd += 10000;
  other_places.places.pop_back();
  other_taxonomy.concepts.pop_back();
  other_strategy.strategy.set_version(other_strategy.strategy.version() + 1);
  for (const RandomMarket& market : {later, other_places, other_taxonomy, other_strategy}) {
    const TestEpoch now(market);
    REQUIRE(!rematch_after(*now.epoch, *then.epoch, *run, {.k = 5, .even_if_slower = true}));
  }
  const TestEpoch now(before);
  REQUIRE(!rematch_after(*now.epoch, *then.epoch, *run, {.k = 6, .even_if_slower = true}));  // more rows than there are
}

}  // namespace
}  // namespace schakel
