// A random market some time later: records came, changed and went, and perhaps days passed. The taxonomy, the places
// and the strategy are the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/epoch/overlay/changed_records.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

struct EditedMarket {
  RandomMarket market;
  ChangedKeys keys;  // of all records that are not what they were
};

// Another seed gives new records other ids. Each record is changed, erased, or followed by a new one with a chance of
// `percent` together. With `later`, the date is one of the days after, of the same year.
[[nodiscard]] EditedMarket edited_market(const RandomMarket& before, std::uint64_t seed, std::uint32_t percent,
                                         bool later);

}  // namespace schakel::testing
