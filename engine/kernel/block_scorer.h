// Scores one block of seekers against one vacancy after another: the inner loop of everything that is fast.
//
// Exactness. For a seeker s of the block and a vacancy v, the short lists that s is on give a part of D and W, and the
// long ones the rest, exactly (postings carry the exact differences of units, see plan.h). The long ones are first
// bounded by what they can give anybody, and added where that bound does not rule the pair out. A cell's region bound
// is at least the R of each of its seekers, because R falls with distance and rises with the bound, and the cell's
// nearest point and widest bound are used. So
//   floor((wD*D + wW*W + wP*P + wR*bound) / 4096) >= total(v, s),
// with P the sum of both sides' low positions, which the epoch holds, and a pair is passed over only if that is below
// both lists' thresholds, or if a criterion fails for certain: a MUST or the hours or the shifts (exactly), or the
// travel (by floats that are rounded towards keeping the pair). A threshold is at most the k-th best total of pairs
// that were scored exactly, of the list itself, of seeds or of seekers nearby, or what the list's reader does not look
// below; so what is below it is not in the list.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/kernel/plan.h"
#include "engine/kernel/reaching.h"
#include "index/epoch/epoch.h"

namespace schakel {

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

  [[nodiscard]] std::uint32_t blocks() const { return epoch_.blocks(); }
  // Makes `block` current.
  void enter(std::uint32_t block);

  // At least the region points that the vacancy can have with anybody of the current block, or nothing when the block
  // is out of its reach for certain. Cost: one distance.
  [[nodiscard]] std::optional<std::uint32_t> reach(const VacancyScalars& vacancy) const {
    return region_within(bounds_, vacancy);
  }

  // Asks memory for what the plan's lists are going to read in other blocks: their seekers in `next`, and where they
  // stand in the block after it. For a plan that is scanned in block after block, each new to the caches.
  void foresee(const VacancyPlan& plan, std::uint32_t next, std::optional<std::uint32_t> after) const;

  // How far the seekers of the current block lie apart: half of what goes around those with a place, in metres.
  [[nodiscard]] std::uint64_t spread() const {
    if (bounds_.max_x < bounds_.min_x) return 0;
    return static_cast<std::uint64_t>(bounds_.max_x - bounds_.min_x) +
           static_cast<std::uint64_t>(bounds_.max_y - bounds_.min_y);
  }

  // Calls visit() with the candidates of the vacancy in the current block: seekers with some evidence, of a cell within
  // reach, that fail no MUST, hours or shift criterion and are not certainly too far, and whose bound reaches what
  // threshold() says of the vacancy's list or their own entry of `seeker_thresholds` (one per seeker of the block,
  // block_seekers() of them; null: they take no candidates). Where the list has no threshold they come in parts, few at
  // first: a list that is still empty would take nearly everybody. The span is valid during the call.
  template <class Threshold, class Visit>
  void scan(const VacancyScalars& vacancy, const VacancyPlan& plan, const Scaled* seeker_thresholds,
            const Threshold& threshold, const Visit& visit) {
    if (!gather(vacancy, plan)) return;
    std::uint32_t part = threshold() > 0 ? words_ : kFirstWords;
    for (std::uint32_t first = 0; first < words_; part = first) {
      const std::uint32_t last = std::min(words_, first + part);
      visit(collect(first, last, vacancy, threshold(), seeker_thresholds));
      first = last;
    }
  }

  // Whether that cell of the block is within reach of the vacancy that was scanned last.
  [[nodiscard]] bool in_reach(std::uint32_t cell) const { return cell_region_[cell] >= 0; }
  // Per cell of the block: for how many vacancies it was scanned since enter().
  [[nodiscard]] std::span<const std::uint32_t> cell_visits() const { return cell_visits_; }
  [[nodiscard]] std::uint32_t first_seeker() const { return block_ * epoch_.block_seekers(); }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const KernelCounts& counts() const { return counts_; }

 private:
  [[nodiscard]] std::uint32_t used_cells() const { return (size_ + kCellSeekers - 1) / kCellSeekers; }
  [[nodiscard]] std::optional<std::uint32_t> region_within(const Cell& cell, const VacancyScalars& vacancy) const;
  bool bound_cells(const VacancyScalars& vacancy);
  void accumulate(const VacancyPlan& plan);
  [[nodiscard]] const std::uint64_t* must_bits(ItemId item);
  void allow(std::span<const ItemId> musts);
  void weigh_positions();
  // Sums of everybody in the block, and who of them is asked about; false when no cell is within reach.
  bool gather(const VacancyScalars& vacancy, const VacancyPlan& plan);
  void ask_cells(const VacancyPlan& plan);
  // Of words first..last-1, each of which may be asked about once.
  std::span<const Candidate> collect(std::uint32_t first, std::uint32_t last, const VacancyScalars& vacancy,
                                     Scaled vacancy_threshold, const Scaled* seeker_thresholds);

  static constexpr std::uint32_t kFirstWords = 4;

  const Epoch& epoch_;
  CategoryWeights weights_;
  std::uint32_t block_ = 0;
  std::uint32_t size_ = 0;
  std::uint32_t words_ = 0;                // 64-bit words of a bitmap of the block
  Cell bounds_;                            // of all cells of the block
  std::vector<std::int32_t> cell_region_;  // per cell: best region points, or -1 when out of reach
  std::vector<std::uint32_t> cell_visits_;
  std::vector<Scaled> positions_;  // per seeker of the block: wP * p(seeker), low
  bool positions_weighed_ = false;

  struct Aligned {
    void operator()(std::uint32_t* memory) const;
  };
  std::unique_ptr<std::uint32_t[], Aligned> accumulated_;  // without the deferred lists
  struct ShortList {
    std::span<const std::uint16_t> seekers;
    std::uint32_t weight = 0;
  };
  std::vector<ShortList> short_;
  std::vector<DeferredList> deferred_;
  Scaled deferred_most_ = 0;  // what anybody can get from them
  std::array<std::uint64_t, kBlockSeekers / 64> allowed_{}, found_{};
  std::array<Scaled, kBlockSeekers / 64> shared_{};  // per word of allowed_, where its cell is within reach
  std::vector<std::uint32_t> must_slot_;             // per item: its bitmap in must_memory_, or kNoSlot
  std::vector<ItemId> must_cached_;
  std::vector<std::uint64_t> must_memory_;
  std::vector<Candidate> candidates_;
  KernelCounts counts_;
};

}  // namespace schakel
