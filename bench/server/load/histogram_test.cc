#include "bench/server/load/histogram.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/support/random.h"

using schakel::load::Histogram;
using std::chrono::microseconds;

TEST_CASE("quantiles are those of the sorted times, to within one in sixty") {
  schakel::testing::Random random(3);
  Histogram histogram;
  std::vector<double> times;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint32_t us = random.between(0, 1U << random.between(1, 24));
    histogram.add(microseconds(us));
    times.push_back(us / 1000.0);
  }
  std::ranges::sort(times);
  for (const double share : {.01, .5, .9, .99, .999, 1.0}) {
    const double exact = times[static_cast<std::size_t>(std::ceil(share * 20'000)) - 1];
    CHECK(histogram.quantile_ms(share) >= exact - 1e-9);
    CHECK(histogram.quantile_ms(share) <= exact * 1.016 + .001);
  }
  CHECK(histogram.count() == 20'000);
  CHECK(histogram.most_ms() == times.back());
}

TEST_CASE("two histograms together are the histogram of both") {
  Histogram one, two, both;
  for (int i = 0; i < 1000; ++i) {
    (i % 3 == 0 ? one : two).add(microseconds(i * i));
    both.add(microseconds(i * i));
  }
  one.merge(two);
  for (const double share : {.1, .5, .99, 1.0}) CHECK(one.quantile_ms(share) == both.quantile_ms(share));
  CHECK(one.mean_ms() == both.mean_ms());
}

TEST_CASE("an empty histogram tells nothing, and a time before zero counts as zero") {
  CHECK(Histogram().quantile_ms(.99) == 0);
  Histogram histogram;
  histogram.add(microseconds(-5));
  CHECK(histogram.quantile_ms(1) == 0);
}
