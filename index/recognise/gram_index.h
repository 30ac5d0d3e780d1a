// Labels by the letters of their words: finds what is written alike, misspelled words and compounds included.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/recognise/labels_as_words.h"

namespace schakel {

// TF-IDF over runs of three and four letters inside a word and its two ends, compared by cosine.
//
// weight of a run = (1 + ln times) * (ln((1 + C) / (1 + concepts with it)) + 1), vectors of length 1. All in integers:
// the answer differs from the real cosine by less than a hundredth. Immutable; share between threads.
class GramIndex {
 public:
  explicit GramIndex(const LabelsAsWords& labels);

  struct Found {
    std::uint32_t label = 0;
    std::uint32_t cosine = 0;  // 0..kOne
  };

  // Room for the scores of one search at a time.
  struct Scratch {
    std::vector<std::uint32_t> scores;
  };

  // Compares `spaced` (as LabelsAsWords::spaced) with every label. Fills scratch.scores: the cosine by label, in
  // units of 1 / (kOne * kScale). Linear in the labels and in the postings of the runs.
  void score(std::string_view spaced, Scratch& scratch) const;

  // The `most` best labels of what was scored, in no order; equals at the edge by number.
  [[nodiscard]] std::vector<std::uint32_t> best(const Scratch& scratch, std::size_t most) const;

  [[nodiscard]] static std::uint32_t cosine(const Scratch& scratch, std::uint32_t label) {
    return scratch.scores[label] / kScale;
  }
  [[nodiscard]] std::uint64_t checksum() const;

 private:
  static constexpr std::uint32_t kScale = 1U << 14U;  // of a label's weights

  struct Posting {
    std::uint32_t label = 0;
    std::uint32_t weight = 0;
  };

  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;  // gram to number
  std::vector<std::uint32_t> rarity_;                         // by number
  std::vector<std::uint32_t> begin_;                          // by number, into postings_
  std::vector<Posting> postings_;
  std::size_t labels_ = 0;
};

}  // namespace schakel
