// A logged list once more.
#pragma once

#include "server/service/api/matches.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> replay_match(Call& call, const api::ReplayRequest& request, api::ReplayAnswer& answer);

}  // namespace schakel
