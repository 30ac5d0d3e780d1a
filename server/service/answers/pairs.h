// One pair: its score, why, and why not.
#pragma once

#include "server/service/api/pairs.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> score_of_pair(Call& call, const api::PairRequest& request, api::PairScore& answer);
[[nodiscard]] Answered<void> explain_pair(Call& call, const api::PairRequest& request, api::Explained& answer);
[[nodiscard]] Answered<void> why_not_pair(Call& call, const api::PairRequest& request, api::WhyNot& answer);

}  // namespace schakel
