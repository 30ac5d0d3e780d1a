// In which order vacancies visit a block. Any order gives the same lists; a good one lets thresholds rise early, so
// that later vacancies are passed over.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Not thread-safe: one per worker. Four bytes per vacancy, twice.
class VacancyOrder {
 public:
  explicit VacancyOrder(const Epoch& epoch) : epoch_(epoch), listed_(epoch.vacancies()) {}

  // The vacancies that reach the scorer's block. Those that were told to be listed since the last call, for the block
  // before, come first, the often listed before the others, and among them those with the best region points. With
  // thresholds that stand high already, `in_place`, the order of the memory is the fastest. Valid until the next call.
  [[nodiscard]] std::span<const std::uint32_t> visiting(const BlockScorer& scorer, bool in_place);

  void listed(std::uint32_t vacancy) { ++listed_[vacancy]; }

 private:
  const Epoch& epoch_;
  std::vector<std::uint32_t> listed_;
  std::vector<std::vector<std::uint32_t>> classes_;
  std::vector<std::uint32_t> order_;
};

}  // namespace schakel
