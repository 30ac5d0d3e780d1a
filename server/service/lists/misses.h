// Who fails exactly one MUST and would pass the filters of a request, and where they would have stood in its list:
// engine/advice/near_misses.h with filters.
#pragma once

#include <vector>

#include "engine/advice/near_misses.h"
#include "server/service/lists/ranked_list.h"

namespace schakel {

// The k > 0 best. Cost: that of near_misses(), and of the filter.
[[nodiscard]] std::vector<NearMiss> seeker_misses(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query,
                                                  std::uint32_t k);
[[nodiscard]] std::vector<NearMiss> vacancy_misses(Matcher& matcher, const SeekerSide& seeker, const PageQuery& query,
                                                   std::uint32_t k);

}  // namespace schakel
