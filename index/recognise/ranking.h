// From scores of labels to ranked concepts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/recognise/label_set.h"
#include "index/recognise/labels_as_words.h"
#include "index/recognise/recogniser.h"

namespace schakel {

// How literally a label is the text.
enum class Sameness : std::uint8_t { kNone, kGathered, kStems, kLiteral };
[[nodiscard]] Sameness sameness(const TextKeys& text, const TextKeys& label);

// How sure a first answer with this score is whose follower has `next`, in percent: 1..99. A rough line, see
// docs/recognition.md for how often such answers are right.
[[nodiscard]] std::uint32_t confidence_of(std::uint32_t score, std::uint32_t next);

// Gathers the labels of one text, in one reading or more; a concept counts by its best reading.
class Ranking {
 public:
  // `general` by concept; `full_score`: what is 1000. Set and general must outlive this object.
  Ranking(const LabelSet& set, const std::vector<std::uint32_t>& general, std::uint32_t full_score, LabelRanks ranks)
      : set_(set), general_(general), full_score_(full_score), ranks_(ranks) {}

  void start_reading();
  // Labels of one concept come one after another, concepts ascending. letters, words: 0..kOne.
  void add(std::uint32_t label, std::uint32_t letters, std::uint32_t words, Sameness same);
  // `context`: 0..kOne by concept.
  void finish_reading(const std::vector<std::uint32_t>& context);

  [[nodiscard]] std::vector<Recognised> ranked(std::size_t top);
  // See Recognition::group. After ranked().
  [[nodiscard]] std::string shared_group() const;
  // See Recognition::labels: a label stands by what it says itself and what its concept says. After ranked().
  [[nodiscard]] std::vector<std::uint32_t> ranked_labels() const;

 private:
  struct Entry {
    std::uint32_t total = 0;
    Recognised best;
  };

  void finish_concept();
  void add_context(const std::vector<std::uint32_t>& context);
  void add_groups();

  struct LabelScore {
    std::uint32_t total = 0;  // of the label itself
    std::uint32_t label = 0;
  };

  const LabelSet& set_;
  const std::vector<std::uint32_t>& general_;
  std::uint32_t full_score_;
  LabelRanks ranks_;
  std::vector<LabelScore> label_scores_;
  std::vector<Entry> entries_;      // of all readings, by concept
  std::vector<Entry> reading_;      // of this one
  std::vector<Recognised> labels_;  // of the concept at hand
};

}  // namespace schakel
