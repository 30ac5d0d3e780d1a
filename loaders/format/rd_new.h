// Geographic coordinates (WGS84, degrees) to the national grid of the Netherlands (Rijksdriehoeksstelsel, RD New, whole
// metres): the approximation by polynomials of F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor
// de transformatie tussen RD- en WGS84-kaartcoordinaten" (Geodesia, 2001). Within half a metre on land; meaningless far
// outside the Netherlands.
#pragma once

#include <cstdint>

namespace schakel {

struct RdPoint {
  std::int32_t x_m = 0;  // eastward,  about  10,000 .. 280,000 on land
  std::int32_t y_m = 0;  // northward, about 305,000 .. 620,000 on land
  friend bool operator==(const RdPoint&, const RdPoint&) = default;
};

// Whether a point lies in the box around the Netherlands: latitude 50.7..53.6, longitude 3.2..7.3.
[[nodiscard]] bool in_the_netherlands(double latitude, double longitude);

[[nodiscard]] RdPoint to_rd(double latitude, double longitude);

}  // namespace schakel
