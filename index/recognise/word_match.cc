#include "index/recognise/word_match.h"

#include <algorithm>

#include "index/model/model.h"
#include "index/recognise/fixed_point.h"

namespace schakel {
namespace {

constexpr std::size_t kShortestInside = 4;

constexpr std::uint32_t kChance = 64;  // of 256: any two words share that much

std::uint32_t above_chance(std::uint32_t likeness) {
  return likeness <= kChance ? 0 : (likeness - kChance) * 256 / (256 - kChance);
}

template <class Map>
std::uint32_t number_in(const Map& numbers, const std::string& text) {
  const auto found = numbers.find(text);
  return found == numbers.end() ? kNoWord : found->second;
}

bool stands_inside(const std::string& a, const std::string& b) {
  const std::string& shorter = a.size() < b.size() ? a : b;
  return shorter.size() >= kShortestInside && (a.size() < b.size() ? b : a).contains(shorter);
}

}  // namespace

WordMatch::WordMatch(const LabelsAsWords& labels, const WordWeights& weights, const Substitutions& substitutions)
    : labels_(labels), weights_(weights), substitutions_(substitutions), row_of_(labels.words.size()) {}

void WordMatch::set_text(const std::vector<WordPart>& parts, std::size_t main) {
  ++text_;
  parts_.clear();
  total_weight_ = 0;
  for (const WordPart& part : parts) {
    const std::uint32_t word = number_in(labels_.word_numbers, part.text);
    const std::uint32_t stem = number_in(labels_.stem_numbers, part.stem);
    const bool adds = parts_.size() >= main;
    const std::uint64_t weight = (stem == kNoWord ? weights_.unknown : weights_.by_stem[stem]) / (adds ? 2 : 1);
    parts_.push_back({part.text, word, stem, shape_of(part.text), adds, weight});
    total_weight_ += weight;
  }
  rows_.clear();
}

void WordMatch::weigh_unknown(std::span<const std::uint32_t> labels) {
  std::vector<std::uint32_t> best(parts_.size());
  for (const std::uint32_t label : labels) {
    for (const std::uint32_t word : labels_.words_of(label)) (void)row_of(word);
  }
  for (std::size_t at = 0; at < rows_.size(); ++at)
    best[at % best.size()] = std::max(best[at % best.size()], rows_[at]);
  total_weight_ = 0;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    if (part.stem == kNoWord) {
      const std::uint64_t full = weights_.unknown / (part.adds ? 2 : 1);
      part.weight = full * best[i] * integer_sqrt(best[i] * std::uint64_t{256}) / (std::uint64_t{256} * 256);
    }
    total_weight_ += part.weight;
  }
}

std::uint32_t WordMatch::compute(const Part& part, std::uint32_t word) const {
  if (part.word == word) return kSameWord;
  if (part.stem != kNoWord && part.stem == labels_.word_stems[word]) return kSameStem;
  const WordShape& shape = labels_.shapes[word];
  std::uint32_t best = above_chance(likeness(part.shape, shape));
  if (best < kInside && may_contain(part.shape, shape) && stands_inside(part.text, labels_.words[word])) best = kInside;
  if (part.stem != kNoWord) best = std::max(best, substitutions_.strength(part.stem, labels_.word_stems[word]));
  return best;
}

std::size_t WordMatch::row_of(std::uint32_t word) {
  Row& row = row_of_[word];
  if (row.text != text_) {
    row = {text_, static_cast<std::uint32_t>(rows_.size())};
    for (const Part& part : parts_) rows_.push_back(compute(part, word));
  }
  return row.begin;
}

std::uint32_t WordMatch::compare(std::uint32_t label) {
  const auto words = labels_.words_of(label);
  if (words.empty() || total_weight_ == 0) return 0;
  std::uint64_t covered = 0;
  std::uint64_t total = 0;
  best_.assign(parts_.size(), 0);
  for (const std::uint32_t word : words) {
    const std::size_t row = row_of(word);
    std::uint32_t best = 0;
    for (std::size_t i = 0; i < best_.size(); ++i) {
      best = std::max(best, rows_[row + i]);
      best_[i] = std::max(best_[i], rows_[row + i]);
    }
    const std::uint64_t weight = weights_.by_stem[labels_.word_stems[word]];
    covered += weight * best;
    total += weight;
  }
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < best_.size(); ++i) found += parts_[i].weight * best_[i];
  if (total == 0) return 0;
  const std::uint64_t recall = found * kOne / (256 * total_weight_);
  const std::uint64_t precision = covered * kOne / (256 * total);
  const std::uint64_t below = 7 * precision + 10 * recall;
  return below == 0 ? 0 : static_cast<std::uint32_t>(17 * recall * precision / below);
}

}  // namespace schakel
