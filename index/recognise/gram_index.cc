#include "index/recognise/gram_index.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "index/model/model.h"
#include "index/recognise/fixed_point.h"
#include "index/recognise/keep_best.h"

namespace schakel {
namespace {

using Grams = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // gram, times; sorted

// Three bytes, or four; the first byte of a run of three is 0.
Grams grams_of(std::string_view spaced) {
  Grams grams;
  for (std::size_t i = 0; i + 3 <= spaced.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(spaced[at]));
    };
    if (spaced[i + 1] == ' ') continue;  // the middle of a run lies inside a word
    const std::uint32_t three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
    grams.emplace_back(three, 1);
    if (spaced[i + 2] != ' ' && i + 4 <= spaced.size()) grams.emplace_back(three << 8U | byte(i + 3), 1);
  }
  std::ranges::sort(grams);
  std::size_t kept = 0;
  for (const auto& [gram, times] : grams) {
    if (kept > 0 && grams[kept - 1].first == gram) {
      grams[kept - 1].second += times;
    } else {
      grams[kept++] = {gram, times};
    }
  }
  grams.resize(kept);
  return grams;
}

// 256 * (1 + ln times).
std::uint32_t dampened(std::uint32_t times) { return 256 + log2_256(times) * 256 / kNaturalUnit; }

}  // namespace

GramIndex::GramIndex(const LabelsAsWords& labels) : labels_(labels.keys.size()) {
  std::vector<std::uint32_t> concepts_with;
  std::vector<std::uint32_t> last;
  std::vector<std::uint32_t> count;
  std::vector<Grams> all(labels_);
  for (std::uint32_t c = 0; c < labels.concepts(); ++c) {
    for (std::uint32_t label = labels.concept_begin[c]; label < labels.concept_begin[c + 1]; ++label) {
      all[label] = grams_of(labels.spaced[label]);
      for (auto& [gram, times] : all[label]) {
        const auto [found, is_new] = numbers_.try_emplace(gram, static_cast<std::uint32_t>(numbers_.size()));
        gram = found->second;
        if (is_new) {
          concepts_with.push_back(0);
          last.push_back(kNoWord);
          count.push_back(0);
        }
        ++count[gram];
        if (last[gram] != c) ++concepts_with[gram];
        last[gram] = c;
      }
    }
  }
  begin_.push_back(0);
  for (std::size_t gram = 0; gram < count.size(); ++gram) {
    begin_.push_back(begin_.back() + count[gram]);
    rarity_.push_back(log2_ratio_256(labels.concepts() + 1, concepts_with[gram] + 1) + kNaturalUnit);
  }
  postings_.resize(begin_.back());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (std::uint32_t label = 0; label < labels_; ++label) {
    std::uint64_t squares = 0;
    const auto weight = [&](const auto& gram) {
      return std::uint64_t{dampened(gram.second)} * rarity_[gram.first] / 256;
    };
    for (const auto& gram : all[label]) squares += weight(gram) * weight(gram);
    const std::uint64_t length = std::max<std::uint32_t>(1, integer_sqrt(squares));
    for (const auto& gram : all[label])
      postings_[next[gram.first]++] = {label, static_cast<std::uint32_t>(weight(gram) * kScale / length)};
  }
}

void GramIndex::score(std::string_view spaced, Scratch& scratch) const {
  scratch.scores.assign(labels_, 0);
  Grams grams = grams_of(spaced);
  std::uint64_t squares = 0;
  std::size_t known = 0;
  for (const auto& [gram, times] : grams) {
    const auto found = numbers_.find(gram);
    if (found == numbers_.end()) continue;
    const std::uint32_t weight = dampened(times) * rarity_[found->second] / 256;
    grams[known++] = {found->second, weight};
    squares += std::uint64_t{weight} * weight;
  }
  grams.resize(known);
  const std::uint64_t length = std::max<std::uint32_t>(1, integer_sqrt(squares));
  for (const auto& [gram, weight] : grams) {
    const auto scaled = static_cast<std::uint32_t>(std::uint64_t{weight} * kOne / length);
    for (std::uint32_t i = begin_[gram]; i < begin_[gram + 1]; ++i)
      scratch.scores[postings_[i].label] += scaled * postings_[i].weight;
  }
}

std::vector<std::uint32_t> GramIndex::best(const Scratch& scratch, std::size_t most) const {
  constexpr std::size_t kBlock = 64;
  constexpr std::uint32_t kLeast = kOne / 128 * kScale;
  const auto block = [&](std::size_t b) {
    const std::size_t from = b * kBlock;
    return std::span(scratch.scores).subspan(from, std::min(kBlock, labels_ - from));
  };
  // As many blocks as are wanted have a label that scores this much: what scores less is not among the best.
  std::vector<std::uint32_t> tops((labels_ + kBlock - 1) / kBlock);
  for (std::size_t b = 0; b < tops.size(); ++b) {
    for (const std::uint32_t score : block(b)) tops[b] = std::max(tops[b], score);
  }
  std::uint32_t edge = kLeast;
  if (most > 0 && tops.size() > most) {
    std::vector<std::uint32_t> sorted = tops;
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::ranges::nth_element(sorted, at, std::greater<>());
    edge = std::max(edge, *at);
  }
  std::vector<std::uint32_t> found;
  for (std::size_t b = 0; b < tops.size(); ++b) {
    if (tops[b] < edge) continue;
    for (std::size_t i = 0; i < block(b).size(); ++i) {
      if (block(b)[i] >= edge) found.push_back(static_cast<std::uint32_t>(b * kBlock + i));
    }
  }
  keep_best(found, scratch.scores, most);
  return found;
}

std::uint64_t GramIndex::checksum() const {
  std::uint64_t sum = labels_;
  for (const Posting& posting : postings_) sum = mix64(sum ^ (std::uint64_t{posting.label} << 32U | posting.weight));
  return sum;
}

}  // namespace schakel
