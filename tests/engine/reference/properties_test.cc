// What must hold for every pair of every market, whatever the numbers of the strategy.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <ranges>

#include "engine/reference/items.h"
#include "engine/reference/reference.h"
#include "tests/support/random.h"
#include "tests/support/random_market.h"

namespace schakel::testing {
namespace {

constexpr std::uint64_t kMarkets = 150;

struct Made {
  explicit Made(std::uint64_t seed)
      : records(random_market(seed)),
        market(records.strategy, records.date, records.concepts, records.places, records.seekers, records.vacancies) {}
  RandomMarket records;
  ReferenceMarket market;
};

bool ordered(const ReferenceInterval& interval, std::uint32_t most) {
  return interval.low <= interval.high && interval.high <= most;
}

bool inside(const ReferenceInterval& inner, const ReferenceInterval& outer) {
  return outer.low <= inner.low && inner.high <= outer.high;
}

bool still(ReferenceVerdict after, ReferenceVerdict before) {
  return before == ReferenceVerdict::kUnknown || after == before;
}

bool is_demand(const ReferenceItem& item) { return item.kind <= DRIVING_LICENCE; }

// The first rule that the pair breaks, or nothing.
std::string broken_rule(const ReferencePair& pair) {
  std::uint32_t demand_units = 0, wish_units = 0, demand_points = 0, wish_points = 0;
  bool demand = false, offer = false;
  for (const ReferenceItem& item : pair.items) {
    if (!ordered(item.quality, 256)) return "quality is an interval within 0..256";
    if (item.must.has_value() != (item.condition == MUST)) return "a MUST, and only a MUST, has a verdict";
    (is_demand(item) ? demand : offer) = true;
    (is_demand(item) ? demand_units : wish_units) += item.units;
    (is_demand(item) ? demand_points : wish_points) += item.points;
    if (item.quality.low == 0 && item.points > 0) return "only what is found has points";
  }
  if (demand_units != (demand ? 4096U : 0U)) return "demand units sum to 4096";
  if (wish_units != (offer ? 4096U : 0U)) return "wish units sum to 4096";
  for (const auto& category : {pair.demand, pair.wish, pair.position, pair.region})
    if (!ordered(category, 4096)) return "a category is an interval within 0..4096";
  if (!ordered(pair.total, 10000)) return "the total is an interval within 0..10000";
  const ReferencePoints& points = pair.points;
  if (points.demand + points.wish + points.position + points.region != pair.total.low) return "points sum to the total";
  if (demand_points != points.demand || wish_points != points.wish) return "points of items sum to their category's";
  return "";
}

// The first part of the pair that left its interval when unknowns became known, or nothing.
std::string escaped_part(const ReferencePair& before, const ReferencePair& after) {
  if (before.items.size() != after.items.size()) return "items";
  for (std::size_t i = 0; i < before.items.size(); ++i) {
    const ReferenceItem &old_item = before.items[i], &new_item = after.items[i];
    if (!inside(new_item.quality, old_item.quality)) return Kind_Name(old_item.kind) + " " + old_item.code;
    if (old_item.must && !still(*new_item.must, *old_item.must)) return "MUST " + old_item.code;
  }
  if (!inside(after.demand, before.demand)) return "demand";
  if (!inside(after.wish, before.wish)) return "wish";
  if (!inside(after.position, before.position)) return "position";
  if (!inside(after.region, before.region)) return "region";
  if (!inside(after.total, before.total)) return "total";
  if (!still(after.travel, before.travel)) return "travel";
  if (!still(after.hours, before.hours)) return "hours";
  if (!still(after.shift_work, before.shift_work)) return "shift work";
  return "";
}

TEST_CASE("every pair keeps the rules of sums and intervals") {
  std::size_t eligible = 0, pairs = 0;
  for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
    const Made made(seed);
    for (const Vacancy& vacancy : made.records.vacancies)
      for (const Seeker& seeker : made.records.seekers) {
        const ReferencePair pair = made.market.score(vacancy, seeker);
        const std::string broken = broken_rule(pair);
        if (!broken.empty()) FAIL("seed " << seed << ", " << vacancy.id() << " and " << seeker.id() << ": " << broken);
        eligible += pair.eligible;
        ++pairs;
      }
  }
  CHECK(eligible > pairs / 20);  // or this says nothing
  CHECK(eligible < pairs / 2);
}

TEST_CASE("what becomes known stays within what was possible") {
  std::size_t narrowed = 0;
  for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
    const Made made(seed);
    Random random(seed);
    for (const Vacancy& vacancy : made.records.vacancies) {
      const Seeker& seeker = random.pick(made.records.seekers);
      const ReferencePair before = made.market.score(vacancy, seeker);
      for (const std::uint32_t percent : {20U, 60U, 100U}) {
        const ReferencePair after = made.market.score(fill_unknowns(made.records, vacancy, random.next(), percent),
                                                      fill_unknowns(made.records, seeker, random.next(), percent));
        const std::string escaped = escaped_part(before, after);
        if (!escaped.empty())
          FAIL("seed " << seed << ", " << vacancy.id() << ": " << escaped << "\n" << seeker.DebugString());
        narrowed += !(after.total == before.total);
      }
    }
  }
  CHECK(narrowed > 1000);
}

TEST_CASE("a list is the first k of all eligible pairs, and both directions hold the same pairs") {
  for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
    const Made made(seed);
    std::map<std::pair<std::string, std::string>, std::uint32_t> of_vacancies, of_seekers;
    for (const std::string_view id : made.market.vacancy_ids()) {
      const std::vector<ReferenceEntry> all = made.market.list_for_vacancy(id, 1000);
      for (const ReferenceEntry& entry : all) of_vacancies[{std::string(id), entry.id}] = entry.pair.total.low;
      const std::vector<ReferenceEntry> some = made.market.list_for_vacancy(id, 3);
      REQUIRE(some.size() == std::min<std::size_t>(all.size(), 3));
      CHECK(std::ranges::equal(some, all | std::views::take(3), {}, &ReferenceEntry::id, &ReferenceEntry::id));
      CHECK(std::ranges::is_sorted(all, std::ranges::less(), [](const ReferenceEntry& entry) {
        return std::pair(10000 - entry.pair.total.low, entry.pair.tie);
      }));
    }
    for (const std::string_view id : made.market.seeker_ids())
      for (const ReferenceEntry& entry : made.market.list_for_seeker(id, 1000))
        of_seekers[{entry.id, std::string(id)}] = entry.pair.total.low;
    CHECK(of_vacancies == of_seekers);
    for (const auto& [ids, total] : of_vacancies) {
      const auto pair = made.market.score(ids.first, ids.second);
      REQUIRE(pair.has_value());
      CHECK((pair->eligible && pair->total.low == total));
    }
  }
}

TEST_CASE("random markets have ties at the end of lists, and the same seed makes the same market") {
  std::size_t cut_ties = 0;
  for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
    const Made made(seed);
    for (const std::string_view id : made.market.vacancy_ids()) {
      const auto list = made.market.list_for_vacancy(id, 6);
      cut_ties += list.size() == 6 && list[4].pair.total.low == list[5].pair.total.low;
    }
  }
  CHECK(cut_ties > 100);
  const RandomMarket once = random_market(7), again = random_market(7);
  CHECK(std::ranges::equal(once.seekers, again.seekers, {}, &Seeker::SerializeAsString, &Seeker::SerializeAsString));
  CHECK(std::ranges::equal(once.vacancies, again.vacancies, {}, &Vacancy::SerializeAsString,
                           &Vacancy::SerializeAsString));
}

}  // namespace
}  // namespace schakel::testing
