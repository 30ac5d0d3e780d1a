#include "engine/near_thresholds.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/kernel/candidate.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kPart = 4096;  // vacancies
constexpr std::uint32_t kNowhere = 0xffffffff;

// The block whose seekers have the best region points with a vacancy; of several the one that lies closest together.
class Homes {
 public:
  explicit Homes(const Epoch& epoch) : epoch_(epoch), scorer_(epoch, epoch.model().weights) {}

  // home[v] for the vacancies first..last-1 with a `wanted`; kNowhere for those that reach nobody.
  template <class Wanted>
  void find(std::uint32_t first, std::uint32_t last, const Wanted& wanted, std::vector<std::uint32_t>& home) {
    best_.assign(last - first, {});
    for (std::uint32_t block = 0; block < scorer_.blocks(); ++block) {
      scorer_.enter(block);
      const std::uint64_t spread = scorer_.spread();
      for (std::uint32_t v = first; v < last; ++v) {
        if (!wanted(v)) continue;
        const auto reach = scorer_.reach(epoch_.vacancy_scalars[v]);
        if (!reach) continue;
        Best& best = best_[v - first];
        if (home[v] != kNowhere && (*reach < best.reach || (*reach == best.reach && spread >= best.spread))) continue;
        best = {*reach, spread};
        home[v] = block;
      }
    }
  }

 private:
  struct Best {
    std::uint32_t reach = 0;
    std::uint64_t spread = 0;
  };
  const Epoch& epoch_;
  BlockScorer scorer_;
  std::vector<Best> best_;
};

// The k-th best of any number of totals, to within a step below.
class KthTotal {
 public:
  explicit KthTotal(std::uint32_t k) : k_(k) {}

  void reset() {
    counts_.fill(0);
    reached_ = 0;
    step_ = 0;
  }
  void add(std::uint32_t total) {
    const std::uint32_t step = total / kStep;
    if (step < step_) return;
    ++counts_[step];
    ++reached_;
    while (reached_ - counts_[step_] >= k_) reached_ -= counts_[step_++];
  }
  // 0 while there are fewer than k.
  [[nodiscard]] std::uint16_t value() const { return static_cast<std::uint16_t>(step_ * kStep); }

 private:
  static constexpr std::uint32_t kStep = 16;
  std::uint32_t k_;
  std::array<std::uint32_t, kWeightSum / kStep + 1> counts_{};
  std::uint32_t reached_ = 0;  // of the totals those at step_ and above
  std::uint32_t step_ = 0;
};

// One thread at one block after another.
class NearPairs {
 public:
  NearPairs(const Epoch& epoch, const PlanTable& plans, std::uint32_t k)
      : epoch_(epoch), plans_(plans), scorer_(epoch, epoch.model().weights), kth_(k) {}

  void enter(std::uint32_t block) { scorer_.enter(block); }

  // The k-th best total of a vacancy in the block, or a little less; 0 where there are no k.
  [[nodiscard]] std::uint16_t kth(VacancyId vacancy) {
    const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy.value];
    const VacancyPlan plan = plans_[vacancy];
    kth_.reset();
    const auto add = [&](const Candidate& candidate) {
      const std::uint32_t seeker = scorer_.first_seeker() + candidate.seeker;
      const std::uint32_t position = plan.position + epoch_.seeker_position_lows[seeker];
      if (const auto total = candidate_total(epoch_.model(), epoch_.model().weights, candidate, position, scalars,
                                             epoch_.seeker_scalars[seeker]))
        kth_.add(*total);
    };
    scorer_.scan(
        scalars, plan, nullptr, [&] { return scaled(kth_.value()); },
        [&](std::span<const Candidate> candidates) { std::ranges::for_each(candidates, add); });
    return kth_.value();
  }

 private:
  const Epoch& epoch_;
  const PlanTable& plans_;
  BlockScorer scorer_;
  KthTotal kth_;
};

}  // namespace

void raise_by_near_pairs(const Epoch& epoch, const PlanTable& plans, std::uint32_t k,
                         std::vector<std::uint16_t>& thresholds, const RematchProgress& progress) {
  const std::size_t parts = (epoch.vacancies() + kPart - 1) / kPart;
  PartProgress told(progress, RematchPart::kBounding, parts + epoch.blocks());
  thresholds.resize(epoch.vacancies());
  std::vector<std::uint32_t> home(epoch.vacancies(), kNowhere);
  tbb::enumerable_thread_specific<Homes> homes([&] { return Homes(epoch); });
  for_all(parts, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    homes.local().find(
        first, std::min(epoch.vacancies(), first + kPart), [&](std::uint32_t v) { return thresholds[v] == 0; }, home);
    told.done_one();
  });
  std::vector<std::vector<VacancyId>> of_block(epoch.blocks());
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
    if (home[v] != kNowhere) of_block[home[v]].push_back({v});
  tbb::enumerable_thread_specific<NearPairs> pairs([&] { return NearPairs(epoch, plans, k); });
  for_all(epoch.blocks(), [&](std::size_t block) {
    if (!of_block[block].empty()) {
      NearPairs& mine = pairs.local();
      mine.enter(static_cast<std::uint32_t>(block));
      for (const VacancyId vacancy : of_block[block]) thresholds[vacancy.value] = mine.kth(vacancy);
    }
    told.done_one();
  });
}

}  // namespace schakel
