// A random market as an epoch, with a book for guests and the reference scorer beside it.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "engine/match.h"
#include "engine/reference/reference.h"
#include "index/epoch/guest.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel::testing {

struct Fixture {
  explicit Fixture(std::uint64_t seed) : Fixture(random_market(seed)) {}
  explicit Fixture(RandomMarket made)
      : market(std::move(made)),
        test(market),
        oracle(market.strategy, market.date, market.concepts, market.places, market.seekers, market.vacancies),
        book(*test.epoch),
        weights(test.epoch->model().weights) {}
  [[nodiscard]] const Epoch& epoch() const { return *test.epoch; }

  RandomMarket market;
  TestEpoch test;
  ReferenceMarket oracle;
  GuestBook book;
  CategoryWeights weights;
};

// A pair as the reference sees it, in a list.
struct OracleRow {
  std::uint32_t total = 0;
  std::uint64_t tie = 0;
  std::string id;
  ReferencePair pair;
};

[[nodiscard]] inline bool stands_above(const OracleRow& a, const OracleRow& b) {
  return std::tie(b.total, a.tie, a.id) < std::tie(a.total, b.tie, b.id);
}

// All active seekers with a vacancy, active vacancies with a seeker, whether eligible or not, best first.
[[nodiscard]] inline std::vector<OracleRow> oracle_rows(const Fixture& made, const Vacancy& vacancy) {
  std::vector<OracleRow> rows;
  for (const Seeker& seeker : made.market.seekers)
    if (made.epoch().find_seeker(seeker.id())) {
      ReferencePair pair = made.oracle.score(vacancy, seeker);
      rows.push_back({pair.total.low, pair.tie, seeker.id(), std::move(pair)});
    }
  std::ranges::sort(rows, stands_above);
  return rows;
}

[[nodiscard]] inline std::vector<OracleRow> oracle_rows(const Fixture& made, const Seeker& seeker) {
  std::vector<OracleRow> rows;
  for (const Vacancy& vacancy : made.market.vacancies)
    if (made.epoch().find_vacancy(vacancy.id())) {
      ReferencePair pair = made.oracle.score(vacancy, seeker);
      rows.push_back({pair.total.low, pair.tie, vacancy.id(), std::move(pair)});
    }
  std::ranges::sort(rows, stands_above);
  return rows;
}

[[nodiscard]] inline std::vector<OracleRow> only_eligible(std::vector<OracleRow> rows) {
  std::erase_if(rows, [](const OracleRow& row) { return !row.pair.eligible; });
  return rows;
}

}  // namespace schakel::testing
