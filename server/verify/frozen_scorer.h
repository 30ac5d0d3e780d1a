// Pairs of an epoch by the reference scorer, from the records as they were frozen.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/reference/records.h"
#include "engine/reference/taxonomy.h"
#include "index/epoch/epoch.h"

namespace schakel {

// What follows from counts over everybody, the units of items and the positions, is taken as it was frozen; all else is
// read anew. Immutable.
class FrozenScorer {
 public:
  // Relates all concepts: two seconds for the whole of ESCO. The epoch must outlive it.
  explicit FrozenScorer(const Epoch& epoch);

  // A record, prepared for any number of pairs; some 10 us. Nothing when the items of the vacancy are not those that
  // units were frozen for. Requires has() of the seeker. They refer to this scorer.
  [[nodiscard]] std::optional<reference::VacancyFacts> vacancy(VacancyId id) const;
  [[nodiscard]] reference::SeekerFacts seeker(SeekerId id) const;

  // Of an eligible pair, else nothing. A few microseconds; a tenth of one where a criterion fails.
  [[nodiscard]] std::optional<std::uint32_t> total(const reference::VacancyFacts& vacancy,
                                                   const reference::SeekerFacts& seeker) const;

 private:
  const Epoch& epoch_;
  const Strategy& strategy_;
  reference::Taxonomy taxonomy_;
  reference::Geography geography_;
};

}  // namespace schakel
