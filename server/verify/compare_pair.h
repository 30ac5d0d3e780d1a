// One pair as the engine explains it against the same pair by the reference scorer.
#pragma once

#include <optional>
#include <string>

#include "engine/reference/reference.h"
#include "index/epoch/epoch.h"

namespace schakel {

// The first thing that differs, as "region is 12..40, the reference says 12..44"; nothing when all is equal: what is
// eligible, low and high of the total and of each category, the points, the distance, and of each item its code, units,
// quality and points.
[[nodiscard]] std::optional<std::string> wrong_pair(const Epoch& epoch, VacancyId vacancy, SeekerId seeker,
                                                    const ReferencePair& expected);

}  // namespace schakel
