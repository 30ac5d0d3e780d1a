// Employers that do not exist, with names that could. Any likeness to a real one is chance.
#pragma once

#include <cstdint>
#include <string>

#include "loaders/synthetic/random.h"
#include "loaders/synthetic/towns.h"
#include "loaders/synthetic/traits.h"

namespace schakel {

struct EmployerIdentity {
  std::string name;
  std::string sector;  // SBI 2008
};

// An employer in a town for a kind of work. There are only a few of each, so that the same ones come back, the first of
// them most. Reads `random` to choose; the name follows from the seed and the choice alone.
[[nodiscard]] EmployerIdentity draw_employer(std::uint64_t seed, const Traits& traits, const Town& town,
                                             Random& random);

// The same for an agency, whatever the work.
[[nodiscard]] EmployerIdentity draw_agency(std::uint64_t seed, const Town& town, Random& random);

}  // namespace schakel
