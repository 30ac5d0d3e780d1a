// A text against a label, word by word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "index/recognise/labels_as_words.h"
#include "index/recognise/substitutions.h"
#include "index/recognise/word_weights.h"

namespace schakel {

// How alike a word of a text and a word of a label are, of 256: the best of
//   256  the same word;  kSameStem  the same stem;  kInside  one stands inside the other (4 letters or more);
//   Dice's coefficient of their pairs and triples of letters, of what it has above a quarter (less is chance);  the
//   strength with which they stand for each other.
inline constexpr std::uint32_t kSameWord = 256;
inline constexpr std::uint32_t kSameStem = 243;
inline constexpr std::uint32_t kInside = 179;

// Compares the words of one text with those of many labels; remembers every pair. One per worker.
class WordMatch {
 public:
  // All must outlive this object.
  WordMatch(const LabelsAsWords& labels, const WordWeights& weights, const Substitutions& substitutions);

  // Starts with another text; the parts from `main` on count half.
  void set_text(const std::vector<WordPart>& parts, std::size_t main);

  // Settles how much the unknown words of the text count: their weight by the best likeness to any word of these
  // labels, to the power 1.5. Call it once per text, before compare().
  void weigh_unknown(std::span<const std::uint32_t> labels);

  // 0..kOne: the weighted share r of the text's words that the label has (each by its most alike word) and the share p
  // of the label's words that the text has, as F = 1.7 r p / (0.7 p + r).
  [[nodiscard]] std::uint32_t compare(std::uint32_t label);

 private:
  struct Part {
    std::string text;
    std::uint32_t word = kNoWord;
    std::uint32_t stem = kNoWord;
    WordShape shape;
    bool adds = false;  // counts half
    std::uint64_t weight = 0;
  };
  struct Row {
    std::uint32_t text = 0;   // the number of the text that it was computed for
    std::uint32_t begin = 0;  // into rows_
  };

  // Where the likeness of each part to this word stands, in order of the parts.
  [[nodiscard]] std::size_t row_of(std::uint32_t word);
  [[nodiscard]] std::uint32_t compute(const Part& part, std::uint32_t word) const;

  const LabelsAsWords& labels_;
  const WordWeights& weights_;
  const Substitutions& substitutions_;
  std::vector<Part> parts_;
  std::uint64_t total_weight_ = 0;
  std::uint32_t text_ = 0;
  std::vector<Row> row_of_;          // by word
  std::vector<std::uint32_t> rows_;  // of this text
  std::vector<std::uint32_t> best_;  // by part, for the label at hand
};

}  // namespace schakel
