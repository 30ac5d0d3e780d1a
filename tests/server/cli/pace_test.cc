#include "server/cli/pace.h"

#include <catch2/catch.hpp>
#include <chrono>

using schakel::cli::Pace;
using std::chrono::seconds;

TEST_CASE("the pace of a task is that since it was first heard of") {
  const Pace::Time start{};
  Pace pace;
  CHECK_FALSE(pace.per_second());
  CHECK_FALSE(pace.seconds_left());
  // Half of it was done by an attempt before, and is counted at once.
  pace.update(start + seconds(10), 5000, 500, 1000);
  CHECK_FALSE(pace.per_second());
  CHECK_FALSE(pace.seconds_left());
  pace.update(start + seconds(20), 6000, 600, 1000);
  CHECK(pace.per_second() == 100);
  CHECK(pace.seconds_left() == 40);
  pace.update(start + seconds(30), 10'000, 1000, 1000);
  CHECK(pace.per_second() == 250);
  CHECK(pace.seconds_left() == 0);
}

TEST_CASE("without a total there is a pace and no end") {
  const Pace::Time start{};
  Pace pace;
  pace.update(start, 0, 0, 0);
  pace.update(start + seconds(4), 10, 0, 0);
  CHECK(pace.per_second() == 2.5);
  CHECK_FALSE(pace.seconds_left());
}
