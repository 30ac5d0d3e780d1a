// Markets on the starter taxonomy, for the tests of this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loaders/synthetic/market.h"

namespace schakel {

// The embedded taxonomy and places, read once.
[[nodiscard]] const MarketInput& starter_input();

// Requires that the market can be created.
[[nodiscard]] std::unique_ptr<GeneratedMarket> starter_market(const MarketParameters& parameters);

// All records of a delivery, in order; threads take turns with the chunks.
[[nodiscard]] std::vector<Record> read_all(GeneratedMarket& market, std::size_t threads = 1);

// Deterministic bytes of records.
[[nodiscard]] std::string bytes_of(const std::vector<Record>& records);

// 20,000 jobseekers and 20,000 vacancies, made once.
[[nodiscard]] const std::vector<Seeker>& many_seekers();
[[nodiscard]] const std::vector<Vacancy>& many_vacancies();

// How many of them are so, in tenths of a percent.
template <class Records, class Predicate>
[[nodiscard]] std::size_t permille(const Records& records, const Predicate& predicate) {
  std::size_t count = 0;
  for (const auto& record : records) count += predicate(record) ? 1 : 0;
  return 1000 * count / records.size();
}

}  // namespace schakel
