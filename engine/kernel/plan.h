// What a vacancy adds to a block: its items as posting lists with a constant weight each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/parallel/join_parts.h"

namespace schakel {

// What a seeker has gathered from lists, in one number that only needs adding: demand units in bits 0..12, wish units
// in bits 16..28 (each category sums to at most 4096), and in bits 29..31 on how many rungs of the occupation's ladder
// the wish was met (six at most). So one test tells whether there is any evidence: D above 0, or the occupation wish.
inline constexpr std::uint32_t kDemandBits = 0x1fff;
inline constexpr int kWishShift = 16;
inline constexpr std::uint32_t kUnitBits = 0x1fffffff;
inline constexpr std::uint32_t kOccupationRung = 1U << 29;
inline constexpr std::uint32_t kEvidenceBits = ~kUnitBits | kDemandBits;

// "Everybody on this list gets this much."
struct PlannedList {
  std::uint32_t list = 0;
  std::uint32_t weight = 0;
};

struct VacancyPlan {
  std::span<const PlannedList> lists;
  std::span<const ItemId> musts;  // those that can fail somebody
  std::uint32_t position = 0;     // the vacancy's side of P, low
  std::uint32_t everybody = 0;    // what every seeker has before any list
};

// Appends the lists of one item of the epoch.
void plan_item(const Epoch& epoch, const VacancyItem& entry, std::vector<PlannedList>& lists);

// Appends the lists and MUST items of one vacancy.
void plan_vacancy(const Epoch& epoch, VacancyId vacancy, std::vector<PlannedList>& lists, std::vector<ItemId>& musts);

// The plans of all vacancies of an epoch, which must outlive it. Immutable once built; about 300 bytes per vacancy.
// Built in parallel.
class PlanTable {
 public:
  explicit PlanTable(const Epoch& epoch);
  [[nodiscard]] VacancyPlan operator[](VacancyId id) const {
    return {lists_[id.value], musts_[id.value], epoch_.vacancy_positions[id.value].low, 0};
  }
  // Asks for what operator[] is going to show.
  void prefetch(VacancyId id) const {
    const auto lists = lists_[id.value];
    constexpr std::size_t kLine = 64 / sizeof(PlannedList);
    for (std::size_t i = 0; i < lists.size(); i += kLine) __builtin_prefetch(&lists[i]);
  }

 private:
  template <class T>
  struct PlanRows {
    std::vector<std::uint32_t> begin;
    LargeVector<T> cells;
    [[nodiscard]] std::span<const T> operator[](std::size_t i) const { return RowSpans<T>{begin, cells}[i]; }
  };
  const Epoch& epoch_;
  PlanRows<PlannedList> lists_;
  PlanRows<ItemId> musts_;
};

}  // namespace schakel
