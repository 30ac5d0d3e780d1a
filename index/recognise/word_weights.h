// How much a word says, learned from the labels.
#pragma once

#include <cstdint>
#include <vector>

#include "index/recognise/label_set.h"
#include "index/recognise/labels_as_words.h"

namespace schakel {

// By stem: rarity, lessened for words that a concept's labels do without.
//
// rarity = log2((1 + C) / (1 + concepts with the stem)) + log2(e), in 256ths. kept = of the other labels in the same
// language of a concept with the stem, the share that hold it too, averaged over concepts and one half as prior:
// "medewerker" is easily replaced, "tandarts" is not. weight = rarity * (0.6 + 0.4 * sqrt(kept)). `unknown` is the
// weight of a word that no label has. Linear in the labels.
struct WordWeights {
  std::vector<std::uint32_t> by_stem;
  std::uint32_t unknown = 0;

  WordWeights(const LabelSet& set, const LabelsAsWords& labels);
};

}  // namespace schakel
