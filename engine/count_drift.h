// How far the counts that an epoch over a base is scored with are from those of its own records: whether it is time to
// count anew, with schakel index.
#pragma once

#include <cstdint>

#include "index/epoch/epoch.h"

namespace schakel {

struct CountDrift {
  std::uint64_t codes = 0;            // that vacancies name, by kind
  std::uint64_t codes_moved = 0;      // of which the specificity would be another
  std::uint64_t vacancies_moved = 0;  // with such a code, so that the units of their items may be others
  std::uint64_t vacancies = 0;
  std::uint64_t cells_moved = 0;  // of the labour market, that would be in another class of tension
  std::uint64_t cells = 0;        // with vacancies or seekers

  // More than one in fifty of the vacancies or of the cells: from then on the lists differ visibly from those of new
  // counts. (With all counts new, about half of the rows of a list whose vacancy moved have another total.)
  [[nodiscard]] bool recount_is_due() const { return 50 * vacancies_moved > vacancies || 50 * cells_moved > cells; }
};

// Nothing moves in an epoch without a base. Cost: about 0.1 us per vacancy's item and per seeker.
[[nodiscard]] CountDrift count_drift(const Epoch& epoch);

}  // namespace schakel
