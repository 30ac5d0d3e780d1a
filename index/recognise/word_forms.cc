#include "index/recognise/word_forms.h"

#include <algorithm>
#include <array>

namespace schakel {
namespace {

struct Ending {
  std::string_view special;
  std::string_view common;
};

constexpr std::array<Ending, 20> kEndings = {{
    {"ster", "er"},   {"euse", "eur"},  {"trice", "teur"},  {"ica", "icus"},   {"loge", "loog"},
    {"esse", ""},     {"vrouw", "man"}, {"vrouwen", "man"}, {"lieden", "man"}, {"lui", "man"},
    {"woman", "man"}, {"women", "man"}, {"men", "man"},     {"ress", "er"},    {"ress", "or"},
    {"ies", "y"},     {"es", ""},       {"s", ""},          {"en", ""},        {"en", "e"},
}};
constexpr std::size_t kShortestForm = 5;

// A stemmer's memory is dropped when it has grown this far: texts come as a stream.
constexpr std::size_t kMostRemembered = 100'000;

constexpr std::array<std::string_view, 12> kEnglishBinding = {"a",  "an", "and", "at", "by",  "for",
                                                              "in", "of", "on",  "or", "the", "to"};

std::string stemmer_of(std::string_view language) { return has_stemmer(language) ? std::string(language) : "none"; }

}  // namespace

bool is_binding_word(std::string_view word) {
  return is_small_word(word) || std::ranges::find(kEnglishBinding, word) != kEnglishBinding.end();
}

std::string common_form(std::string_view word, const Compounds& vocabulary) {
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.special)) continue;
    std::string common(word.substr(0, word.size() - ending.special.size()));
    common.append(ending.common);
    if (common.size() >= kShortestForm && vocabulary.uses(common) > 0) return common;
  }
  return std::string(word);
}

WordForms::WordForms(std::string_view language, const Compounds& vocabulary)
    : vocabulary_(vocabulary), stemmer_name_(stemmer_of(language)), splits_(language == "nl"), stems_(stemmer_name_) {}

std::string WordForms::common(std::string_view word) const { return common_form(word, vocabulary_); }

std::string WordForms::stem(std::string_view word) {
  if (stems_.words().size() >= kMostRemembered) stems_ = Stems(stemmer_name_);
  return stems_.stem(word);
}

std::vector<WordPart> WordForms::parts(std::string_view word) {
  const std::string common = common_form(word, vocabulary_);
  std::vector<WordPart> parts;
  if (!splits_) return {{common, stem(common)}};
  for (const std::string& piece : vocabulary_.split(common)) {
    std::string text = common_form(piece, vocabulary_);
    std::string stemmed = stem(text);
    parts.push_back({std::move(text), std::move(stemmed)});
  }
  return parts;
}

}  // namespace schakel
