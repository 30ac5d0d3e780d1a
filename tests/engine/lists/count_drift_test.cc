// How far counts have drifted, against the obvious count over the records of before and after.

#include "engine/count_drift.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/model/strategy.h"
#include "tests/support/overlay_market.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

using testing::edited_market;
using testing::EditedMarket;
using testing::OverlayMarket;
using testing::random_market;
using testing::RandomMarket;
using testing::TestEpoch;

using Code = std::pair<std::uint8_t, std::string>;

struct AskedCodes {
  std::vector<std::set<Code>> of_vacancies;
  std::map<Code, std::uint32_t> vacancies;
};

AskedCodes asked_codes(const RandomMarket& market, const Model& model) {
  AskedCodes asked;
  for (const Vacancy& vacancy : market.vacancies) {
    if (!is_active(vacancy, market.date)) continue;
    std::set<Code>& codes = asked.of_vacancies.emplace_back();
    for (const ConditionedItem& one : items_of(vacancy, model)) codes.emplace(one.item.kind, one.item.code);
    for (const Code& code : codes) ++asked.vacancies[code];
  }
  return asked;
}

// Of vacancies by their records, of cells by the frozen ones of a whole epoch of the records after.
CountDrift slow_drift(const OverlayMarket& made) {
  const Model& model = made.epoch->model();
  const AskedCodes then = asked_codes(made.before, model), now = asked_codes(made.after, model);
  const auto all = [](const AskedCodes& asked) { return static_cast<std::uint32_t>(asked.of_vacancies.size()); };
  const auto moved = [&](const Code& code) {
    const auto found = then.vacancies.find(code);
    const std::uint32_t counted = found == then.vacancies.end() ? 1 : found->second;
    return specificity(model, now.vacancies.at(code), all(now)) != specificity(model, counted, all(then));
  };
  CountDrift drift{.codes = now.vacancies.size(), .vacancies = all(now)};
  for (const auto& [code, vacancies] : now.vacancies) drift.codes_moved += moved(code) ? 1 : 0;
  for (const std::set<Code>& codes : now.of_vacancies)
    drift.vacancies_moved += std::ranges::any_of(codes, moved) ? 1 : 0;

  const TestEpoch whole(made.after);
  const auto before = made.base->market_cells().cells, after = whole.epoch->market_cells().cells;
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i].vacancies == 0 && after[i].seekers == 0) continue;
    ++drift.cells;
    drift.cells_moved += after[i].tension != before[i].tension ? 1 : 0;
  }
  return drift;
}

TEST_CASE("what has drifted is what a count over the new records says otherwise") {
  CountDrift sum;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const RandomMarket before = random_market(seed, 150, 60);
    const OverlayMarket made(
        before, edited_market(before, seed, static_cast<std::uint32_t>(5 + seed % 6 * 15), seed % 3 == 0), 1);
    const CountDrift drift = count_drift(*made.epoch), slow = slow_drift(made);
    REQUIRE(drift.codes == slow.codes);
    REQUIRE(drift.codes_moved == slow.codes_moved);
    REQUIRE(drift.vacancies == slow.vacancies);
    REQUIRE(drift.vacancies_moved == slow.vacancies_moved);
    REQUIRE(drift.cells == slow.cells);
    REQUIRE(drift.cells_moved == slow.cells_moved);
    sum.codes += drift.codes;
    sum.codes_moved += drift.codes_moved;
    sum.cells += drift.cells;
    sum.cells_moved += drift.cells_moved;
  }
  // Some moved and some did not.
  CHECK(sum.codes_moved > 0);
  CHECK(sum.codes_moved < sum.codes);
  CHECK(sum.cells_moved > 0);
  CHECK(sum.cells_moved < sum.cells);
}

TEST_CASE("a recount is not due where somebody's record came again as it was, nor in an epoch without a base") {
  const RandomMarket before = random_market(4, 150, 60);
  EditedMarket later{before, {}};
  later.market.seekers.front().set_revision(before.seekers.front().revision() + 1);
  later.keys.seekers = {before.seekers.front().id()};
  const OverlayMarket made(before, later, 1);
  for (const Epoch* epoch : {made.epoch.get(), made.base.get()}) {
    const CountDrift drift = count_drift(*epoch);
    CHECK(drift.vacancies == epoch->vacancies());
    CHECK(drift.codes > 0);
    CHECK(drift.cells > 0);
    CHECK(drift.codes_moved + drift.vacancies_moved + drift.cells_moved == 0);
    CHECK_FALSE(drift.recount_is_due());
  }
}

TEST_CASE("a recount is due when what nobody asked is asked by most") {
  RandomMarket before = random_market(4, 150, 60);
  before.strategy = standard_strategy();
  EditedMarket later{before, {}};
  for (int i = 0; i < 500; ++i) {
    Vacancy& vacancy = later.market.vacancies.emplace_back();
    vacancy.set_id("more-" + std::to_string(1000 + i));
    vacancy.set_source("test");
    vacancy.set_revision(1);
    Requirement& asked = *vacancy.add_requirements();
    asked.set_kind(COMPETENCE);
    asked.set_code("urn:test:asked-by-most");
    asked.set_condition(WANTED);
    later.keys.vacancies.push_back(vacancy.id());
  }
  const OverlayMarket made(before, later, 1);
  const CountDrift drift = count_drift(*made.epoch);
  CHECK(drift.codes_moved >= 1);
  CHECK(drift.vacancies_moved >= 500);
  CHECK(drift.recount_is_due());
}

TEST_CASE("a recount is due from more than one in fifty on, of the vacancies or of the cells") {
  CHECK_FALSE(CountDrift{.vacancies_moved = 2, .vacancies = 100, .cells_moved = 1, .cells = 50}.recount_is_due());
  CHECK(CountDrift{.vacancies_moved = 3, .vacancies = 100, .cells_moved = 1, .cells = 50}.recount_is_due());
  CHECK(CountDrift{.vacancies_moved = 2, .vacancies = 100, .cells_moved = 2, .cells = 50}.recount_is_due());
  CHECK_FALSE(CountDrift{}.recount_is_due());
}

}  // namespace
}  // namespace schakel
