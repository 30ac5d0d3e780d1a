// Which words stand for each other, learned from the labels: the alternative labels of a concept are a parallel corpus.
#pragma once

#include <cstdint>
#include <vector>

#include "index/recognise/labels_as_words.h"

namespace schakel {

// Two labels of one concept that differ in a few words say that the words of the one can stand where those of the other
// stand: "monteur luchtvaart" and "technicus luchtvaart". Dutch and English labels teach translations the same way.
//
// A pair of labels in which r and s stems differ (r * s <= kMostPairs) adds 1 / (r * s * (labels of the concept - 1))
// to each pair of differing stems. strength(a, b) = 2 * pair / sqrt((all of a + 3) * (all of b + 3)), at most 1; pairs
// below kFewest count for nothing. Immutable. Building is quadratic in the labels of a concept.
class Substitutions {
 public:
  static constexpr std::size_t kMostPairs = 6;

  explicit Substitutions(const LabelsAsWords& labels);

  // 0..256; the same both ways. Logarithmic in the substitutes of `a`.
  [[nodiscard]] std::uint32_t strength(std::uint32_t a, std::uint32_t b) const;

  // Changes with any number in the table.
  [[nodiscard]] std::uint64_t checksum() const;

 private:
  struct Substitute {
    std::uint32_t stem = 0;
    std::uint32_t strength = 0;
  };
  std::vector<std::uint32_t> begin_;  // by stem
  std::vector<Substitute> cells_;     // by stem
};

}  // namespace schakel
