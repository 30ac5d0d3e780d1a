// Days after the first: which records a day re-issues, and what has changed in them.
#pragma once

#include <cstdint>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "loaders/synthetic/world.h"

namespace schakel {

// Whether a day (from 1) changes the record: one in fifty. Thread-safe.
[[nodiscard]] bool changes_on(std::uint64_t seed, Stream stream_of_day, std::uint64_t number, std::uint32_t day);

// A move, other hours, a licence, a language learned, or the end of the search; a profile that had ended comes back.
void change(const World& world, Date today, Random& random, Seeker& seeker);

// Filled, extended, other hours, another strength of a requirement, one requirement less.
void change(Date today, Random& random, Vacancy& vacancy);

}  // namespace schakel
