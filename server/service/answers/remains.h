// Where something of an erased record still is, and until when: for who asked to be forgotten.
#pragma once

#include <string>
#include <vector>

#include "server/service/call.h"

namespace schakel {

// Sentences, of every epoch on the disk and what else there is. Cost: that of epochs_that_hold() (server/remains.h).
[[nodiscard]] std::vector<std::string> what_remains(Shared& shared, RecordKind kind, std::string_view id);

}  // namespace schakel
