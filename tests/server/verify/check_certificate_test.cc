#include "server/verify/check_certificate.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>
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

bool any_contains(const CertificateCheck& found, const std::string& part) {
  return std::ranges::any_of(found.first, [&](const std::string& wrong) { return contains(wrong, part); });
}

// Lists by an engine that does not see the hours of vacancies as the records have them.
struct MisreadHours : TestRun {
  explicit MisreadHours(std::uint8_t hours)
      : TestRun(5, testing::random_market(5001, 300, 50)),
        scalars(epoch().vacancy_scalars.begin(), epoch().vacancy_scalars.end()) {
    for (VacancyScalars& vacancy : scalars) vacancy.hours_min = vacancy.hours_max = hours;
    const_cast<Epoch&>(epoch()).vacancy_scalars = scalars;
    lists = rematch(epoch(), {.k = top});
    reopen();
  }
  std::vector<VacancyScalars> scalars;
};

void remove_row(MatchRows& rows, std::size_t list, std::size_t row) {
  rows.rows.erase(rows.rows.begin() + static_cast<std::ptrdiff_t>(rows.begin[list] + row));
  for (std::size_t i = list + 1; i < rows.begin.size(); ++i) --rows.begin[i];
}

}  // namespace

TEST_CASE("what a rematch leaves behind holds for all its lists") {
  std::uint64_t passed_over = 0, eligible = 0;
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
    CHECK(found.origin == Origin::kCompared);
    CHECK(found.cells == made.epoch().blocks());  // 64 seekers each
    CHECK(found.pairs == 5000);
    CHECK_FALSE(found.all_pairs);
    passed_over += found.cells_passed_over;
    eligible += found.eligible;
  }
  CHECK(passed_over > 20);
  CHECK(eligible > 500);
}

TEST_CASE("a row that one side lacks is found") {
  const std::string wrong = after_mistake([](MatchLists& lists, std::uint32_t v) {
    remove_row(lists.vacancies, v, 1);
    lists.certificate.vacancies[v] = 0;  // else the list, no longer full, contradicts its threshold
  });
  CHECK(contains(wrong, " lacks "));
}

TEST_CASE("a row that both sides lack is found when there are no more pairs than are scored") {
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

TEST_CASE("what the engine misreads is found, for pairs are scored from the records") {
  const MisreadHours too_many(200), unknown(kUnknown8);
  for (const std::uint64_t pairs : {2'000, 1'000'000}) {
    CHECK(any_contains(check(too_many, pairs), " lacks "));
    CHECK(any_contains(check(unknown, pairs), ", and the pair is not eligible"));
    CHECK(check(unknown, pairs).all_pairs == (pairs > 2'000));
  }
  CHECK(check(too_many).differences + check(unknown).differences == 0);  // both sides of the lists agree
}

TEST_CASE("the seed alone decides which pairs are scored") {
  const MisreadHours made(200);
  const auto scored = [&](std::uint64_t seed, int threads) {
    const auto found = check_certificate(made.epoch(), *made.run, {.pairs = 1501, .seed = seed, .threads = threads});
    CHECK(found.pairs == 1501);
    return std::pair(found.eligible, found.differences);
  };
  const auto first = scored(1, 1);
  CHECK(first.first > 0);
  CHECK(scored(1, 3) == first);
  bool another = false;
  for (std::uint64_t seed = 2; seed < 6; ++seed) another |= scored(seed, 2) != first;
  CHECK(another);
}

TEST_CASE("only lists that were carried over may end in the midst of their reserve") {
  const TestRun made(5, testing::random_market(5001, 300, 50));
  std::uint32_t v = 0;
  const auto rows = [&] { return (*made.run)[VacancyId{v}]; };
  while (rows().size() < 5 || rows()[3].total == rows()[4].total) REQUIRE(++v < made.epoch().vacancies());
  const auto check_as = [&](Origin origin) {
    MatchLists lists = made.lists;
    lists.certificate.origin = origin;
    lists.certificate.cell_visits.clear();
    lists.certificate.vacancies[v] = rows()[3].total;
    remove_row(lists.vacancies, v, 4);
    const auto folder = made.folder / std::string(name_of(origin));
    REQUIRE(write_run(lists, made.epoch(), 3, folder, 2));
    const auto run = Run::open(folder, made.epoch());
    REQUIRE(run);
    const CertificateCheck found = check_certificate(made.epoch(), **run, {});
    CHECK(found.origin == origin);
    CHECK(found.cells == 0);
    return found;
  };
  const CertificateCheck carried_over = check_as(Origin::kCarriedOver);
  for (const std::string& wrong : carried_over.first) FAIL_CHECK(wrong);
  CHECK(any_contains(check_as(Origin::kBroughtUpToDate), "the list is not full"));
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
  CHECK(any_contains(found, "is not within the bounds of cell"));
}

}  // namespace schakel::test
