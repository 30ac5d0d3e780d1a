#include "loaders/format/rd_new.h"

#include <array>
#include <cmath>

namespace schakel {
namespace {

// The tower of Our Lady in Amersfoort, where the grid is anchored.
constexpr double kLatitude = 52.15517440;
constexpr double kLongitude = 5.38720621;
constexpr double kX = 155000;
constexpr double kY = 463000;

// coefficient * (0.36 * d latitude)^p * (0.36 * d longitude)^q
struct Term {
  int p;
  int q;
  double coefficient;
};

constexpr std::array kEastward{
    Term{0, 1, 190094.945}, Term{1, 1, -11832.228}, Term{2, 1, -114.221}, Term{0, 3, -32.391}, Term{1, 0, -0.705},
    Term{3, 1, -2.340},     Term{1, 3, -0.608},     Term{0, 2, -0.008},   Term{2, 3, 0.148},
};
constexpr std::array kNorthward{
    Term{1, 0, 309056.544}, Term{0, 2, 3638.893}, Term{2, 0, 73.077}, Term{1, 2, -157.984}, Term{3, 0, 59.788},
    Term{0, 1, 0.433},      Term{2, 2, -6.439},   Term{1, 1, -0.032}, Term{0, 4, 0.092},    Term{1, 4, -0.054},
};

std::int32_t metres(double origin, const auto& terms, double latitude, double longitude) {
  double sum = origin;
  for (const Term& term : terms) sum += term.coefficient * std::pow(latitude, term.p) * std::pow(longitude, term.q);
  return static_cast<std::int32_t>(std::lround(sum));
}

}  // namespace

bool in_the_netherlands(double latitude, double longitude) {
  return latitude >= 50.7 && latitude <= 53.6 && longitude >= 3.2 && longitude <= 7.3;
}

RdPoint to_rd(double latitude, double longitude) {
  const double p = 0.36 * (latitude - kLatitude);
  const double q = 0.36 * (longitude - kLongitude);
  return {metres(kX, kEastward, p, q), metres(kY, kNorthward, p, q)};
}

}  // namespace schakel
