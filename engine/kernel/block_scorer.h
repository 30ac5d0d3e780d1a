// Scores one block of seekers against one vacancy after another: the inner loop of everything that is fast.
//
// Exactness. For a seeker s of the block and a vacancy v, `accumulated` holds D and W exactly (postings carry the exact
// differences of units, see plan.h). A cell's region bound is at least the R of each of its seekers, because R falls
// with distance and rises with the bound, and the cell's nearest point and widest bound are used. So
//   floor((wD*D + wW*W + wP*P + wR*bound) / 4096) >= total(v, s),
// with P the sum of both sides' low positions, which the epoch holds, and a pair is passed over only if that is below
// both lists' thresholds, or if a criterion fails for certain: a MUST or the hours or the shifts (exactly), or the
// travel (by floats that are rounded towards keeping the pair).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "engine/kernel/plan.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Totals times 4096, as the kernel compares them.
using Scaled = std::int32_t;
[[nodiscard]] constexpr Scaled scaled(std::uint32_t total) { return static_cast<Scaled>(total * kUnits); }
// A threshold that nothing reaches: for a side that takes no candidates.
inline constexpr Scaled kUnreachable = std::numeric_limits<Scaled>::max();

// A pair whose bound reaches a threshold. Its total is not known yet.
struct Candidate {
  std::uint16_t seeker = 0;       // within the block
  std::uint32_t accumulated = 0;  // as in plan.h
  [[nodiscard]] std::uint32_t demand() const { return accumulated & kDemandBits; }
  [[nodiscard]] std::uint32_t wish() const { return (accumulated & kUnitBits) >> kWishShift; }
};

// Counts of work, for profiles and benchmarks.
struct KernelCounts {
  std::uint64_t vacancy_blocks = 0;  // block visits that accumulated
  std::uint64_t pairs = 0;           // pairs within reach by their cell's bounds
  std::uint64_t candidates = 0;
};

// Not thread-safe: one per worker. Holds about 64 KB, and bitmaps of MUST items while in a block.
class BlockScorer {
 public:
  BlockScorer(const Epoch& epoch, const CategoryWeights& weights);

  // Makes `block` current.
  void enter(std::uint32_t block);

  // The best region points that the vacancy can have anywhere in the current block, or nothing when no cell is within
  // reach. Cost: one distance per cell; the cells' bounds stay for the next scan() of the same vacancy.
  [[nodiscard]] bool reach(const VacancyScalars& vacancy, std::uint32_t& best_region);

  // The candidates of the vacancy in the current block: seekers with some evidence, of a cell within reach, that fail
  // no MUST, hours or shift criterion and are not certainly too far, and whose bound reaches `vacancy_threshold` or
  // their own entry of `seeker_thresholds` (one per seeker of the block, block_seekers() of them). Requires reach() of
  // the same vacancy before. Valid until the next call.
  std::span<const Candidate> scan(const VacancyScalars& vacancy, const VacancyPlan& plan, Scaled vacancy_threshold,
                                  std::span<const Scaled> seeker_thresholds);

  [[nodiscard]] std::uint32_t first_seeker() const { return block_ * epoch_.block_seekers(); }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const KernelCounts& counts() const { return counts_; }

 private:
  void accumulate(const VacancyPlan& plan);
  void add_dense(std::span<const std::uint16_t> bitmap, std::uint32_t weight);
  [[nodiscard]] const std::uint64_t* must_bits(ItemId item);
  void allow(std::span<const ItemId> musts);
  void weigh_positions();
  void scan_cell(const VacancyScalars& vacancy, const VacancyPlan& plan, std::uint32_t cell, Scaled vacancy_threshold,
                 const Scaled* seeker_thresholds);
  // `shared` is what every seeker of the cell gets at most besides D, W and their own position, weighted.
  [[nodiscard]] std::uint64_t above_threshold(std::uint32_t word, Scaled shared, Scaled vacancy_threshold,
                                              const Scaled* seeker_thresholds) const;

  const Epoch& epoch_;
  CategoryWeights weights_;
  std::uint32_t block_ = 0;
  std::uint32_t size_ = 0;
  std::uint32_t words_ = 0;                // 64-bit words of a bitmap of the block
  std::vector<std::int32_t> cell_region_;  // per cell: best region points, or -1 when out of reach
  std::vector<Scaled> positions_;          // per seeker of the block: wP * p(seeker), low
  bool positions_weighed_ = false;

  struct Aligned {
    void operator()(std::uint32_t* memory) const;
  };
  std::unique_ptr<std::uint32_t[], Aligned> accumulated_;
  std::array<std::uint64_t, kBlockSeekers / 64> allowed_{};
  std::vector<std::uint32_t> must_slot_;  // per item: its bitmap in must_memory_, or kNoSlot
  std::vector<ItemId> must_cached_;
  std::vector<std::uint64_t> must_memory_;
  std::vector<Candidate> candidates_;
  KernelCounts counts_;
};

}  // namespace schakel
