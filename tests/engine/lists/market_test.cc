// A market that changes, against the reference scorer over the records as they are: random scripts of edits.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/match.h"
#include "index/epoch/delta/delta_writer.h"
#include "tests/support/overlay_market.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::EditedMarket;
using testing::ErasedRecords;
using testing::OverlayMarket;
using testing::Random;
using testing::random_market;
using testing::RandomMarket;

constexpr std::uint64_t kMarkets = 120;

struct Row {
  std::string name;
  std::uint32_t total;
  std::uint64_t tie;
  friend bool operator==(const Row&, const Row&) = default;
};

std::vector<Row> rows_of(const std::vector<ReferenceEntry>& entries) {
  std::vector<Row> rows;
  for (const ReferenceEntry& entry : entries) rows.push_back({entry.id, entry.pair.total.low, entry.pair.tie});
  return rows;
}

std::vector<Row> vacancy_list(Matcher& matcher, VacancyId vacancy, const MatchOptions& options) {
  const Market market = matcher.market();
  std::vector<Row> rows;
  for (const Ranked& row : matcher.for_vacancy(vacancy, options).rows) {
    const SeekerId seeker{row.other};
    REQUIRE(market.has(seeker));
    rows.push_back({std::string(market.name(seeker)), row.total(), tie_of(market.tie(vacancy), market.tie(seeker))});
  }
  return rows;
}

std::vector<Row> seeker_list(Matcher& matcher, SeekerId seeker, const MatchOptions& options) {
  const Market market = matcher.market();
  std::vector<Row> rows;
  for (const Ranked& row : matcher.for_seeker(seeker, options).rows) {
    const VacancyId vacancy{row.other};
    REQUIRE(market.has(vacancy));
    rows.push_back({std::string(market.name(vacancy)), row.total(), tie_of(market.tie(vacancy), market.tie(seeker))});
  }
  return rows;
}

// Makes the records with these keys what they are in `after`, in a random order.
void apply(DeltaWriter& writer, const RandomMarket& after, const ChangedKeys& keys, Random& random) {
  const auto shuffled = [&](std::vector<std::string> some) {
    for (std::size_t i = some.size(); i > 1; --i)
      std::swap(some[i - 1], some[random.between(0, static_cast<std::uint32_t>(i - 1))]);
    return some;
  };
  for (const std::string& key : shuffled(keys.seekers)) {
    const auto found = std::ranges::find(after.seekers, key, &Seeker::id);
    if (found == after.seekers.end())
      writer.erase_seeker(key);
    else
      writer.put(*found, found->SerializeAsString());
  }
  for (const std::string& key : shuffled(keys.vacancies)) {
    const auto found = std::ranges::find(after.vacancies, key, &Vacancy::id);
    if (found == after.vacancies.end())
      writer.erase_vacancy(key);
    else
      writer.put(*found, found->SerializeAsString());
  }
}

// Every record is found as it is now and has the reference's list; nobody else is found. Returns the rows compared.
std::size_t require_reference(Market market, const ReferenceMarket& reference, const RandomMarket& now,
                              std::uint32_t k) {
  const VacancyIndex index(market.epoch(), 64);
  Matcher matcher(market), by_index(market, &index);
  const MatchOptions options{.k = k, .weights = market.model().weights};
  std::size_t rows = 0;
  REQUIRE(market.active_seekers() == reference.seeker_ids().size());
  REQUIRE(market.active_vacancies() == reference.vacancy_ids().size());
  for (const std::string_view id : reference.vacancy_ids()) {
    INFO(id);
    const auto vacancy = market.find_vacancy(id);
    REQUIRE(vacancy);
    REQUIRE(market.record_bytes(*vacancy) == std::ranges::find(now.vacancies, id, &Vacancy::id)->SerializeAsString());
    const auto list = vacancy_list(matcher, *vacancy, options);
    REQUIRE(list == rows_of(reference.list_for_vacancy(id, k)));
    rows += list.size();
  }
  for (const std::string_view id : reference.seeker_ids()) {
    INFO(id);
    const auto seeker = market.find_seeker(id);
    REQUIRE(seeker);
    REQUIRE(market.record_bytes(*seeker) == std::ranges::find(now.seekers, id, &Seeker::id)->SerializeAsString());
    const auto list = seeker_list(matcher, *seeker, options);
    REQUIRE(list == rows_of(reference.list_for_seeker(id, k)));
    REQUIRE(list == seeker_list(by_index, *seeker, options));
    REQUIRE(matcher.for_seeker(*seeker, options).considered == by_index.for_seeker(*seeker, options).considered);
    rows += list.size();
  }
  return rows;
}

}  // namespace

TEST_CASE("a market with a delta has the lists of the reference scorer by the epoch's counts") {
  std::size_t rows = 0, terms = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed);
    const EditedMarket edited = edited_market(before, seed, static_cast<std::uint32_t>(10 + seed % 5 * 20), false);
    const OverlayMarket made(before, edited, 1);
    DeltaWriter writer(*made.base);
    Random random(seed);
    apply(writer, edited.market, edited.keys, random);
    const auto delta = writer.freeze(made.base->sequence() + 1);
    rows += require_reference({*made.base, delta.get()}, made.reference(), edited.market, 6);
    terms += delta->terms().items.size();
  }
  CHECK(rows > 10000);
  CHECK(terms > 1000);
}

