// Which concepts the words of a text belong to, by what the taxonomy says about them beside their labels.
#pragma once

#include <cstdint>
#include <vector>

#include "index/recognise/compounds.h"
#include "index/recognise/label_set.h"
#include "index/recognise/word_forms.h"

namespace schakel {

// BM25 over the stems of ConceptTexts, as a share of what the text could reach. "Oncology" stands in the description
// of the specialist nurse and in no label of hers.
//
// rarity(stem) = log2((1 + C) / (1 + concepts with it)); a stem that nothing says counts as 6. Of a concept where a
// stem stands n times, of l stems in all where the mean is m, it says n / (n + 2 * (1/4 + 3/4 * l / m)). In integers.
// Immutable; share between threads.
class ContextIndex {
 public:
  // `vocabulary` splits compounds. Linear in the texts, each of which is read once.
  ContextIndex(const LabelSet& set, const Compounds& vocabulary);

  // Room for the scores of one search at a time.
  struct Scratch {
    std::vector<std::uint32_t> scores;  // 0..kOne by concept
  };

  // The mean over the words of a text of what they say about each concept, by rarity; those from `main` on count half,
  // binding words nothing. Linear in the concepts and in the postings of the stems.
  void score(const std::vector<WordPart>& parts, std::size_t main, Scratch& scratch) const;

  // The `most` best concepts of what was scored, without those that score nothing, in no order; equals by number.
  [[nodiscard]] static std::vector<std::uint32_t> best(const Scratch& scratch, std::size_t most);

  [[nodiscard]] std::uint64_t checksum() const;

 private:
  struct Posting {
    std::uint32_t owner = 0;
    std::uint32_t weight = 0;  // 0..kOne
  };

  WordMap<std::uint32_t> numbers_;     // stem to number, by first occurrence
  std::vector<std::uint32_t> rarity_;  // by number, in 256ths
  std::vector<std::uint32_t> begin_;   // by number, into postings_
  std::vector<Posting> postings_;
  std::size_t concepts_ = 0;
};

}  // namespace schakel
