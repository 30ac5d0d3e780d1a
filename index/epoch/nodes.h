// The nodes under which seekers are posted.
//
// A competence, a language level or a licence is one node. An occupation is a ladder of nodes, from coarse to fine:
// its ISCO group of 2, 3 and 4 digits (a wish: of 1 too), itself, and "neighbour of it". A seeker is posted at each
// rung that lifts the quality above the rung before it, with the grades from and to; so the postings that a vacancy's
// item collects on its ladder add up to exactly its best quality, and nobody is posted under every occupation of a
// broad group.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <tuple>
#include <vector>

#include "index/epoch/items.h"
#include "index/taxonomy/taxonomy.h"

namespace schakel {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = std::numeric_limits<NodeId>::max();

// In the order of the rungs: a node's parent always has a smaller number.
enum class NodeFamily : std::uint8_t {
  kFlat,        // key: item
  kCompetence,  // key: concept, minimum: level
  kExperienceIsco2,
  kExperienceIsco3,
  kExperienceIsco4,
  kExperienceExact,
  kExperienceNeighbour,  // minimum: months
  kWishMajor,            // key: first character of the ISCO code; only passende arbeid posts here
  kWishIsco2,
  kWishIsco3,
  kWishIsco4,
  kWishExact,
  kWishNeighbour,
};
inline constexpr std::size_t kNodeFamilies = 13;

struct Node {
  std::uint32_t key = 0;
  NodeId parent = kNoNode;
  std::uint16_t minimum = 0;
  NodeFamily family{};
  std::uint8_t must = 0;   // 1: some vacancy has an item on it as a MUST that can fail
  std::uint8_t doubt = 0;  // of its items: what low loses here
  std::uint8_t zero[3]{};
};

struct NodeSpans {
  std::span<const Node> nodes;                  // sorted by family, key, minimum, doubt
  std::span<const std::uint32_t> ladder_begin;  // per item
  std::span<const NodeId> ladders;              // the rungs of an item, coarse to fine

  [[nodiscard]] std::span<const NodeId> ladder(ItemId item) const {
    return ladders.subspan(ladder_begin[item], ladder_begin[item + 1] - ladder_begin[item]);
  }
};

class NodeTable {
 public:
  // `must` says per item whether some vacancy has it as a MUST. With `only`, no item gets a ladder but those
  // for which it is true.
  NodeTable(std::span<const Item> items, const std::vector<bool>& must, const Taxonomy& taxonomy,
            const std::function<bool(ItemId)>& only = {});

  std::vector<Node> nodes;
  std::vector<std::uint32_t> ladder_begin{0};
  std::vector<NodeId> ladders;
  [[nodiscard]] NodeSpans spans() const { return {nodes, ladder_begin, ladders}; }
};

// Per node of `part` its number in `all`, kNoNode where it is not there. Both sorted, as a NodeTable has them.
[[nodiscard]] std::vector<NodeId> numbers_in(std::span<const Node> all, std::span<const Node> part);

// Finds the nodes of a family and key. Immutable; share between threads.
class NodeIndex {
 public:
  NodeIndex(std::span<const Node> nodes, std::size_t keys);
  // Consecutive nodes [first, last) with that key: one per minimum and doubt.
  [[nodiscard]] std::pair<NodeId, NodeId> find(NodeFamily family, std::uint32_t key) const {
    const auto& begin = begin_[static_cast<std::size_t>(family)];
    if (std::size_t{key} + 1 >= begin.size()) return {0, 0};
    return {begin[key], begin[key + 1]};
  }

 private:
  std::vector<NodeId> begin_[kNodeFamilies];
};

}  // namespace schakel
