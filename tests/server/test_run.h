// The lists of a random market in a folder that goes with them; and the same lists with a mistake in them.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>

#include "engine/match_lists.h"
#include "engine/rematch.h"
#include "tests/support/random_market.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_epoch.h"

namespace schakel::test {

struct TestRun {
  TestRun(std::uint64_t seed, std::uint32_t k) : TestRun(k, testing::random_market(seed)) {}
  TestRun(std::uint32_t k, testing::RandomMarket made)
      : market(std::move(made)), epoch_in_folder(market), lists(rematch(epoch(), {.k = k})), top(k) {
    reopen();
  }

  [[nodiscard]] const Epoch& epoch() const { return *epoch_in_folder.epoch; }

  // Seals the lists as they are now, whatever was done to them.
  void reopen() {
    const auto place = folder / ("run" + std::to_string(++sealed));
    const auto written = write_run(lists, epoch(), top, place);
    if (!written) FAIL(written.error().message);
    auto opened = Run::open(place, epoch());
    if (!opened) FAIL(opened.error().message);
    run = *std::move(opened);
  }

  testing::RandomMarket market;
  testing::TestEpoch epoch_in_folder;
  testing::TempFolder folder;
  MatchLists lists;
  std::uint32_t top;
  int sealed = 0;
  std::unique_ptr<const Run> run;
};

// A market by its seed in which some list of a vacancy has at least `rows` rows.
inline std::unique_ptr<TestRun> run_with_rows(std::uint32_t k, std::size_t rows) {
  for (std::uint64_t seed = 1; seed < 100; ++seed) {
    auto made = std::make_unique<TestRun>(seed, k);
    for (std::uint32_t v = 0; v < made->epoch().vacancies(); ++v)
      if ((*made->run)[VacancyId{v}].size() >= rows) return made;
  }
  FAIL("no market has a list of " << rows << " rows");
  return nullptr;
}

}  // namespace schakel::test
