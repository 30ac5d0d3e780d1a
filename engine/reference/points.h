// How a total is told to people (docs/model.md, section 7).
#pragma once

#include "data/schema/strategy.pb.h"
#include "engine/reference/records.h"
#include "engine/reference/reference.h"
#include "engine/reference/score.h"

namespace schakel::reference {

// The score with its words and points.
[[nodiscard]] ReferencePair tell(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Score& score,
                                 const Strategy& strategy);

}  // namespace schakel::reference
