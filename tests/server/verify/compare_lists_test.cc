#include "server/verify/compare_lists.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "tests/server/test_run.h"

using namespace schakel;
using namespace schakel::test;

namespace {

Comparison compare(const TestRun& made, const CompareOptions& options = {}) {
  return compare_lists(made.epoch(), *made.run, options);
}

// The first vacancy with at least two rows.
std::uint32_t long_list(const TestRun& made) {
  std::uint32_t v = 0;
  while ((*made.run)[VacancyId{v}].size() < 2) ++v;
  return v;
}

std::vector<std::string> after_mistake(const std::function<void(TestRun&, std::uint32_t)>& mistake) {
  auto made = run_with_rows(5, 3);
  mistake(*made, long_list(*made));
  made->reopen();
  return compare(*made).differences;
}

MatchRow& row_of(TestRun& made, std::uint32_t v, std::size_t i) {
  return made.lists.vacancies.rows[made.lists.vacancies.begin[v] + i];
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the lists of random markets are those of the reference scorer") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("market " << seed);
    const TestRun made(seed, 1 + static_cast<std::uint32_t>(seed % 12));
    const Comparison found = compare(made);
    CHECK(found.differences.empty());
    CHECK(found.vacancy_lists == made.epoch().vacancies());
    CHECK(found.seeker_lists == made.epoch().seekers());
    CHECK(found.rows == made.lists.vacancies.rows.size() + made.lists.seekers.rows.size());
    CHECK(found.pairs == std::uint64_t{2} * made.epoch().vacancies() * made.epoch().seekers());
  }
}

TEST_CASE("a wrong total is found, with its list, its rank and both totals") {
  std::string vacancy, seeker, wrong, right;
  const auto differences = after_mistake([&](TestRun& made, std::uint32_t v) {
    MatchRow& row = row_of(made, v, 1);
    right = std::to_string(row.total++);
    wrong = std::to_string(row.total);
    vacancy = made.epoch().name(VacancyId{v});
    seeker = made.epoch().name(SeekerId{row.other});
  });
  REQUIRE(differences.size() == 1);
  CHECK(differences[0] == "vacancy " + vacancy + ", rank 2: " + seeker + " with " + wrong + ", the reference has " +
                              seeker + " with " + right);
}

TEST_CASE("a row that is left out is found") {
  const auto differences = after_mistake([](TestRun& made, std::uint32_t v) {
    MatchRows& rows = made.lists.vacancies;
    rows.rows.erase(rows.rows.begin() + static_cast<std::ptrdiff_t>(rows.begin[v]));
    for (std::size_t i = v + 1; i < rows.begin.size(); ++i) --rows.begin[i];
  });
  REQUIRE(differences.size() == 1);
  CHECK(contains(differences[0], "rank 1: "));
  CHECK(contains(differences[0], "rows of this list differ"));
}

TEST_CASE("a row too many is found") {
  const auto differences = after_mistake([](TestRun& made, std::uint32_t v) {
    MatchRows& rows = made.lists.vacancies;
    const MatchRow again = rows.rows[rows.begin[v]];
    rows.rows.insert(rows.rows.begin() + static_cast<std::ptrdiff_t>(rows.begin[v + 1]), again);
    for (std::size_t i = v + 1; i < rows.begin.size(); ++i) ++rows.begin[i];
  });
  REQUIRE(differences.size() == 1);
  CHECK(contains(differences[0], "the reference has nobody"));
}

TEST_CASE("two rows in the wrong order are found") {
  const auto differences =
      after_mistake([](TestRun& made, std::uint32_t v) { std::swap(row_of(made, v, 0), row_of(made, v, 1)); });
  REQUIRE(differences.size() == 1);
  CHECK(contains(differences[0], "rank 1: "));
  CHECK(contains(differences[0], "(2 rows of this list differ)"));
}

TEST_CASE("a row about nobody is found") {
  const auto differences =
      after_mistake([](TestRun& made, std::uint32_t v) { row_of(made, v, 0).other = 1'000'000'000; });
  REQUIRE(differences.size() == 1);
  CHECK(contains(differences[0], "a row of number 1000000000, who does not exist"));
}

TEST_CASE("a mistake in a seeker's list is told of the seeker") {
  auto made = run_with_rows(5, 2);
  ++made->lists.seekers.rows.back().total;
  made->reopen();
  const auto differences = compare(*made).differences;
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].starts_with("seeker "));
}

TEST_CASE("a sample has the size asked, follows from the seed alone, and has no list twice") {
  auto made = run_with_rows(5, 2);
  for (MatchRows* rows : {&made->lists.vacancies, &made->lists.seekers})
    for (MatchRow& row : rows->rows) ++row.total;  // every list that is not empty differs
  made->reopen();
  const auto sampled = [&](std::uint32_t size, std::uint64_t seed, int threads) {
    const Comparison found = compare(*made, {.sample = size, .seed = seed, .threads = threads});
    CHECK(found.vacancy_lists == std::min(size, made->epoch().vacancies()));
    CHECK(found.seeker_lists == std::min(size, made->epoch().seekers()));
    return found.differences;
  };
  const auto first = sampled(4, 1, 1);
  CHECK(sampled(4, 1, 4) == first);
  auto different = first;
  std::ranges::sort(different);
  CHECK(std::ranges::adjacent_find(different) == different.end());
  bool another = false;
  for (std::uint64_t seed = 2; seed < 6; ++seed) another |= sampled(4, seed, 2) != first;
  CHECK(another);
  CHECK(sampled(1000, 1, 2).size() > first.size());
  CHECK(sampled(0, 1, 2).empty());
}

TEST_CASE("a comparison tells how far it is, up to all lists") {
  const TestRun made(3, 5);
  std::uint64_t last = 0, all = 1;
  const auto found = compare(made, {.sample = 3, .progress = [&](std::uint64_t done, std::uint64_t total) {
                                      CHECK(done > last);
                                      last = done;
                                      all = total;
                                    }});
  CHECK(last == all);
  CHECK(all == found.vacancy_lists + found.seeker_lists);
}
