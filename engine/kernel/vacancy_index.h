// Vacancies in blocks, and which of a block have an item on which node: the mirror of the seekers' postings, for the
// live lists of seekers.
//
// A seeker is on a list (node, from grade, to grade); what it is worth to a vacancy depends on the units of the
// vacancy's item there. So a node has one list of vacancies with those units, whatever the grades, and a guest that is
// on a list of its own needs nothing special.
//
// Vacancies stand in an order of their own: by how much of the work is remote, then by place, and those that no
// distance excludes last; so the bounds of a cell are tight.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "index/epoch/epoch.h"

namespace schakel {

inline constexpr std::uint32_t kBlockVacancies = 8192;  // default block: its sums fit a core's first cache
inline constexpr std::uint32_t kCellVacancies = 64;     // vacancies of a block that share bounds

// Bounds over up to kCellVacancies consecutive vacancies.
struct VacancyCell {
  std::int32_t min_x = 0, max_x = -1, min_y = 0, max_y = -1;  // of those with a place; empty when max < min
  std::uint8_t max_remote = 0;                                // percent
  std::uint8_t anywhere = 0;  // 1: some vacancy has no place or is fully remote, so that no distance excludes it

  // Widens the bounds to hold for the other's vacancies too.
  void include(const VacancyCell& other);
};

// A vacancy of a block and the units of its item on a node.
struct VacancyUnits {
  std::uint16_t vacancy = 0;
  std::uint16_t units = 0;
};

// Immutable and thread-safe: one for all who work on an epoch, which must outlive it. Built in parallel, in 0.3 us of
// CPU per vacancy; memory 26 bytes per vacancy, 4 per rung of its items (some 18), and 4 per block and node.
class VacancyIndex {
 public:
  // `block_vacancies`: a multiple of 64, at most 65,536.
  explicit VacancyIndex(const Epoch& epoch, std::uint32_t block_vacancies = kBlockVacancies);

  [[nodiscard]] const Epoch& epoch() const { return epoch_; }
  [[nodiscard]] std::uint32_t block_vacancies() const { return block_vacancies_; }
  [[nodiscard]] std::uint32_t blocks() const { return static_cast<std::uint32_t>(blocks_.size()); }
  // The vacancies of a block, by their numbers in it.
  [[nodiscard]] std::span<const std::uint32_t> vacancies(std::uint32_t block) const {
    const std::size_t first = std::size_t{block} * block_vacancies_;
    return std::span(order_).subspan(first, std::min<std::size_t>(block_vacancies_, order_.size() - first));
  }
  [[nodiscard]] std::span<const VacancyScalars> scalars(std::uint32_t block) const {
    return std::span(scalars_).subspan(std::size_t{block} * block_vacancies_, vacancies(block).size());
  }
  // Their own side of P, low.
  [[nodiscard]] std::span<const std::uint16_t> position_lows(std::uint32_t block) const {
    return std::span(position_lows_).subspan(std::size_t{block} * block_vacancies_, vacancies(block).size());
  }
  // Those of the block with an item on the node, in rising order: once per item.
  [[nodiscard]] std::span<const VacancyUnits> list(std::uint32_t block, NodeId node) const {
    const Block& at = blocks_[block];
    return std::span(at.entries).subspan(at.begin[node], at.begin[node + 1] - at.begin[node]);
  }
  // Asks for what list() is going to read.
  void prefetch(std::uint32_t block, NodeId node) const { __builtin_prefetch(blocks_[block].begin.data() + node); }
  [[nodiscard]] std::span<const VacancyCell> cells(std::uint32_t block) const { return blocks_[block].cells; }
  [[nodiscard]] const VacancyCell& bounds(std::uint32_t block) const { return blocks_[block].bounds; }

  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Block {
    std::vector<std::uint32_t> begin;  // per node, and the end
    std::vector<VacancyUnits> entries;
    std::vector<VacancyCell> cells;
    VacancyCell bounds;  // of all cells
  };
  void bound(std::uint32_t block);
  void post(std::uint32_t block);

  const Epoch& epoch_;
  std::uint32_t block_vacancies_;
  std::vector<std::uint32_t> order_;  // vacancies
  std::vector<VacancyScalars> scalars_;
  std::vector<std::uint16_t> position_lows_;
  std::vector<Block> blocks_;
};

}  // namespace schakel
