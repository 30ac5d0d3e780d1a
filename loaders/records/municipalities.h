// The municipalities of data/reference/municipalities.tsv, and which of them a postcode lies in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "loaders/format/rd_new.h"

namespace schakel {

struct Municipality {
  std::string_view code;    // of CBS, "0363"
  std::string_view name;    // "Amsterdam"
  std::string_view region;  // code in regions.tsv
  RdPoint centre;
  int inhabitants = 0;
  int postcode_from = 0;  // main range of postcodes
  int postcode_to = 0;
};

// In order of code. kBadInput only when the table is not as data/reference/README.md says.
[[nodiscard]] Result<std::vector<Municipality>> read_municipalities();

[[nodiscard]] std::int64_t square_distance(RdPoint a, RdPoint b);  // m2

// The nearest centre; the lower code among equals. Requires that there are municipalities.
[[nodiscard]] const Municipality& nearest_municipality(const std::vector<Municipality>& municipalities, RdPoint place);

}  // namespace schakel
