#include "loaders/format/rd_new.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/random.h"

namespace schakel {
namespace {

TEST_CASE("the published points come out to the metre") {
  CHECK(to_rd(52.15517440, 5.38720621) == RdPoint{155000, 463000});  // Amersfoort, tower of Our Lady
  CHECK(to_rd(52.37453253, 4.88352559) == RdPoint{120701, 487526});  // Amsterdam, Westertoren
  CHECK(to_rd(53.21938317, 6.56820053) == RdPoint{233883, 582065});  // Groningen, Martinitoren
}

TEST_CASE("small steps have their length on the globe") {
  testing::Random random(9);
  for (int trial = 0; trial < 1000; ++trial) {
    const double latitude = 51 + random.between(0, 2'000'000) / 1e6;
    const double longitude = 4 + random.between(0, 2'500'000) / 1e6;
    const RdPoint here = to_rd(latitude, longitude);
    const RdPoint north = to_rd(latitude + 0.01, longitude);
    const RdPoint east = to_rd(latitude, longitude + 0.01);
    CHECK(std::abs(std::hypot(north.x_m - here.x_m, north.y_m - here.y_m) - 1112.6) < 3);
    const double parallel = 1113.2 * std::cos(latitude * 3.14159265358979 / 180);
    CHECK(std::abs(std::hypot(east.x_m - here.x_m, east.y_m - here.y_m) - parallel) < 5);
  }
}

TEST_CASE("a point far away is not in the Netherlands") {
  CHECK(in_the_netherlands(50.85, 5.69));        // Maastricht
  CHECK(in_the_netherlands(53.48, 6.20));        // Schiermonnikoog
  CHECK_FALSE(in_the_netherlands(4.88, 52.37));  // turned around
  CHECK_FALSE(in_the_netherlands(48.85, 2.35));
  CHECK_FALSE(in_the_netherlands(std::nan(""), 5));
}

}  // namespace
}  // namespace schakel
