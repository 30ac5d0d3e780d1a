// Epochs, state, and who asks.
#pragma once

#include "server/service/api/operation.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> list_epochs(Call& call, api::Epochs& answer);
[[nodiscard]] Answered<void> current_epoch(Call& call, api::Epoch& answer);
[[nodiscard]] Answered<void> build_epoch_now(Call& call, const api::BuildRequest& request, api::BuildState& answer);
[[nodiscard]] Answered<void> tell_status(Call& call, api::Status& answer);
[[nodiscard]] Answered<void> tell_session(Call& call, api::Session& answer);
[[nodiscard]] Answered<void> tell_live(Call& call, api::Health& answer);
[[nodiscard]] Answered<void> tell_ready(Call& call, api::Health& answer);

// Parts of several answers.
void fill_epoch(const LiveStatus& status, Market market, api::Epoch& epoch);
void fill_build(const LiveStatus& status, api::BuildState& state);

}  // namespace schakel
