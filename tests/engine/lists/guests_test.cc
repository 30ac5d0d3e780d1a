// Guests against the reference scorer: records that an epoch does not have, scored and listed by its frozen numbers.

#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>

#include "engine/match.h"
#include "engine/pair.h"
#include "engine/reference/reference.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::random_market;
using testing::RandomMarket;
using testing::TestEpoch;

constexpr std::uint64_t kMarkets = 200;

struct Fixture {
  explicit Fixture(std::uint64_t seed)
      : market(random_market(seed)),
        test(market, seed % 2 == 0 ? 64 : 128),
        oracle(market.strategy, market.date, market.concepts, market.places, market.seekers, market.vacancies),
        book(*test.epoch) {}
  [[nodiscard]] const Epoch& epoch() const { return *test.epoch; }
  [[nodiscard]] MatchOptions options(std::uint32_t k) const { return {.k = k, .weights = epoch().model().weights}; }

  RandomMarket market;
  TestEpoch test;
  ReferenceMarket oracle;
  GuestBook book;
};

struct Row {
  std::uint32_t total;
  std::uint64_t tie;
  std::string name;
  friend bool operator==(const Row&, const Row&) = default;
};

// The k best of all active counterparts, by the reference alone.
template <class Record, class PairOf>
std::vector<Row> reference_rows(const Fixture& made, const std::vector<Record>& others, const auto& active,
                                std::size_t k, const PairOf& pair_of) {
  std::vector<Row> rows;
  for (const Record& other : others) {
    if (!active(other.id())) continue;
    const ReferencePair pair = pair_of(made.oracle, other);
    if (pair.eligible) rows.push_back({pair.total.low, pair.tie, other.id()});
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return std::tie(b.total, a.tie, a.name) < std::tie(a.total, b.tie, b.name);
  });
  rows.resize(std::min(rows.size(), k));
  return rows;
}

std::vector<Row> reference_list(const Fixture& made, const Vacancy& guest, std::size_t k) {
  return reference_rows(
      made, made.market.seekers, [&](const std::string& id) { return made.epoch().find_seeker(id).has_value(); }, k,
      [&](const ReferenceMarket& oracle, const Seeker& seeker) { return oracle.score(guest, seeker); });
}

std::vector<Row> reference_list(const Fixture& made, const Seeker& guest, std::size_t k) {
  return reference_rows(
      made, made.market.vacancies, [&](const std::string& id) { return made.epoch().find_vacancy(id).has_value(); }, k,
      [&](const ReferenceMarket& oracle, const Vacancy& vacancy) { return oracle.score(vacancy, guest); });
}

template <class Id>
std::vector<Row> rows_of(const Epoch& epoch, const MatchAnswer& answer, const auto& tie) {
  std::vector<Row> rows;
  for (const Ranked& row : answer.rows)
    rows.push_back({row.total(), tie(row.other), std::string(epoch.name(Id{row.other}))});
  return rows;
}

std::vector<Row> list_of(Matcher& matcher, const Fixture& made, const VacancySide& side, std::uint32_t k) {
  return rows_of<SeekerId>(made.epoch(), matcher.for_vacancy(side, made.options(k)),
                           [&](std::uint32_t s) { return tie_of(side.tie, made.epoch().seeker_ties[s]); });
}

std::vector<Row> list_of(Matcher& matcher, const Fixture& made, const SeekerSide& side, std::uint32_t k) {
  return rows_of<VacancyId>(made.epoch(), matcher.for_seeker(side, made.options(k)),
                            [&](std::uint32_t v) { return tie_of(made.epoch().vacancy_ties[v], side.tie); });
}

}  // namespace

TEST_CASE("a guest copy of a record has the list of the record") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    std::vector<GuestVacancy> vacancies;
    std::vector<GuestSeeker> seekers;
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      vacancies.push_back(made.book.read(epoch.record(VacancyId{v})));
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) seekers.push_back(made.book.read(epoch.record(SeekerId{s})));
    REQUIRE(made.book.items().guest_items.empty());
    Matcher matcher(made.book), plain(epoch);
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      REQUIRE(list_of(matcher, made, side_of(vacancies[v]), 7) ==
              list_of(plain, made, side_of(epoch, VacancyId{v}), 7));
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
      REQUIRE(list_of(matcher, made, side_of(seekers[s]), 7) == list_of(plain, made, side_of(epoch, SeekerId{s}), 7));
  }
}

