// Dutch compounds: vrachtwagenchauffeur is vrachtwagen and chauffeur.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/text/words.h"

namespace schakel {

// Splits a word into words of a vocabulary. Immutable, so any thread may ask.
//
// A part has at least kShortestPart letters and stands as a word of its own in the labels of at least kLeastUses
// concepts; between parts -s-, -e-, -en-, -n- or -er- may join them. Nothing is left over: a word that cannot be split
// whole stays whole. Of several ways the one whose parts are in most labels wins (geometric mean over the parts and
// the whole; a joint halves it), and the whole word where it is itself in more labels than that.
class Compounds {
 public:
  static constexpr std::size_t kShortestPart = 4;
  static constexpr std::uint32_t kLeastUses = 2;

  Compounds() = default;
  explicit Compounds(WordMap<std::uint32_t> uses) : uses_(std::move(uses)) {}  // word to the number of its concepts

  // The parts in order, or the word itself. Quadratic in the length of the word at worst (at most kLongestWord).
  [[nodiscard]] std::vector<std::string> split(std::string_view word) const;

  [[nodiscard]] std::uint32_t uses(std::string_view word) const;

 private:
  struct Way {
    std::vector<std::string> parts;
    std::uint64_t strength = 0;  // 256 * log2 of the mean, in which ways are compared
  };
  [[nodiscard]] Way best_way(std::string_view word, int depth) const;

  WordMap<std::uint32_t> uses_;
};

}  // namespace schakel
