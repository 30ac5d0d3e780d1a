// Criteria that a single comparison per seeker decides, for 64 seekers at once.
#pragma once

#include <cstdint>

#include "index/epoch/epoch.h"

namespace schakel {

// A bit for each of the 64 seekers from `first` on: set unless hours or shifts fail, or the place is certainly out of
// reach. Exact for hours and shifts; for travel a set bit still needs the exact distance.
[[nodiscard]] std::uint64_t not_ruled_out(const FilterSpans& filters, std::size_t first, const VacancyScalars& vacancy);

// The same, one seeker after another, for processors without AVX2 and for tests.
[[nodiscard]] std::uint64_t not_ruled_out_plainly(const FilterSpans& filters, std::size_t first,
                                                  const VacancyScalars& vacancy);

}  // namespace schakel