TEST_CASE("a guest that the epoch has never seen has the reference's list") {
  std::size_t rows = 0, guest_items = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const RandomMarket strangers = random_market(seed + 7000);
    std::vector<GuestVacancy> vacancies;
    std::vector<GuestSeeker> seekers;
    for (const Vacancy& record : strangers.vacancies) vacancies.push_back(made.book.read(record));
    for (const Seeker& record : strangers.seekers) seekers.push_back(made.book.read(record));
    guest_items += made.book.items().guest_items.size();
    Matcher matcher(made.book);
    for (std::size_t i = 0; i < vacancies.size(); ++i) {
      INFO(strangers.vacancies[i].DebugString());
      const auto list = list_of(matcher, made, side_of(vacancies[i]), 5);
      REQUIRE(list == reference_list(made, strangers.vacancies[i], 5));
      rows += list.size();
    }
    for (std::size_t i = 0; i < seekers.size(); ++i) {
      INFO(strangers.seekers[i].DebugString());
      const auto list = list_of(matcher, made, side_of(seekers[i]), 5);
      REQUIRE(list == reference_list(made, strangers.seekers[i], 5));
      rows += list.size();
    }
  }
  CHECK(rows > 5000);
  CHECK(guest_items > 5000);
}

TEST_CASE("a pair of two guests scores as the reference says") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const RandomMarket strangers = random_market(seed + 9000);
    PairScore score;
    for (const Vacancy& vacancy : strangers.vacancies)
      for (const Seeker& seeker : strangers.seekers) {
        const GuestVacancy v = made.book.read(vacancy);
        const GuestSeeker s = made.book.read(seeker);
        score_pair(made.book, made.epoch().model().weights, side_of(v), side_of(s), score);
        const ReferencePair theirs = made.oracle.score(vacancy, seeker);
        INFO(vacancy.DebugString() << seeker.DebugString());
        REQUIRE(score.total.low == theirs.total.low);
        REQUIRE(score.total.high == theirs.total.high);
        REQUIRE(score.eligible() == theirs.eligible);
        REQUIRE(score.items.size() == theirs.items.size());
        for (std::size_t i = 0; i < score.items.size(); ++i) {
          REQUIRE(score.items[i].units == theirs.items[i].units);
          REQUIRE(score.items[i].quality.low == theirs.items[i].quality.low);
          REQUIRE(score.items[i].quality.high == theirs.items[i].quality.high);
        }
      }
  }
}

// Near misses by the pair score alone.
TEST_CASE("the pairs that fail exactly one MUST are all visited, once, with that MUST") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    using Miss = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, ItemId>;  // vacancy, seeker, total, item
    std::vector<Miss> twin, by_vacancy, by_seeker;
    PairScore score;
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
        score_pair(epoch, epoch.model().weights, VacancyId{v}, SeekerId{s}, score);
        std::vector<ItemId> failing;
        for (const ItemScore& item : score.items)
          if (item.condition == MUST && must_verdict(epoch.model(), item.quality) == Verdict::kFails)
            failing.push_back(item.item);
        if (failing.size() == 1 && score.evidence && score.travel != Verdict::kFails &&
            score.hours != Verdict::kFails && score.shift_work != Verdict::kFails)
          twin.emplace_back(v, s, score.total.low, failing[0]);
      }
    Matcher matcher(epoch);
    const auto& weights = epoch.model().weights;
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      matcher.each_seeker(side_of(epoch, VacancyId{v}), weights, Admit::kOneMustFails, [&](const Visited& pair) {
        by_vacancy.emplace_back(v, pair.other, pair.total, pair.failing);
        return 0U;
      });
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
      matcher.each_vacancy(side_of(epoch, SeekerId{s}), weights, Admit::kOneMustFails, [&](const Visited& pair) {
        by_seeker.emplace_back(pair.other, s, pair.total, pair.failing);
        return 0U;
      });
    for (auto* misses : {&twin, &by_vacancy, &by_seeker}) std::ranges::sort(*misses);
    REQUIRE(by_vacancy == twin);
    REQUIRE(by_seeker == twin);
    found += twin.size();
  }
  CHECK(found > 1000);
}

}  // namespace schakel
