// Who fails exactly one MUST and would be in the list of a request without it, and where they would have stood there.
#pragma once

#include <vector>

#include "engine/advice/near_misses.h"
#include "server/service/lists/ranked_list.h"

namespace schakel {

// The k > 0 best, of the whole list: `top` and `after` are not looked at. Requires `passende_arbeid`. Cost: that of
// near_misses(), where `passes` and `remains` are asked of each pair that could count.
[[nodiscard]] std::vector<NearMiss> seeker_misses(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query,
                                                  std::uint32_t k);
[[nodiscard]] std::vector<NearMiss> vacancy_misses(Matcher& matcher, const SeekerSide& seeker, const PageQuery& query,
                                                   std::uint32_t k);

}  // namespace schakel
