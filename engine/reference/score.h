// Criteria and categories of one pair (docs/model.md, sections 4 and 5).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/schema/strategy.pb.h"
#include "engine/reference/records.h"
#include "engine/reference/reference.h"

namespace schakel::reference {

// The criteria that need no item.
struct Terms {
  std::optional<std::uint64_t> distance_m;
  ReferenceVerdict travel = ReferenceVerdict::kUnknown;
  ReferenceVerdict hours = ReferenceVerdict::kUnknown;
  ReferenceVerdict shift_work = ReferenceVerdict::kUnknown;
  [[nodiscard]] bool fail() const;
};

struct Score {
  Terms terms;
  std::vector<ReferenceInterval> qualities;            // beside the vacancy's items
  std::vector<std::optional<ReferenceVerdict>> musts;  // beside the vacancy's items; of a MUST only
  ReferenceInterval demand, wish, position, region, total;
  bool eligible = false;
};

[[nodiscard]] Terms terms(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Strategy& strategy);

// `year` is the year of the epoch's date; `terms` are those of the pair. The positions of both must have been counted.
[[nodiscard]] Score score(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Terms& terms,
                          const Strategy& strategy, std::uint32_t year);

// Of a MUST item.
[[nodiscard]] ReferenceVerdict must_verdict(const ReferenceInterval& quality, std::uint32_t must_quality);

// What an item contributes to its category: floor(a * q / 256).
[[nodiscard]] std::uint32_t contribution(const Item& item, std::uint32_t quality);

// Road metres.
[[nodiscard]] std::uint64_t distance_m(const Point& a, const Point& b, const Travelling& travelling);

// decay(f), f in 0..1024.
[[nodiscard]] std::uint32_t decay(std::uint64_t f, const Travelling& travelling);

// R.
[[nodiscard]] ReferenceInterval region(const std::optional<std::uint64_t>& distance_m, const TravelBound& bound,
                                       std::uint32_t remote_percent, const Travelling& travelling);

}  // namespace schakel::reference
