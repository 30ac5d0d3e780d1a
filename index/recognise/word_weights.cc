#include "index/recognise/word_weights.h"

#include <algorithm>

#include "index/model/model.h"
#include "index/recognise/fixed_point.h"

namespace schakel {
namespace {

constexpr std::uint64_t kShare = 1U << 16U;  // 1.0 of a share

struct Kept {
  std::uint64_t sum = kShare / 2;  // one half, seen once
  std::uint64_t seen = 1;
};

std::uint32_t weight(std::uint64_t all, std::uint64_t with, const Kept& kept) {
  const std::uint64_t rarity = log2_ratio_256(all + 1, with + 1) + kNaturalUnit;
  const std::uint64_t root = integer_sqrt(kept.sum / kept.seen * kShare);  // of kShare
  return static_cast<std::uint32_t>(rarity * (6 * kShare + 4 * root) / (10 * kShare));
}

std::vector<std::uint32_t> distinct_stems(const LabelsAsWords& labels, std::size_t label) {
  std::vector<std::uint32_t> stems;
  for (const std::uint32_t word : labels.words_of(label)) stems.push_back(labels.word_stems[word]);
  std::ranges::sort(stems);
  const auto repeated = std::ranges::unique(stems);
  stems.erase(repeated.begin(), repeated.end());
  return stems;
}

}  // namespace

WordWeights::WordWeights(const LabelSet& set, const LabelsAsWords& labels) : by_stem(labels.stems()) {
  std::vector<std::uint32_t> concepts_with(labels.stems());
  std::vector<Kept> kept(labels.stems());
  std::vector<std::uint32_t> last(labels.stems(), kNoWord);
  std::vector<std::uint32_t> times(labels.stems());
  for (std::uint32_t c = 0; c < labels.concepts(); ++c) {
    for (std::uint32_t from = labels.concept_begin[c], to = from; from < labels.concept_begin[c + 1]; from = to) {
      while (to < labels.concept_begin[c + 1] && set.labels[to].language == set.labels[from].language) ++to;
      std::vector<std::uint32_t> here;
      for (std::uint32_t label = from; label < to; ++label) {
        for (const std::uint32_t stem : distinct_stems(labels, label)) {
          if (times[stem]++ == 0) here.push_back(stem);
        }
      }
      for (const std::uint32_t stem : here) {
        if (last[stem] != c) ++concepts_with[stem];
        last[stem] = c;
        if (to - from > 1) {
          kept[stem].sum += (times[stem] - 1) * kShare / (to - from - 1);
          ++kept[stem].seen;
        }
        times[stem] = 0;
      }
    }
  }
  for (std::size_t stem = 0; stem < by_stem.size(); ++stem)
    by_stem[stem] = weight(labels.concepts(), concepts_with[stem], kept[stem]);
  unknown = weight(labels.concepts(), 0, {});
}

}  // namespace schakel
