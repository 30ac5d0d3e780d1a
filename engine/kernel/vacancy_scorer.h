// Scores the vacancies of an index, block by block, against one seeker after another: BlockScorer the other way round.
//
// Exactness. A seeker's lists on an item's ladder lead from no quality to its best one, so the differences of
// floor(a * q / 256) that are added for them are D and W exactly. P is exact. The region points of a cell are bounded
// by its nearest corner and its largest remote share, and R falls with the distance and rises with the share. So
//   wD*D + wW*W + wP*P + wR*bound >= 4096 * total,
// and a vacancy is passed over only if that is below the threshold, if it is out of reach, or without any evidence.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/reaching.h"
#include "engine/kernel/vacancy_index.h"

namespace schakel {

// A vacancy whose bound reaches the threshold. Its total is not known yet.
struct FoundVacancy {
  std::uint32_t vacancy = 0;      // within the block
  std::uint32_t accumulated = 0;  // as in plan.h
  std::uint32_t bound = 0;        // at least its total
};

// Not thread-safe: one per worker; the index must outlive it. Holds about 200 KB.
class VacancyScorer {
 public:
  explicit VacancyScorer(const VacancyIndex& index);

  // Makes a seeker current: `lists` as an Expander gives them, `position` its side of P, low. Returns the blocks that
  // have somebody in reach by their bounds, those with the best region points first; valid until the next call.
  std::span<const std::uint32_t> start(const SeekerScalars& seeker, std::span<const ListKey> lists,
                                       std::uint32_t position, const CategoryWeights& weights);

  // The vacancies of the block within reach, with some evidence, whose bound reaches `threshold`. MUSTs, hours and
  // shifts are not looked at. Valid until the next call; the caller may reorder it.
  std::span<FoundVacancy> scan(std::uint32_t block, std::uint32_t threshold);

  [[nodiscard]] const VacancyIndex& index() const { return index_; }
  // How many vacancies of the blocks that were scanned since start() are within reach.
  [[nodiscard]] std::uint64_t within_reach() const { return within_reach_; }

 private:
  // What one of the seeker's lists gives for an item of so many units.
  struct Worth {
    NodeId node = 0;
    std::uint32_t to = 0, from = 0;  // qualities
    std::uint32_t shift = 0;
    std::uint32_t rung = 0;
  };
  // Region points at most, and whether each or some of a cell is within reach.
  struct CellReach {
    std::uint32_t region = 0;
    bool some = false, all = false;
  };
  [[nodiscard]] Worth worth(ListKey list) const;
  [[nodiscard]] CellReach reach(const VacancyCell& cell) const;
  [[nodiscard]] std::uint64_t those_within_reach(std::span<const VacancyScalars> vacancies) const;
  [[nodiscard]] std::uint64_t asked_of(std::span<const VacancyScalars> members, const CellReach& reached) const;
  void add(const Worth& worth, std::span<const VacancyUnits> list);
  void accumulate(std::uint32_t block);

  const VacancyIndex& index_;
  const Epoch& epoch_;
  SeekerScalars seeker_;
  CategoryWeights weights_;
  Scaled own_position_ = 0;
  std::vector<Worth> worths_;
  std::vector<std::uint32_t> blocks_;
  std::uint64_t within_reach_ = 0;

  std::vector<std::uint32_t> memory_;
  std::uint32_t* sums_;                      // in memory_, aligned
  std::vector<Scaled> positions_;            // of the block: wP * p(vacancy), low
  std::vector<std::uint64_t> asked_, bits_;  // per cell of the block
  std::vector<Scaled> shared_;
  std::vector<std::span<const VacancyUnits>> lists_;
  std::vector<FoundVacancy> found_;
};

}  // namespace schakel
