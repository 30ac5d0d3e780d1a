#include "index/recognise/labels_as_words.h"

#include <algorithm>

#include "index/model/model.h"
#include "index/recognise/plain_words.h"

namespace schakel {
namespace {

// In how many concepts each plain word stands.
WordMap<std::uint32_t> count_uses(const LabelSet& set) {
  struct Use {
    std::uint32_t concepts = 0;
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  };
  WordMap<Use> uses;
  for (const KnownLabel& label : set.labels) {
    for (std::string& word : plain_words(label.text)) {
      Use& use = uses[std::move(word)];
      if (use.last == label.owner) continue;
      use.last = label.owner;
      ++use.concepts;
    }
  }
  WordMap<std::uint32_t> counts;
  for (const auto& [word, use] : uses) counts.emplace(word, use.concepts);
  return counts;
}

}  // namespace

TextKeys keys_of(const std::vector<std::string>& words, const std::vector<WordPart>& parts) {
  std::vector<std::string> stems;
  std::vector<std::string> gathered;
  for (const WordPart& part : parts) {
    stems.push_back(part.stem);
    if (!is_binding_word(part.text)) gathered.push_back(part.stem);
  }
  std::ranges::sort(gathered);
  return {fnv1a(joined(words)), fnv1a(joined(stems)), fnv1a(joined(gathered))};
}

LabelsAsWords::LabelsAsWords(const LabelSet& set) : compounds(count_uses(set)) {
  WordForms forms(set.language, compounds);
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    while (concept_begin.size() <= set.labels[i].owner) concept_begin.push_back(static_cast<std::uint32_t>(i));
    label_begin.push_back(static_cast<std::uint32_t>(label_words.size()));
    const std::vector<std::string> plain = plain_words(set.labels[i].text);
    std::vector<WordPart> all;
    std::string text;
    for (const std::string& word : plain) {
      std::ranges::move(forms.parts(word), std::back_inserter(all));
      text.append(" ").append(forms.common(word)).append(" ");
    }
    for (const WordPart& part : all) {
      const auto next = static_cast<std::uint32_t>(words.size());
      const auto [word, is_new] = word_numbers.try_emplace(part.text, next);
      label_words.push_back(word->second);
      if (!is_new) continue;
      const auto stem = stem_numbers.try_emplace(part.stem, static_cast<std::uint32_t>(stem_numbers.size())).first;
      words.push_back(part.text);
      word_stems.push_back(stem->second);
      shapes.push_back(shape_of(part.text));
    }
    keys.push_back(keys_of(plain, all));
    spaced.push_back(std::move(text));
  }
  concept_begin.resize(set.concepts.size() + 1, static_cast<std::uint32_t>(set.labels.size()));
  label_begin.push_back(static_cast<std::uint32_t>(label_words.size()));
}

}  // namespace schakel
