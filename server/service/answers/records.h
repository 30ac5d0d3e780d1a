// Records in and out.
#pragma once

#include "server/service/api/records.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> get_seeker(Call& call, const api::RecordRequest& request, api::SeekerRecord& answer);
[[nodiscard]] Answered<void> get_vacancy(Call& call, const api::RecordRequest& request, api::VacancyRecord& answer);
[[nodiscard]] Answered<void> put_seeker(Call& call, const api::SeekerRecord& request, api::WriteAnswer& answer);
[[nodiscard]] Answered<void> put_vacancy(Call& call, const api::VacancyRecord& request, api::WriteAnswer& answer);
[[nodiscard]] Answered<void> delete_seeker(Call& call, const api::RecordRequest& request, api::WriteAnswer& answer);
[[nodiscard]] Answered<void> delete_vacancy(Call& call, const api::RecordRequest& request, api::WriteAnswer& answer);
[[nodiscard]] Answered<void> write_batch(Call& call, const api::BatchRequest& request, api::BatchAnswer& answer);

}  // namespace schakel
