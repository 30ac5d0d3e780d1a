// Jobseekers of the synthetic market.
#pragma once

#include <cstdint>
#include <string>

#include "data/schema/seeker.pb.h"
#include "loaders/synthetic/world.h"

namespace schakel {

// The seeker with this number (from 1) as registered on a day, with the holes that real profiles have: 40 % tell no
// level of education, 10 to 30 % none of each other field, 3 % no competence. Thread-safe; a few microseconds.
[[nodiscard]] Seeker make_seeker(const World& world, std::uint64_t number, Date day);

// "1011AB" (two in three) or "1011".
[[nodiscard]] std::string draw_postcode(const Town& town, Random& random);

}  // namespace schakel