TEST_CASE("a long script of edits shows in one delta after another, and the earlier ones stay what they were") {
  std::size_t seekers_back = 0, vacancies_back = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const RandomMarket first = random_market(seed * 31, 90, 50);
    RandomMarket now = first;
    ErasedRecords erased;
    std::vector<std::pair<std::shared_ptr<const Delta>, RandomMarket>> steps;
    const OverlayMarket made(first, {first, {}}, 1);
    DeltaWriter writer(*made.base);
    Random random(seed);
    for (std::uint64_t step = 1; step <= 12; ++step) {
      const EditedMarket next = edited_market(now, seed * 100 + step, 8, false, erased);
      apply(writer, next.market, next.keys, random);
      now = next.market;
      steps.emplace_back(writer.freeze(step), now);
    }
    const ReferenceMarket base(first.strategy, first.date, first.concepts, first.places, first.seekers,
                               first.vacancies);
    for (const auto& [delta, market] : steps) {
      INFO("seed " << seed << ", step " << delta->sequence());
      const ReferenceMarket reference(base, market.date, market.seekers, market.vacancies);
      require_reference({*made.base, delta.get()}, reference, market, 8);
    }
    seekers_back += erased.seekers_back;
    vacancies_back += erased.vacancies_back;
  }
  REQUIRE(seekers_back > 0);  // who was erased was put again under the same id
  REQUIRE(vacancies_back > 0);
}

TEST_CASE("a delta over an epoch that lies over a base has the reference's lists") {
  for (std::uint64_t seed = 1; seed <= kMarkets / 3; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed);
    const EditedMarket once = edited_market(before, seed, 30, seed % 2 == 0);
    const OverlayMarket made(before, once, 1);
    const EditedMarket twice = edited_market(once.market, seed + 500, 30, false);
    DeltaWriter writer(*made.epoch);
    Random random(seed);
    apply(writer, twice.market, twice.keys, random);
    const auto delta = writer.freeze(9);
    const ReferenceMarket reference(
        ReferenceMarket(before.strategy, before.date, before.concepts, before.places, before.seekers, before.vacancies),
        twice.market.date, twice.market.seekers, twice.market.vacancies);
    require_reference({*made.epoch, delta.get()}, reference, twice.market, 6);
  }
}

TEST_CASE("a question about a guest of a changed market has the list that the changed records have with it") {
  std::size_t rows = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets / 2; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed);
    const EditedMarket edited = edited_market(before, seed, 60, false);
    const OverlayMarket made(before, edited, 1);
    const ReferenceMarket reference = made.reference();
    DeltaWriter writer(*made.base);
    Random random(seed);
    apply(writer, edited.market, edited.keys, random);
    const auto delta = writer.freeze(9);
    const Market market(*made.base, delta.get());
    GuestBook book(market);
    Matcher matcher(book);
    const MatchOptions options{.k = 5, .weights = market.model().weights};
    const RandomMarket strangers = random_market(seed + 7000);
    std::vector<GuestVacancy> guests;
    for (const Vacancy& record : strangers.vacancies) guests.push_back(book.read(record));
    for (std::size_t i = 0; i < guests.size(); ++i) {
      std::vector<Row> mine, theirs;
      for (const Ranked& row : matcher.for_vacancy(side_of(guests[i]), options).rows)
        mine.push_back({std::string(market.name(SeekerId{row.other})), row.total(),
                        tie_of(guests[i].tie, market.tie(SeekerId{row.other}))});
      for (const std::string_view id : reference.seeker_ids()) {
        const auto pair =
            reference.score(strangers.vacancies[i], *std::ranges::find(edited.market.seekers, id, &Seeker::id));
        if (pair.eligible) theirs.push_back({std::string(id), pair.total.low, pair.tie});
      }
      std::ranges::sort(theirs, [](const Row& a, const Row& b) {
        return std::tie(b.total, a.tie, a.name) < std::tie(a.total, b.tie, b.name);
      });
      theirs.resize(std::min<std::size_t>(theirs.size(), 5));
      REQUIRE(mine == theirs);
      rows += mine.size();
    }
  }
  CHECK(rows > 500);
}

TEST_CASE("who is not active on the epoch's date is not in the market, and who was there before is gone") {
  const RandomMarket before = random_market(3, 40, 20);
  const OverlayMarket made(before, {before, {}}, 1);
  DeltaWriter writer(*made.base);
  Seeker gone = made.base->record(SeekerId{0});
  const std::string yesterday = format_date(Date{before.date.yyyymmdd - 10000});
  gone.set_valid_until(yesterday);
  writer.put(gone, gone.SerializeAsString());
  Seeker stranger = gone;
  stranger.set_id("a stranger");
  writer.put(stranger, stranger.SerializeAsString());
  const auto delta = writer.freeze(9);
  const Market market(*made.base, delta.get());
  REQUIRE(!market.find_seeker(gone.id()));
  REQUIRE(!market.find_seeker("a stranger"));
  REQUIRE(market.active_seekers() == made.base->active_seekers() - 1);
}

TEST_CASE("an erased record leaves nothing of itself in the next delta") {
  const RandomMarket before = random_market(3, 40, 20);
  const OverlayMarket made(before, {before, {}}, 1);
  DeltaWriter writer(*made.base);
  Seeker person = made.base->record(SeekerId{0});
  person.set_id("somebody");
  writer.put(person, person.SerializeAsString());
  const auto with = writer.freeze(8);
  REQUIRE(Market(*made.base, with.get()).find_seeker("somebody"));
  writer.erase_seeker("somebody");
  const auto without = writer.freeze(9);
  REQUIRE(!Market(*made.base, without.get()).find_seeker("somebody"));
  REQUIRE(without->seeker_chunks()[0]->seekers[0] == nullptr);
  REQUIRE(Market(*made.base, with.get()).find_seeker("somebody"));  // who holds the earlier one is not disturbed
}

}  // namespace schakel
