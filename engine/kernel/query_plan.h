// The plan of a vacancy that may be new to the epoch: what it asks and no vacancy of the epoch asks has no postings.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/kernel/plan.h"
#include "index/epoch/guest.h"

namespace schakel {

// Exactness. An item without postings is given to everybody in full, so sums and bounds are never too low; settle()
// then takes the evaluated item instead. A MUST whose pass lists are not complete is left to settle() too.
class QueryPlan {
 public:
  // `waived`: a MUST item that is not to exclude anybody.
  QueryPlan(const GuestBook& book, const VacancyView& vacancy, std::optional<ItemId> waived = std::nullopt);

  // What everybody has of the items without postings, as in plan.h.
  [[nodiscard]] std::uint32_t everybody() const { return everybody_; }

  // `position` is the vacancy's side of P, low.
  [[nodiscard]] VacancyPlan plan(std::uint32_t position) const { return {lists_, musts_, position, everybody_}; }

  // Whether what the kernel gathers is exact already, as for every record of the epoch.
  [[nodiscard]] bool is_settled() const { return unposted_.empty() && unposted_musts_.empty(); }
  // What the seeker has exactly, of what the kernel gathered for it: nothing when a MUST fails after all, or there is
  // no evidence. Cost: an evaluation per item without postings; none for a record of the epoch.
  [[nodiscard]] std::optional<std::uint32_t> settle(std::uint32_t accumulated, const SeekerView& seeker) const;

 private:
  [[nodiscard]] std::uint32_t gathered(const VacancyItem& entry, std::uint32_t quality) const;

  const GuestBook& book_;
  std::vector<PlannedList> lists_;
  std::vector<ItemId> musts_;
  std::uint32_t everybody_ = 0;
  std::vector<VacancyItem> unposted_;
  std::vector<ItemId> unposted_musts_;
};

}  // namespace schakel
