// Lists that are brought up to date, against the reference scorer and against lists that are made anew.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/match.h"
#include "engine/rematch_since.h"
#include "tests/support/overlay_market.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::EditedMarket;
using testing::ErasedRecords;
using testing::OverlayMarket;
using testing::random_market;
using testing::RandomMarket;

constexpr std::uint64_t kMarkets = 120;

using NamedRows = std::vector<std::pair<std::string, std::uint32_t>>;

template <class Other>
NamedRows named(const Epoch& epoch, const MatchRows& lists, std::size_t i) {
  NamedRows rows;
  for (const MatchRow& row : MatchRowSpans{lists.begin, lists.rows}[i])
    rows.emplace_back(epoch.name(Other{row.other}), row.total);
  return rows;
}

NamedRows named(const std::vector<ReferenceEntry>& entries) {
  NamedRows rows;
  for (const ReferenceEntry& entry : entries) rows.emplace_back(entry.id, entry.pair.total.low);
  return rows;
}

// All lists of an overlay are those of the reference scorer.
void require_reference(const OverlayMarket& made, const MatchLists& lists, std::uint32_t k) {
  const ReferenceMarket reference = made.reference();
  const Epoch& epoch = *made.epoch;
  REQUIRE(epoch.active_seekers() == reference.seeker_ids().size());
  REQUIRE(epoch.vacancies() == reference.vacancy_ids().size());
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
    REQUIRE(named<SeekerId>(epoch, lists.vacancies, v) ==
            named(reference.list_for_vacancy(epoch.name(VacancyId{v}), k)));
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
    if (!epoch.has(SeekerId{s})) {
      REQUIRE(named<VacancyId>(epoch, lists.seekers, s).empty());
      continue;
    }
    REQUIRE(named<VacancyId>(epoch, lists.seekers, s) == named(reference.list_for_seeker(epoch.name(SeekerId{s}), k)));
  }
}

void require_same(const MatchRows& a, const MatchRows& b) {
  REQUIRE(a.begin == b.begin);
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    REQUIRE(a.rows[i].other == b.rows[i].other);
    REQUIRE(a.rows[i].total == b.rows[i].total);
  }
}

TEST_CASE("an epoch over a base has the lists of the reference scorer by the base's counts") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("seed " << seed);
    const auto before = random_market(seed);
    const OverlayMarket made(
        before, edited_market(before, seed, static_cast<std::uint32_t>(10 + seed % 5 * 20), seed % 3 == 0), 7);
    require_reference(made, rematch(*made.epoch, {.k = 5}), 5);
  }
}

TEST_CASE("lists that are brought up to date are those that are made anew") {
  std::uint64_t made_anew = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("seed " << seed);
    const auto before = random_market(seed);
    const auto k = static_cast<std::uint32_t>(1 + seed % 6), spare = static_cast<std::uint32_t>(seed % 4);
    const OverlayMarket made(
        before, edited_market(before, seed, static_cast<std::uint32_t>(5 + seed % 7 * 8), seed % 3 == 0), k + spare);
    SinceCounts counts;
    const MatchLists since = rematch_since(*made.epoch, *made.run, {.k = k}, &counts);
    const MatchLists anew = rematch(*made.epoch, {.k = k});
    require_same(since.vacancies, anew.vacancies);
    require_same(since.seekers, anew.seekers);
    require_reference(made, since, k);
    made_anew += counts.made_anew;
  }
  REQUIRE(made_anew > 100);  // lists that ran short were among them
}

TEST_CASE("progress never falls, and comes to its end whoever changed") {
  const auto before = random_market(17, 700, 60);
  for (const bool of_seekers : {true, false}) {
    EditedMarket after = edited_market(before, 17, 60, false);
    if (of_seekers)
      after.market.vacancies = before.vacancies;
    else
      after.market.seekers = before.seekers;
    const OverlayMarket made(before, after, 7);
    std::map<RematchPart, std::vector<std::uint32_t>> told;
    (void)rematch_since(*made.epoch, *made.run, {.k = 5, .progress = [&](RematchPart part, std::uint32_t done) {
                                                   told[part].push_back(done);
                                                 }});
    for (const RematchPart part : {RematchPart::kBounding, RematchPart::kMatching, RematchPart::kMerging}) {
      REQUIRE_FALSE(told[part].empty());
      CHECK(told[part].back() == 1000);
    }
    CHECK(std::ranges::is_sorted(told[RematchPart::kMatching]));
    CHECK(told.contains(RematchPart::kScoring) == of_seekers);  // what stood in their lists
  }
}

