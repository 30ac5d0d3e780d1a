// Where lists begin: pairs that are probably good, such as last night's, scored anew. The k-th best of them bounds a
// list's k-th best from below, so whatever is under it can be passed over from the first vacancy on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/plan.h"
#include "engine/match_lists.h"
#include "engine/rematch_progress.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Per seeker the vacancies to try, each once; in the epoch's numbers.
using Seeds = Rows<VacancyId>;

// The pairs of the first `rows` rows of every list of an earlier run, of an epoch with other numbers; whoever is gone
// is left out. In parallel. Cost: about 0.1 us per row and core, and twelve bytes of memory while it works.
[[nodiscard]] Seeds seeds_from(const Epoch& then, const Run& lists, const Epoch& now, std::uint32_t rows,
                               const RematchProgress& progress = {});

// Totals that a list's k-th row reaches at least; 0 where the seeds have fewer than k eligible pairs.
struct Thresholds {
  std::vector<std::uint16_t> seekers, vacancies;
};

// Scores the seeds exactly and in parallel. Cost: about 0.15 us per pair and core.
[[nodiscard]] Thresholds seeded_thresholds(const Epoch& epoch, const PlanTable& plans, const Seeds& seeds,
                                           std::uint32_t k, const RematchProgress& progress = {});

}  // namespace schakel
