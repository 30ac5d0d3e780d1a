#include "server/verify/check_certificate.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tests/server/test_run.h"

namespace schakel::test {
namespace {

CertificateCheck check(const TestRun& made, std::uint64_t pairs = 0) {
  return check_certificate(made.epoch(), *made.run, {.pairs = pairs});
}

// The first difference after a mistake in the lists of a market.
std::string after_mistake(const std::function<void(MatchLists&, std::uint32_t)>& mistake, std::uint64_t pairs = 0) {
  auto made = run_with_rows(5, 5);
  std::uint32_t v = 0;
  while ((*made->run)[VacancyId{v}].size() < 5) ++v;
  mistake(made->lists, v);
  made->reopen();
  const CertificateCheck found = check(*made, pairs);
  REQUIRE(found.differences > 0);
  REQUIRE_FALSE(found.first.empty());
  return found.first.front();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void remove_row(MatchRows& rows, std::size_t list, std::size_t row) {
  rows.rows.erase(rows.rows.begin() + static_cast<std::ptrdiff_t>(rows.begin[list] + row));
  for (std::size_t i = list + 1; i < rows.begin.size(); ++i) --rows.begin[i];
}

}  // namespace

TEST_CASE("what a rematch leaves behind holds for all its lists") {
  std::uint64_t passed_over = 0;
  for (std::uint64_t seed = 5001; seed <= 5020; ++seed) {
    INFO("market " << seed);
    const auto k = 1 + static_cast<std::uint32_t>(seed % 12);
    const TestRun made(k, testing::random_market(seed, 1500, 50));
    const CertificateCheck found = check(made, 5000);
    for (const std::string& wrong : found.first) FAIL_CHECK(wrong);
    CHECK(found.differences == 0);
    CHECK(found.lists == made.epoch().vacancies() + made.epoch().seekers());
    CHECK(found.rows == made.lists.vacancies.rows.size() + made.lists.seekers.rows.size());
    CHECK(found.seekers == made.epoch().seekers());
    CHECK(found.cells == made.epoch().blocks());  // 64 seekers each
    passed_over += found.cells_passed_over;
  }
  CHECK(passed_over > 20);
}

TEST_CASE("a row that one side lacks is found") {
  const std::string wrong = after_mistake([](MatchLists& lists, std::uint32_t v) {
    remove_row(lists.vacancies, v, 1);
    lists.certificate.vacancies[v] = 0;  // else the list, no longer full, contradicts its threshold
  });
  CHECK(contains(wrong, " lacks "));
}

TEST_CASE("a row that both sides lack is found among pairs at random") {
  const auto mistake = [](MatchLists& lists, std::uint32_t v) {
    const std::uint32_t seeker = lists.vacancies.rows[lists.vacancies.begin[v]].other;
    remove_row(lists.vacancies, v, 0);
    for (std::size_t i = lists.seekers.begin[seeker]; i < lists.seekers.begin[seeker + 1]; ++i)
      if (lists.seekers.rows[i].other == v) return remove_row(lists.seekers, seeker, i - lists.seekers.begin[seeker]);
  };
  CHECK(contains(after_mistake(
                     [&](MatchLists& lists, std::uint32_t v) {
                       mistake(lists, v);
                       std::ranges::fill(lists.certificate.vacancies, std::uint16_t{0});
                       std::ranges::fill(lists.certificate.seekers, std::uint16_t{0});
                     },
                     200'000),
                 " lacks "));
}

TEST_CASE("rows in the wrong order, and two totals for one pair, are found") {
  CHECK(contains(after_mistake([](MatchLists& lists, std::uint32_t v) {
                   const auto first =
                       lists.vacancies.rows.begin() + static_cast<std::ptrdiff_t>(lists.vacancies.begin[v]);
                   std::iter_swap(first, first + 1);
                 }),
                 "not behind the row before"));
  CHECK(contains(
      after_mistake([](MatchLists& lists, std::uint32_t v) { ++lists.vacancies.rows[lists.vacancies.begin[v]].total; }),
      "elsewhere it has"));
}

TEST_CASE("a threshold above the last row is found") {
  CHECK(contains(after_mistake([](MatchLists& lists, std::uint32_t v) { lists.certificate.vacancies[v] = kWeightSum; }),
                 "pairs below 10000 points were passed over"));
  CHECK(contains(after_mistake([](MatchLists& lists, std::uint32_t) { lists.certificate.seekers[0] = kWeightSum; }),
                 "pairs below 10000 points were passed over"));
}

TEST_CASE("a cell that was not compared with all it should is found, and one whose bounds leave somebody out") {
  CHECK(contains(after_mistake([](MatchLists& lists, std::uint32_t) { --lists.certificate.cell_visits[0]; }),
                 "cell 0 was compared with"));
  TestRun made(5, testing::random_market(5001, 300, 50));
  std::vector<Cell> cells(made.epoch().cells.begin(), made.epoch().cells.end());
  const auto placed = std::ranges::find_if(cells, [](const Cell& cell) { return cell.max_x > cell.min_x; });
  REQUIRE(placed != cells.end());
  placed->max_x = placed->min_x;
  const_cast<Epoch&>(made.epoch()).cells = cells;
  const CertificateCheck found = check(made);
  REQUIRE(found.differences > 0);
  CHECK(std::ranges::any_of(
      found.first, [](const std::string& wrong) { return contains(wrong, "is not within the bounds of cell"); }));
}

}  // namespace schakel::test
