// From a candidate of the kernel to an exact total, or to "not eligible".
#pragma once

#include <cstdint>
#include <optional>

#include "engine/kernel/block_scorer.h"
#include "engine/pair.h"
#include "index/epoch/epoch.h"

namespace schakel {

// The total of an eligible pair with that low P, or nothing. The kernel has seen to the evidence and the MUST items.
[[nodiscard]] inline std::optional<std::uint32_t> candidate_total(const Model& model, const CategoryWeights& weights,
                                                                  const Candidate& candidate, std::uint32_t position,
                                                                  const VacancyScalars& v, const SeekerScalars& s) {
  std::uint32_t region = 0;
  if (v.x_m != kNoPlace && s.x_m != kNoPlace) {
    const std::uint32_t distance = model.distance_m(v.x_m - s.x_m, v.y_m - s.y_m);
    if (distance > s.bound_m.high && v.remote_percent != 100) return std::nullopt;
    region = model.decay(distance, s.bound_m.low);
  }
  if (hours_verdict(s, v) == Verdict::kFails || shift_verdict(s, v) == Verdict::kFails) return std::nullopt;
  return total_of(weights, candidate.demand(), candidate.wish(), position, with_remote(region, v.remote_percent));
}

}  // namespace schakel
