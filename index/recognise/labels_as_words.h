// The labels of a set as numbered words: what the recogniser compares texts with.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/recognise/compounds.h"
#include "index/recognise/label_set.h"
#include "index/recognise/word_forms.h"
#include "index/recognise/word_shape.h"

namespace schakel {

inline constexpr std::uint32_t kNoWord = std::numeric_limits<std::uint32_t>::max();

// What a text or a label is, apart from how its words stand: three keys that equal texts share.
struct TextKeys {
  std::uint64_t literal = 0;   // the plain words
  std::uint64_t stems = 0;     // the stems of their parts, in order
  std::uint64_t gathered = 0;  // the stems of their parts without binding words, sorted

  friend bool operator==(const TextKeys&, const TextKeys&) = default;
};
[[nodiscard]] TextKeys keys_of(const std::vector<std::string>& words, const std::vector<WordPart>& parts);

// Numbers go by first occurrence. Immutable once built.
struct LabelsAsWords {
  Compounds compounds;

  std::vector<std::string> words;         // the parts of words (WordForms), by number
  std::vector<std::uint32_t> word_stems;  // word to stem
  std::vector<WordShape> shapes;          // of words
  WordMap<std::uint32_t> word_numbers;
  WordMap<std::uint32_t> stem_numbers;

  std::vector<std::uint32_t> concept_begin;  // label numbers of concept c: concept_begin[c] to concept_begin[c + 1]
  std::vector<std::uint32_t> label_begin;    // into label_words
  std::vector<std::uint32_t> label_words;    // word numbers
  std::vector<TextKeys> keys;                // by label
  std::vector<std::string> spaced;           // by label: its words (WordForms::common), a space around each

  explicit LabelsAsWords(const LabelSet& set);

  [[nodiscard]] std::span<const std::uint32_t> words_of(std::size_t label) const {
    return std::span(label_words).subspan(label_begin[label], label_begin[label + 1] - label_begin[label]);
  }
  [[nodiscard]] std::size_t concepts() const { return concept_begin.size() - 1; }
  [[nodiscard]] std::size_t stems() const { return stem_numbers.size(); }
};

}  // namespace schakel
