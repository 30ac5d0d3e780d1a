// One empty field of a seeker, filled with a random value.
#pragma once

#include "engine/advice/fields.h"
#include "tests/support/random.h"
#include "tests/support/random_codes.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

// Fills what is missing in this field and nothing else; a record may get nothing when its market has no codes for it.
[[nodiscard]] Seeker fill_field(const RandomMarket& market, Seeker seeker, Field field, Random& random);

}  // namespace schakel::testing
