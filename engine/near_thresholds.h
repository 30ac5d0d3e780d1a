// Where lists of vacancies begin that nothing is known of: the vacancy is first matched with one block of seekers that
// live near it. The k-th best of those bounds the list's k-th best from below. Without, a list that comes to its best
// seekers last would take in thousands of others before.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/plan.h"
#include "engine/rematch_progress.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Gives the vacancies whose threshold is 0 one; no thresholds are as many of 0. In parallel. Cost: a visit of a block
// per such vacancy, and a distance per block.
void raise_by_near_pairs(const Epoch& epoch, const PlanTable& plans, std::uint32_t k,
                         std::vector<std::uint16_t>& thresholds, const RematchProgress& progress = {});

}  // namespace schakel
