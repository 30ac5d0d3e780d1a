// Words of labels and of texts brought to one form: gender, compounds, stem.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/recognise/compounds.h"
#include "index/text/words.h"

namespace schakel {

// The male or neutral form of a word with a female or plural ending, where the vocabulary has it: medewerkster is
// medewerker, monteuse monteur, timmerlieden timmerman, waitress waiter, managers manager. Else the word itself.
[[nodiscard]] std::string common_form(std::string_view word, const Compounds& vocabulary);

struct WordPart {
  std::string text;
  std::string stem;
};

// Immutable but for the stemmer's memory: one per worker. `vocabulary` must outlive it.
class WordForms {
 public:
  // `language`: ISO 639-1. Languages without a Snowball stemmer are not stemmed; only Dutch is split.
  WordForms(std::string_view language, const Compounds& vocabulary);

  // The parts of a plain word (plain_words.h), each with its stem; at least one.
  [[nodiscard]] std::vector<WordPart> parts(std::string_view word);

  // common_form() of the whole word.
  [[nodiscard]] std::string common(std::string_view word) const;

 private:
  const Compounds& vocabulary_;
  std::string stemmer_name_;
  bool splits_ = false;
  Stems stems_;

  [[nodiscard]] std::string stem(std::string_view word);
};

// Words that tie others together in Dutch and English ("van", "of", "and"): they do not tell one label from another.
[[nodiscard]] bool is_binding_word(std::string_view word);

}  // namespace schakel
