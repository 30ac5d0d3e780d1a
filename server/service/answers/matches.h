// The seekers for a vacancy, the vacancies for a seeker.
#pragma once

#include "server/service/api/matches.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> match_vacancy(Call& call, const api::VacancyMatchesRequest& request,
                                           api::VacancyMatches& answer);
[[nodiscard]] Answered<void> match_seeker(Call& call, const api::SeekerMatchesRequest& request,
                                          api::SeekerMatches& answer);

}  // namespace schakel
