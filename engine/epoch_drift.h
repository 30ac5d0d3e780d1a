// What is as it was in an earlier epoch: the same people and vacancies with the same facts, so that what a pair of them
// scores is known but for the counts.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "index/epoch/epoch.h"

namespace schakel {

struct EpochDrift {
  static constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

  struct Side {
    std::vector<std::uint32_t> now;   // per number then: that of the record with this id now, or kNobody
    std::vector<std::uint32_t> then;  // per number now: the other way round
    std::vector<std::uint8_t> same;   // per number now: 1: whatever a score reads is what it was, `shift` apart
  };
  Side seekers, vacancies;
  // Per seeker now that is the same: by how much their own position lifts every pair of theirs, in totals times 4096.
  std::vector<std::int32_t> shift;
};

// Compares two whole epochs column by column; codes and items by what they stand for. A vacancy whose units or position
// are others is not the same. Nothing when they cannot be compared: another strategy, year, taxonomy or places, or one
// of them lies over a base. In parallel; cost: about 1 us per record.
[[nodiscard]] std::optional<EpochDrift> drift_between(const Epoch& then, const Epoch& now);

}  // namespace schakel
