#include "engine/advice/near_misses.h"

#include <catch2/catch.hpp>

#include "engine/advice/list_place.h"
#include "tests/engine/advice/fixture.h"

namespace schakel::testing {
namespace {

constexpr std::uint64_t kMarkets = 120;

// The one MUST that a pair fails, when it fails nothing else and there is some evidence.
std::optional<std::string> only_failing(const ReferencePair& pair) {
  bool evidence = pair.demand.low > 0;
  std::vector<std::string> failing;
  bool any_demand = false;
  std::uint32_t found = 0;
  for (const ReferenceItem& item : pair.items) {
    if (item.must == ReferenceVerdict::kFails)
      failing.push_back(Kind_Name(item.kind) + item.code + std::to_string(item.minimum));
    if (item.kind == OCCUPATION && item.quality.low > 0) evidence = true;
    any_demand = any_demand || item.kind <= DRIVING_LICENCE;
    found += item.quality.low;
  }
  const bool others = pair.travel != ReferenceVerdict::kFails && pair.hours != ReferenceVerdict::kFails &&
                      pair.shift_work != ReferenceVerdict::kFails;
  if (!others || !evidence || failing.size() != 1) return std::nullopt;
  return failing[0];
}

std::string key_of(const Epoch& epoch, ItemId id) {
  const Item& item = epoch.items[id];
  return Kind_Name(static_cast<Kind>(item.kind)) + std::string(epoch.item_code(id)) + std::to_string(item.minimum);
}

bool has_unknown(const ReferencePair& pair) {
  return pair.travel == ReferenceVerdict::kUnknown || pair.hours == ReferenceVerdict::kUnknown ||
         pair.shift_work == ReferenceVerdict::kUnknown ||
         std::ranges::any_of(pair.items,
                             [](const ReferenceItem& item) { return item.must == ReferenceVerdict::kUnknown; });
}

// A part of the ids.
bool is_chosen(std::string_view id) { return id.back() % 2 == 0; }

// Every miss with its rank among the eligible, the obvious way.
void check(const Epoch& epoch, const std::vector<OracleRow>& rows, const std::vector<NearMiss>& misses, std::size_t k,
           const auto& name) {
  const std::vector<OracleRow> eligible = only_eligible(rows);
  std::size_t next = 0;
  for (const OracleRow& row : rows) {
    const auto failing = only_failing(row.pair);
    if (!failing || next == k) continue;
    REQUIRE(next < misses.size());
    const NearMiss& miss = misses[next++];
    REQUIRE(name(miss.other) == row.id);
    REQUIRE(miss.total == row.total);
    REQUIRE(key_of(epoch, miss.failing) == *failing);
    const auto better =
        std::ranges::count_if(eligible, [&](const OracleRow& other) { return stands_above(other, row); });
    REQUIRE(miss.rank == static_cast<std::uint64_t>(better) + 1);
  }
  REQUIRE(next == misses.size());
}

}  // namespace

TEST_CASE("near misses are the best pairs that fail one MUST, with the rank they would have had") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Matcher matcher(made.book);
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 7);
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const auto misses = near_misses(matcher, made.weights, side_of(epoch, VacancyId{v}), k);
      check(epoch, oracle_rows(made, epoch.record(VacancyId{v})), misses, k,
            [&](std::uint32_t s) { return epoch.name(SeekerId{s}); });
      found += misses.size();
    }
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      const auto misses = near_misses(matcher, made.weights, side_of(epoch, SeekerId{s}), k);
      check(epoch, oracle_rows(made, epoch.record(SeekerId{s})), misses, k,
            [&](std::uint32_t v) { return epoch.name(VacancyId{v}); });
      found += misses.size();
    }
  }
  CHECK(found > 1000);
}

TEST_CASE("what is not in a list is no near miss of it either, and counts in no rank") {
  std::size_t all = 0, found = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Matcher matcher(made.book);
    const bool chosen_only = seed % 2 == 0, known_only = seed % 3 != 0;
    const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 7);
    const auto check_side = [&](const auto& side, std::vector<OracleRow> rows, const auto& name) {
      ListRules rules{.exclude_unknown = known_only, .allows = {}};
      if (chosen_only) rules.allows = [&](std::uint32_t other) { return is_chosen(name(other)); };
      std::erase_if(rows, [&](const OracleRow& row) {
        return (known_only && has_unknown(row.pair)) || (chosen_only && !is_chosen(row.id));
      });
      const auto misses = near_misses(matcher, made.weights, side, k, rules);
      check(epoch, rows, misses, k, name);
      found += misses.size();
      all += near_misses(matcher, made.weights, side, k).size();
    };
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      check_side(side_of(epoch, VacancyId{v}), oracle_rows(made, epoch.record(VacancyId{v})),
                 [&](std::uint32_t s) { return epoch.name(SeekerId{s}); });
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
      check_side(side_of(epoch, SeekerId{s}), oracle_rows(made, epoch.record(SeekerId{s})),
                 [&](std::uint32_t v) { return epoch.name(VacancyId{v}); });
  }
  CHECK(found > 0);
  CHECK(found < all);
}

TEST_CASE("a standing is one more than the number of pairs above, and names the nearest of them") {
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    const Fixture made(seed);
    const Epoch& epoch = made.epoch();
    Matcher matcher(made.book);
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
      const auto rows = only_eligible(oracle_rows(made, epoch.record(VacancyId{v})));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const SeekerId id = *epoch.find_seeker(rows[i].id);
        const Standing standing =
            standing_of_seeker(matcher, made.weights, side_of(epoch, VacancyId{v}), side_of(epoch, id), rows[i].total);
        REQUIRE(standing.rank == i + 1);
        REQUIRE(standing.others == rows.size() - 1);
        REQUIRE(standing.next_above.has_value() == (i > 0));
        if (i > 0) REQUIRE(epoch.name(SeekerId{*standing.next_above}) == rows[i - 1].id);
      }
    }
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      const auto rows = only_eligible(oracle_rows(made, epoch.record(SeekerId{s})));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const VacancyId id = *epoch.find_vacancy(rows[i].id);
        const Standing standing =
            standing_of_vacancy(matcher, made.weights, side_of(epoch, SeekerId{s}), side_of(epoch, id), rows[i].total);
        REQUIRE(standing.rank == i + 1);
        REQUIRE(standing.others == rows.size() - 1);
        if (i > 0) REQUIRE(epoch.name(VacancyId{*standing.next_above}) == rows[i - 1].id);
      }
    }
  }
}

}  // namespace schakel::testing
