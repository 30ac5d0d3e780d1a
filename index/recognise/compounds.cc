#include "index/recognise/compounds.h"

#include <algorithm>
#include <array>

#include "index/recognise/fixed_point.h"

namespace schakel {
namespace {

constexpr std::array<std::string_view, 6> kJoints = {"", "s", "en", "e", "n", "er"};
constexpr std::uint64_t kHalf = 256;  // a factor of two on the scale of log2_256
constexpr int kDeepest = 3;           // joints in one word
constexpr std::size_t kShortestOfTwo = 2 * Compounds::kShortestPart;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

}  // namespace

std::uint32_t Compounds::uses(std::string_view word) const {
  const auto found = uses_.find(word);
  return found == uses_.end() ? 0 : found->second;
}

Compounds::Way Compounds::best_way(std::string_view word, int depth) const {
  Way best;
  for (std::size_t at = kShortestPart; at + kShortestPart <= word.size(); ++at) {
    const std::uint32_t tail_uses = starts_character(word[at]) ? uses(word.substr(at)) : 0;
    if (tail_uses < kLeastUses) continue;
    for (const std::string_view joint : kJoints) {
      const std::string_view before = word.substr(0, at);
      if (!before.ends_with(joint) || before.size() < joint.size() + kShortestPart) continue;
      const std::string_view head = before.substr(0, before.size() - joint.size());
      Way front;
      std::uint32_t head_uses = uses(head);
      if (head_uses >= kLeastUses) {
        front.parts = {std::string(head)};
      } else if (depth < kDeepest && head.size() >= kShortestOfTwo) {
        front = best_way(head, depth + 1);
        if (front.parts.empty()) continue;
        head_uses = uses(*std::ranges::min_element(front.parts, {}, [&](const auto& part) { return uses(part); }));
      } else {
        continue;
      }
      const std::uint64_t sum = std::uint64_t{log2_256(head_uses)} + log2_256(tail_uses);
      const std::uint64_t mean = sum / (front.parts.size() + 1) + kHalf;
      const std::uint64_t strength = mean - (joint.empty() ? 0 : kHalf);
      if (!best.parts.empty() && strength <= best.strength) continue;
      best = {std::move(front.parts), strength};
      best.parts.emplace_back(word.substr(at));
    }
  }
  return best;
}

std::vector<std::string> Compounds::split(std::string_view word) const {
  Way best = best_way(word, 0);
  const std::uint32_t whole = uses(word);
  if (best.parts.empty() || (whole > 0 && best.strength < log2_256(whole) + kHalf)) return {std::string(word)};
  return std::move(best.parts);
}

}  // namespace schakel
