#include "index/epoch/nodes.h"

#include <algorithm>
#include <map>

namespace schakel {
namespace {

constexpr std::size_t kCharacters = 256;  // keys of kWishMajor

using Key = std::tuple<NodeFamily, std::uint32_t, std::uint16_t, std::uint8_t>;  // family, key, minimum, doubt

// The rungs of one item, coarse to fine.
std::vector<Key> rungs(ItemId id, const Item& item, const Taxonomy& taxonomy) {
  if (is_unknowable(item)) return {};
  if (item.kind == COMPETENCE) return {{NodeFamily::kCompetence, item.concept_id, item.minimum, item.doubt}};
  if (item.kind != EXPERIENCE && item.kind != OCCUPATION) return {{NodeFamily::kFlat, id, 0, 0}};
  const int base = static_cast<int>(item.kind == EXPERIENCE ? NodeFamily::kExperienceIsco2 : NodeFamily::kWishIsco2);
  std::vector<Key> keys;
  if (const std::string_view isco = taxonomy.isco_code(item.concept_id); item.kind == OCCUPATION && !isco.empty())
    keys.emplace_back(NodeFamily::kWishMajor, static_cast<unsigned char>(isco[0]), item.minimum, item.doubt);
  for (int digits = 2; digits <= 4; ++digits)
    if (const std::uint32_t group = taxonomy.isco_group(item.concept_id, digits); group != Taxonomy::kNoGroup)
      keys.emplace_back(static_cast<NodeFamily>(base + digits - 2), group, item.minimum, item.doubt);
  keys.emplace_back(static_cast<NodeFamily>(base + 3), item.concept_id, item.minimum, item.doubt);
  keys.emplace_back(static_cast<NodeFamily>(base + 4), item.concept_id, item.minimum, item.doubt);
  return keys;
}

}  // namespace

NodeTable::NodeTable(std::span<const Item> items, const std::vector<bool>& must, const Taxonomy& taxonomy,
                     const std::function<bool(ItemId)>& only) {
  const auto rungs_of = [&](ItemId id) {
    return !only || only(id) ? rungs(id, items[id], taxonomy) : std::vector<Key>();
  };
  std::map<Key, NodeId> numbers;
  for (ItemId id = 0; id < items.size(); ++id)
    for (const Key& key : rungs_of(id)) numbers.emplace(key, 0);
  nodes.reserve(numbers.size());
  for (auto& [key, number] : numbers) {
    number = static_cast<NodeId>(nodes.size());
    const auto& [family, of, minimum, doubt] = key;
    nodes.push_back({.key = of, .minimum = minimum, .family = family, .doubt = doubt});
  }
  for (ItemId id = 0; id < items.size(); ++id) {
    NodeId parent = kNoNode;
    for (const Key& key : rungs_of(id)) {
      const NodeId node = numbers.at(key);
      nodes[node].parent = parent;
      if (must[id] && !excludes_nobody(items[id])) nodes[node].must = 1;
      ladders.push_back(node);
      parent = node;
    }
    ladder_begin.push_back(static_cast<std::uint32_t>(ladders.size()));
  }
}

std::vector<NodeId> numbers_in(std::span<const Node> all, std::span<const Node> part) {
  const auto key = [](const Node& node) { return Key(node.family, node.key, node.minimum, node.doubt); };
  std::vector<NodeId> numbers;
  numbers.reserve(part.size());
  std::size_t at = 0;
  for (const Node& node : part) {
    while (at < all.size() && key(all[at]) < key(node)) ++at;
    numbers.push_back(at < all.size() && key(all[at]) == key(node) ? static_cast<NodeId>(at) : kNoNode);
  }
  return numbers;
}

NodeIndex::NodeIndex(std::span<const Node> nodes, std::size_t keys) {
  keys = std::max(keys, kCharacters);
  for (auto& begin : begin_) begin.assign(keys + 1, 0);
  for (std::size_t family = 0; family < kNodeFamilies; ++family) {
    auto& begin = begin_[family];
    auto at = static_cast<NodeId>(std::ranges::lower_bound(nodes, static_cast<NodeFamily>(family), {}, &Node::family) -
                                  nodes.begin());
    for (std::uint32_t key = 0; key <= keys; ++key) {
      while (at < nodes.size() && nodes[at].family == static_cast<NodeFamily>(family) && nodes[at].key < key) ++at;
      begin[key] = at;
    }
  }
}

}  // namespace schakel
