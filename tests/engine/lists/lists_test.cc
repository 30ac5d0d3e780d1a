// The engine against the reference scorer, and against its own exhaustive twin, on random markets.

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/match.h"
#include "engine/match_lists.h"
#include "engine/pair.h"
#include "engine/reference/reference.h"
#include "engine/rematch.h"
#include "index/epoch/epoch.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::RandomMarket;
using testing::TestEpoch;

constexpr std::uint64_t kMarkets = 200;

ReferenceMarket reference(const RandomMarket& m) {
  return {m.strategy, m.date, m.concepts, m.places, m.seekers, m.vacancies};
}

void require_same(const Interval<std::uint32_t>& ours, const ReferenceInterval& theirs) {
  REQUIRE(ours.low == theirs.low);
  REQUIRE(ours.high == theirs.high);
}

void require_same(Verdict ours, ReferenceVerdict theirs) {
  REQUIRE(static_cast<int>(ours) == static_cast<int>(theirs));
}

void require_same_pair(const Epoch& epoch, const PairScore& ours, const ReferencePair& theirs) {
  require_same(ours.demand, theirs.demand);
  require_same(ours.wish, theirs.wish);
  require_same(ours.position, theirs.position);
  require_same(ours.region, theirs.region);
  require_same(ours.total, theirs.total);
  require_same(ours.travel, theirs.travel);
  require_same(ours.hours, theirs.hours);
  require_same(ours.shift_work, theirs.shift_work);
  REQUIRE(ours.eligible() == theirs.eligible);
  REQUIRE(ours.distance_m == theirs.distance_m);
  REQUIRE(ours.items.size() == theirs.items.size());
  const Points points = category_points(epoch.model().weights, ours);
  REQUIRE(points.demand == theirs.points.demand);
  REQUIRE(points.wish == theirs.points.wish);
  REQUIRE(points.position == theirs.points.position);
  REQUIRE(points.region == theirs.points.region);
  const auto per_item = item_points(ours, points);
  for (std::size_t i = 0; i < ours.items.size(); ++i) {
    REQUIRE(epoch.item_code(ours.items[i].item) == theirs.items[i].code);
    REQUIRE(ours.items[i].units == theirs.items[i].units);
    require_same(ours.items[i].quality, theirs.items[i].quality);
    REQUIRE(per_item[i] == theirs.items[i].points);
  }
}

// The straightforward twin: every pair, sorted.
template <class Own, class Other>
std::vector<MatchRow> exhaustive(const Epoch& epoch, Own own, std::uint32_t others, std::uint32_t k) {
  struct Row {
    std::uint32_t total;
    std::uint64_t tie;
    std::string_view name;
    std::uint32_t other;
  };
  std::vector<Row> rows;
  PairScore score;
  for (std::uint32_t i = 0; i < others; ++i) {
    VacancyId v{};
    SeekerId s{};
    if constexpr (std::is_same_v<Own, VacancyId>)
      v = own, s = SeekerId{i};
    else
      v = VacancyId{i}, s = own;
    score_pair(epoch, epoch.model().weights, v, s, score);
    if (score.eligible())
      rows.push_back(
          {score.total.low, tie_of(epoch.vacancy_ties[v.value], epoch.seeker_ties[s.value]), epoch.name(Other{i}), i});
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::tie(b.total, a.tie, a.name) < std::tie(a.total, b.tie, b.name);
  });
  rows.resize(std::min<std::size_t>(rows.size(), k));
  std::vector<MatchRow> result;
  for (const Row& row : rows) result.push_back({row.other, static_cast<std::uint16_t>(row.total), 0});
  return result;
}

bool same_rows(std::span<const MatchRow> a, const std::vector<MatchRow>& b) {
  return std::ranges::equal(
      a, b, [](const MatchRow& x, const MatchRow& y) { return x.other == y.other && x.total == y.total; });
}

std::vector<MatchRow> rows_of(const MatchAnswer& answer) {
  std::vector<MatchRow> rows;
  for (const Ranked& row : answer.rows) rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
  return rows;
}

}  // namespace

TEST_CASE("every pair of a random market scores as the reference says") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const RandomMarket market = random_market(seed);
    const TestEpoch test(market);
    const ReferenceMarket oracle = reference(market);
    PairScore score;
    for (std::uint32_t v = 0; v < test.epoch->vacancies(); ++v)
      for (std::uint32_t s = 0; s < test.epoch->seekers(); ++s) {
        INFO(test.epoch->name(VacancyId{v}) << " " << test.epoch->name(SeekerId{s}));
        score_pair(*test.epoch, test.epoch->model().weights, VacancyId{v}, SeekerId{s}, score);
        const auto theirs = oracle.score(test.epoch->name(VacancyId{v}), test.epoch->name(SeekerId{s}));
        REQUIRE(theirs.has_value());
        require_same_pair(*test.epoch, score, *theirs);
      }
  }
}

