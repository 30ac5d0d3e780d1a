// Advice to a seeker or an employer: docs/advice.md.
#pragma once

#include "server/service/api/advice.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> what_if(Call& call, const api::WhatIfRequest& request, api::WhatIf& answer);
[[nodiscard]] Answered<void> seeker_questions(Call& call, const api::SeekerQuestionsRequest& request,
                                              api::SeekerQuestions& answer);
[[nodiscard]] Answered<void> vacancy_questions(Call& call, const api::VacancyQuestionsRequest& request,
                                               api::VacancyQuestions& answer);
[[nodiscard]] Answered<void> seeker_position(Call& call, const api::PositionRequest& request,
                                             api::SeekerPosition& answer);
[[nodiscard]] Answered<void> vacancy_clinic(Call& call, const api::ClinicRequest& request, api::Clinic& answer);

}  // namespace schakel
