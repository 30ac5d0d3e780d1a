// Scores the seekers of a delta against a vacancy: what BlockScorer does for those of an epoch. They are few, so they
// have no postings: each brings the lists that it would be posted on, and the vacancy's items are looked up by node.
//
// Exactness. The lists of a seeker on an item's ladder lead from no quality to its best one, so what is added for them
// is D and W exactly, and the total is exact but for items without nodes, which are given in full (query_plan.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/query_plan.h"
#include "index/epoch/market.h"

namespace schakel {

struct DeltaCandidate {
  std::uint32_t seeker = 0;       // number in the delta
  std::uint32_t accumulated = 0;  // as in plan.h
};

// Not thread-safe: one per worker. Holds two bytes per node of the epoch.
class DeltaScorer {
 public:
  explicit DeltaScorer(Market market);

  // Makes a vacancy current; it must stay until the next call. `position` is its side of P, low.
  void start(const GuestBook& book, const VacancyView& vacancy, std::uint32_t position, std::uint32_t everybody,
             const CategoryWeights& weights);

  [[nodiscard]] std::uint32_t chunks() const;
  // Seekers of a chunk within reach, with some evidence, whose hours and shifts do not fail, and whose bound reaches
  // `threshold`. MUSTs are not looked at. Valid until the next call.
  std::span<const DeltaCandidate> scan(std::uint32_t chunk, std::uint32_t threshold);

  // How many of the chunks that were scanned since start() are within reach.
  [[nodiscard]] std::uint64_t within_reach() const { return within_reach_; }

 private:
  // What an item asks under a node.
  struct Asked {
    std::uint16_t units = 0;
    std::uint16_t next = 0;  // another item under the same node, or 0
    std::uint32_t shift = 0;
    std::uint32_t rung = 0;
  };
  [[nodiscard]] std::uint32_t gathered(std::span<const ListKey> lists) const;
  [[nodiscard]] std::uint32_t region(const SeekerScalars& seeker) const;

  Market market_;
  VacancyView vacancy_;
  std::uint32_t position_ = 0, everybody_ = 0;
  CategoryWeights weights_;
  std::vector<std::uint16_t> first_asked_;  // per node: in asked_, or 0
  std::vector<Asked> asked_;
  std::vector<NodeId> nodes_;  // those with something in first_asked_
  std::vector<DeltaCandidate> candidates_;
  std::uint64_t within_reach_ = 0;
};

}  // namespace schakel