TEST_CASE("the rematch of a random market gives the reference's lists, row by row") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const RandomMarket market = random_market(seed);
    const TestEpoch test(market);
    const ReferenceMarket oracle = reference(market);
    REQUIRE(oracle.vacancy_ids().size() == test.epoch->vacancies());
    REQUIRE(oracle.seeker_ids().size() == test.epoch->seekers());
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 12);
    const MatchLists lists = rematch(*test.epoch, {.k = k, .threads = 1 + static_cast<std::uint32_t>(seed % 3)});
    const auto check = [&](const MatchRows& rows, std::uint32_t i, const std::vector<ReferenceEntry>& theirs,
                           const auto& name) {
      REQUIRE(rows.begin[i + 1] - rows.begin[i] == theirs.size());
      for (std::size_t r = 0; r < theirs.size(); ++r) {
        const MatchRow& row = rows.rows[rows.begin[i] + r];
        INFO("list " << i << " rank " << r + 1);
        REQUIRE(row.total == theirs[r].pair.total.low);
        REQUIRE(name(row.other) == theirs[r].id);
      }
    };
    for (std::uint32_t v = 0; v < test.epoch->vacancies(); ++v)
      check(lists.vacancies, v, oracle.list_for_vacancy(test.epoch->name(VacancyId{v}), k),
            [&](std::uint32_t s) { return test.epoch->name(SeekerId{s}); });
    for (std::uint32_t s = 0; s < test.epoch->seekers(); ++s)
      check(lists.seekers, s, oracle.list_for_seeker(test.epoch->name(SeekerId{s}), k),
            [&](std::uint32_t v) { return test.epoch->name(VacancyId{v}); });
  }
}

TEST_CASE("the rematch equals its exhaustive twin, and a live list is the same list") {
  for (std::uint64_t seed = 1001; seed <= 1000 + kMarkets; ++seed) {
    INFO("market " << seed);
    const RandomMarket market = random_market(seed);
    const TestEpoch test(market);
    const Epoch& epoch = *test.epoch;
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 50);
    const MatchLists lists = rematch(epoch, {.k = k});
    Matcher matcher(epoch);
    const MatchOptions options{.k = k, .weights = epoch.model().weights};
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const auto twin = exhaustive<VacancyId, SeekerId>(epoch, VacancyId{v}, epoch.seekers(), k);
      const std::span rows(lists.vacancies.rows.data() + lists.vacancies.begin[v],
                           lists.vacancies.begin[v + 1] - lists.vacancies.begin[v]);
      REQUIRE(same_rows(rows, twin));
      REQUIRE(same_rows(rows_of(matcher.for_vacancy(VacancyId{v}, options)), twin));
    }
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      const auto twin = exhaustive<SeekerId, VacancyId>(epoch, SeekerId{s}, epoch.vacancies(), k);
      const std::span rows(lists.seekers.rows.data() + lists.seekers.begin[s],
                           lists.seekers.begin[s + 1] - lists.seekers.begin[s]);
      REQUIRE(same_rows(rows, twin));
      REQUIRE(same_rows(rows_of(matcher.for_seeker(SeekerId{s}, options)), twin));
    }
  }
}

TEST_CASE("without passende arbeid a live list is that of a strategy without its steps") {
  std::size_t different = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    RandomMarket market = random_market(seed);
    const TestEpoch test(market);
    const Epoch& epoch = *test.epoch;
    const ReferenceMarket widened = reference(market);
    market.strategy.clear_passende_arbeid();
    const ReferenceMarket oracle = reference(market);
    Matcher matcher(epoch);
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 12);
    const MatchOptions options{.k = k, .weights = epoch.model().weights, .passende_arbeid = false};
    const auto check = [&](const MatchAnswer& answer, const std::vector<ReferenceEntry>& expected, const auto& name) {
      REQUIRE(answer.rows.size() == expected.size());
      for (std::size_t r = 0; r < expected.size(); ++r) {
        INFO("rank " << r + 1);
        REQUIRE(answer.rows[r].total() == expected[r].pair.total.low);
        REQUIRE(name(answer.rows[r].other) == expected[r].id);
      }
    };
    const auto same = [](const ReferenceEntry& a, const ReferenceEntry& b) {
      return a.id == b.id && a.pair.total == b.pair.total;
    };
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const auto expected = oracle.list_for_vacancy(epoch.name(VacancyId{v}), k);
      check(matcher.for_vacancy(VacancyId{v}, options), expected,
            [&](std::uint32_t s) { return epoch.name(SeekerId{s}); });
      different += !std::ranges::equal(expected, widened.list_for_vacancy(epoch.name(VacancyId{v}), k), same);
    }
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
      check(matcher.for_seeker(SeekerId{s}, options), oracle.list_for_seeker(epoch.name(SeekerId{s}), k),
            [&](std::uint32_t v) { return epoch.name(VacancyId{v}); });
  }
  CHECK(different > 100);
}

TEST_CASE("lists and epochs have the same bytes on any number of threads") {
  for (std::uint64_t seed = 2001; seed <= 2010; ++seed) {
    const RandomMarket market = random_market(seed);
    const TestEpoch first(market), second(market);
    REQUIRE(first.epoch->manifest().files.size() == second.epoch->manifest().files.size());
    for (std::size_t i = 0; i < first.epoch->manifest().files.size(); ++i)
      REQUIRE(first.epoch->manifest().files[i].sha256 == second.epoch->manifest().files[i].sha256);
    const std::string one = checksum(rematch(*first.epoch, {.k = 5, .threads = 1}));
    for (const std::uint32_t threads : {2U, 8U})
      REQUIRE(checksum(rematch(*second.epoch, {.k = 5, .threads = threads})) == one);
  }
}

}  // namespace schakel
