// A seeker's profile, expanded to everything it meets: the sparse vector q(j, i) of the design, as postings.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "index/epoch/evaluate.h"
#include "index/epoch/facts.h"
#include "index/epoch/nodes.h"

namespace schakel {

// Which list a seeker is posted on: node * 64 + from * 8 + to, with grades `from` (kNoGrade: nothing yet) and `to`;
// or node * 64 + 63 for the seekers who may pass the node as a MUST (their high quality is good enough).
using ListKey = std::uint32_t;
inline constexpr ListKey kPassSlot = 63;

[[nodiscard]] constexpr ListKey list_key(NodeId node, Grade from, Grade to) { return node * 64 + from * 8 + to; }
[[nodiscard]] constexpr ListKey pass_key(NodeId node) { return node * 64 + kPassSlot; }
[[nodiscard]] constexpr NodeId node_of(ListKey key) { return key / 64; }
[[nodiscard]] constexpr bool is_pass(ListKey key) { return key % 64 == kPassSlot; }
[[nodiscard]] constexpr Grade from_grade(ListKey key) { return key / 8 % 8; }
[[nodiscard]] constexpr Grade to_grade(ListKey key) { return key % 8; }

// Expands seekers one after another; keeps scratch and a memory of small facts. Not thread-safe: one per worker.
class Expander {
 public:
  // All referenced data must outlive the expander.
  Expander(const Rules& rules, std::span<const Item> items, const NodeSpans& nodes, const NodeIndex& index);

  // The lists of one seeker, in rising order, each once. Valid until the next call. Cost: some microseconds.
  const std::vector<ListKey>& expand(const SeekerView& seeker);

 private:
  struct FlatMatch {
    NodeId node;
    Grades grades;
  };
  void touch(NodeId node, Grades grades);
  void touch_competences(const SeekerView& seeker);
  // grades_at(start grade, asked months) tells the grades of the fact.
  template <class GradesAt>
  void touch_occupation(NodeFamily base, ConceptId held, const GradesAt& grades_at);
  template <class GradesAt>
  void touch_rung(NodeFamily family, std::uint32_t key, Grade start, const GradesAt& grades_at);
  void touch_widened(const WantedFact& wanted, Interval<std::uint8_t> steps);
  void touch_flat(const SeekerView& seeker);
  void touch_flat_fact(std::uint8_t kind, std::uint64_t fact, const SeekerView& alone);
  void emit();

  Rules rules_;
  std::span<const Item> items_;
  NodeSpans nodes_;
  const NodeIndex& index_;
  std::vector<std::vector<ItemId>> flat_items_;  // by kind
  std::unordered_map<std::uint64_t, std::vector<FlatMatch>> flat_memory_[CONTRACT + 1];
  std::vector<Grades> own_;     // per node: best of this seeker so far
  std::vector<Grade> reached_;  // per node: best of this node and those above it
  std::vector<NodeId> touched_;
  std::vector<ListKey> lists_;
};

}  // namespace schakel
