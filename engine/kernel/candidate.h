// From a candidate of the kernel to an exact total, or to "not eligible".
#pragma once

#include <cstdint>
#include <optional>

#include "engine/kernel/block_scorer.h"
#include "engine/pair.h"
#include "index/epoch/epoch.h"

namespace schakel {

// One vacancy against candidates: what is the same for all of them is looked up once.
class CandidateScorer {
 public:
  CandidateScorer(const Epoch& epoch, const CategoryWeights& weights, VacancyId vacancy);

  // The total of an eligible pair, or nothing. Requires that no MUST fails and that `accumulated` is of this pair.
  [[nodiscard]] std::optional<std::uint32_t> total(const Candidate& candidate, SeekerId seeker) const {
    const SeekerScalars& s = epoch_.seeker_scalars[seeker.value];
    std::uint32_t points = 0;
    if (v_.remote_percent != 100 || v_.x_m != kNoPlace) {
      if (v_.x_m != kNoPlace && s.x_m != kNoPlace) {
        const std::uint32_t distance = epoch_.model().distance_m(v_.x_m - s.x_m, v_.y_m - s.y_m);
        if (distance > s.bound_m.high && v_.remote_percent != 100) return std::nullopt;
        points = epoch_.model().decay(distance, s.bound_m.low);
      }
    }
    if (hours_verdict(s, v_) == Verdict::kFails || shift_verdict(s, v_) == Verdict::kFails) return std::nullopt;
    // Wish points of sector and contract form alone are no evidence.
    if (candidate.demand() == 0 && candidate.wish() <= other_wish_ && !wishes_occupation(seeker)) return std::nullopt;
    return total_of(weights_, candidate.demand(), candidate.wish(), 0, with_remote(points, v_.remote_percent));
  }

 private:
  [[nodiscard]] bool wishes_occupation(SeekerId seeker) const;

  const Epoch& epoch_;
  const CategoryWeights& weights_;
  const VacancyScalars& v_;
  const Item* occupation_ = nullptr;
  std::uint32_t other_wish_ = 0;  // units of the offer items that are not the occupation
};

}  // namespace schakel
