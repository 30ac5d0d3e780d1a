// Exact totals of single pairs of a block, from the same lists as the scan: who of the block is on which list, turned
// round into the lists that each seeker is on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/kernel/plan.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Not thread-safe: one per worker. Memory: four bytes per posting of the block, some 10 MB.
class BlockPairs {
 public:
  explicit BlockPairs(const Epoch& epoch);

  // Makes `block` current. Cost: two looks at each of its postings, some 10 ms.
  void enter(std::uint32_t block);
  // Makes a seeker of the block current, by its number within the block. Cost: its lists.
  void choose(std::uint32_t seeker);

  // The total of the vacancy and the current seeker by the model's own weights; nothing when they are not eligible or
  // there is no evidence. Requires choose() since enter(). Cost: about 0.1 us, and a miss for a plan that is not
  // cached.
  [[nodiscard]] std::optional<std::uint32_t> total(VacancyId vacancy, const VacancyPlan& plan) const;

 private:
  [[nodiscard]] std::uint32_t holds(std::uint32_t list) const { return bits_[list / 64] >> (list % 64) & 1U; }
  [[nodiscard]] bool fails(ItemId must) const;
  template <class Visit>
  void each_posting(const Visit& visit) const;
  template <class Visit>
  void each_list_of(std::uint32_t seeker, const Visit& visit) const;

  const Epoch& epoch_;
  std::uint32_t block_ = 0;
  std::vector<std::uint32_t> begin_, lists_;  // per seeker of the block: the lists it is on
  std::uint32_t seeker_ = 0;
  std::vector<std::uint64_t> bits_;  // the current seeker's lists
};

}  // namespace schakel
