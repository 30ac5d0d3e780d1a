// What a vacancy adds to a block: its items as posting lists with a constant weight each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/epoch/epoch.h"

namespace schakel {

// "Everybody on this list gets this much." Demand units stand in the low 16 bits of `weight`, wish units in the high 16:
// each category sums to at most 4096, so neither overflows.
struct PlannedList {
  std::uint32_t list = 0;
  std::uint32_t weight = 0;
};

struct VacancyPlan {
  std::span<const PlannedList> lists;
  std::span<const ItemId> musts;  // those that can fail somebody
};

// Appends the lists and MUST items of one vacancy.
void plan_vacancy(const Epoch& epoch, VacancyId vacancy, std::vector<PlannedList>& lists, std::vector<ItemId>& musts);

// The plans of all vacancies. Immutable once built; about 300 bytes per vacancy. Built in parallel.
class PlanTable {
 public:
  explicit PlanTable(const Epoch& epoch);
  [[nodiscard]] VacancyPlan operator[](VacancyId id) const {
    return {lists_[id.value], musts_[id.value]};
  }

 private:
  Rows<PlannedList> lists_;
  Rows<ItemId> musts_;
};

}  // namespace schakel