TEST_CASE("a live list over a base is the reference's") {
  for (std::uint64_t seed = 1; seed <= kMarkets / 2; ++seed) {
    INFO("seed " << seed);
    const auto before = random_market(seed);
    const OverlayMarket made(before, edited_market(before, seed, 40, seed % 2 == 0), 1);
    const Epoch& epoch = *made.epoch;
    const ReferenceMarket reference = made.reference();
    Matcher matcher(epoch);
    const MatchOptions options{.k = 6, .weights = epoch.model().weights};
    const auto named = [&](const MatchAnswer& answer, const auto& name) {
      NamedRows rows;
      for (const Ranked& row : answer.rows) rows.emplace_back(name(row.other), row.total());
      return rows;
    };
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      REQUIRE(named(matcher.for_vacancy(VacancyId{v}, options), [&](std::uint32_t s) {
                return epoch.name(SeekerId{s});
              }) == schakel::named(reference.list_for_vacancy(epoch.name(VacancyId{v}), 6)));
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
      if (epoch.has(SeekerId{s}))
        REQUIRE(named(matcher.for_seeker(SeekerId{s}, options), [&](std::uint32_t v) {
                  return epoch.name(VacancyId{v});
                }) == schakel::named(reference.list_for_seeker(epoch.name(SeekerId{s}), 6)));
  }
}

TEST_CASE("a long row of edits, each brought up to date from the same lists, gives the lists of a full run") {
  std::size_t seekers_back = 0, vacancies_back = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const RandomMarket first = random_market(seed * 31, 90, 50);
    EditedMarket now{first, {}};
    ErasedRecords erased;
    for (std::uint64_t step = 1; step <= 12; ++step) {
      INFO("seed " << seed << ", step " << step);
      EditedMarket next = edited_market(now.market, seed * 100 + step, 6, step % 4 == 0, erased);
      for (const auto of : {&ChangedKeys::seekers, &ChangedKeys::vacancies})
        (next.keys.*of).insert((next.keys.*of).end(), (now.keys.*of).begin(), (now.keys.*of).end());
      now = std::move(next);
      const OverlayMarket made(first, now, 10);
      const MatchLists since = rematch_since(*made.epoch, *made.run, {.k = 8});
      const MatchLists anew = rematch(*made.epoch, {.k = 8});
      require_same(since.vacancies, anew.vacancies);
      require_same(since.seekers, anew.seekers);
      if (step % 6 == 0) require_reference(made, since, 8);
    }
    seekers_back += erased.seekers_back;
    vacancies_back += erased.vacancies_back;
  }
  REQUIRE(seekers_back > 0);  // who was erased was put again under the same id
  REQUIRE(vacancies_back > 0);
}

TEST_CASE("nothing changed is an empty overlay with the lists of the base") {
  const auto before = random_market(5);
  const OverlayMarket made(before, {before, {}}, 5);
  SinceCounts counts;
  const MatchLists since = rematch_since(*made.epoch, *made.run, {.k = 5}, &counts);
  REQUIRE(since.vacancies.begin == made.lists.vacancies.begin);
  REQUIRE(since.vacancies.rows.size() == made.lists.vacancies.rows.size());
  REQUIRE(counts.touched_seeker_lists + counts.touched_vacancy_lists + counts.made_anew == 0);
  REQUIRE(made.counts.came + made.counts.changed + made.counts.gone == 0);
}

TEST_CASE("blocks of other sizes, which are asked about in parts, have the reference's lists") {
  for (const std::uint32_t block : {320U, 704U, 8192U})
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      INFO("blocks of " << block << ", seed " << seed);
      const auto before = random_market(seed + 700, 1000, 40);
      const OverlayMarket made(before, edited_market(before, seed, 60, seed % 2 == 0), 9, block);
      require_reference(made, rematch(*made.epoch, {.k = 7}), 7);
      require_reference(made, rematch_since(*made.epoch, *made.run, {.k = 7}), 7);
    }
}

TEST_CASE("records that say the same again keep their lists, and nobody is matched") {
  const auto before = random_market(9, 150, 80);
  ChangedKeys keys;
  for (const Seeker& seeker : before.seekers) keys.seekers.push_back(seeker.id());
  for (const Vacancy& vacancy : before.vacancies) keys.vacancies.push_back(vacancy.id());
  const OverlayMarket made(before, {before, keys}, 7);
  REQUIRE(made.epoch->first_own_vacancy().value == 0);  // all are of the overlay now
  SinceCounts counts;
  const MatchLists since = rematch_since(*made.epoch, *made.run, {.k = 5}, &counts);
  REQUIRE(counts.kernel.pairs + counts.made_anew == 0);
  require_reference(made, since, 5);
}

TEST_CASE("the same changes give the same bytes on any number of threads") {
  const auto before = random_market(11, 400, 200);
  const OverlayMarket made(before, edited_market(before, 3, 30, true), 12);
  const MatchLists one = rematch_since(*made.epoch, *made.run, {.k = 10, .threads = 1});
  const MatchLists all = rematch_since(*made.epoch, *made.run, {.k = 10});
  REQUIRE(checksum(one) == checksum(all));
}

TEST_CASE("a date of another year, or an earlier one, is not read from a base") {
  const auto before = random_market(2);
  const OverlayMarket made(before, {before, {}}, 1);
  for (const Date date : {Date{before.date.yyyymmdd + 10000}, Date{before.date.yyyymmdd - 10000}}) {
    const auto refused = build_overlay(*made.base, testing::MemorySnapshot(before), {}, date, made.folder / "other");
    REQUIRE(!refused);
    REQUIRE(refused.error().code == ErrorCode::kStale);
  }
}

}  // namespace
}  // namespace schakel
