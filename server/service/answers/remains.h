// Where something of an erased record still is, and until when: for who asked to be forgotten.
#pragma once

#include <string>
#include <vector>

#include "server/service/call.h"

namespace schakel {

// Sentences. Cost: a search by id in each epoch that answers.
[[nodiscard]] std::vector<std::string> what_remains(Shared& shared, RecordKind kind, std::string_view id);

}  // namespace schakel
