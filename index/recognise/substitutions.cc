#include "index/recognise/substitutions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "index/model/model.h"

namespace schakel {
namespace {

constexpr std::uint64_t kUnit = 1U << 16U;         // 1.0 of a pair
constexpr std::uint64_t kFewest = kUnit * 3 / 10;  // less is chance
constexpr std::uint64_t kPrior = 3 * kUnit;        // keeps rare words from certainty
constexpr std::uint64_t kWeakest = 5;              // of 256: weaker ones never decide anything
constexpr std::size_t kMostLabels = 64;            // of one concept: more are not compared

struct Pair {
  std::uint64_t stems = 0;  // a << 32 | b
  std::uint64_t weight = 0;
};

void add_up(std::vector<Pair>& pairs) {
  std::ranges::sort(pairs, {}, &Pair::stems);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept > 0 && pairs[kept - 1].stems == pairs[i].stems) {
      pairs[kept - 1].weight += pairs[i].weight;
    } else {
      pairs[kept++] = pairs[i];
    }
  }
  pairs.resize(kept);
}

using StemSet = std::vector<std::uint32_t>;

void compare(const StemSet& a, const StemSet& b, std::size_t others, std::vector<Pair>& pairs) {
  StemSet only_a;
  StemSet only_b;
  std::ranges::set_difference(a, b, std::back_inserter(only_a));
  std::ranges::set_difference(b, a, std::back_inserter(only_b));
  const std::size_t product = only_a.size() * only_b.size();
  if (product == 0 || product > Substitutions::kMostPairs) return;
  for (const std::uint32_t x : only_a) {
    for (const std::uint32_t y : only_b) pairs.push_back({std::uint64_t{x} << 32U | y, kUnit / (product * others)});
  }
}

std::vector<Pair> gather(const LabelsAsWords& labels) {
  std::vector<Pair> all;
  std::vector<StemSet> sets;
  std::vector<Pair> here;
  for (std::size_t c = 0; c < labels.concepts(); ++c) {
    const std::uint32_t first = labels.concept_begin[c];
    sets.assign(std::min<std::size_t>(labels.concept_begin[c + 1] - first, kMostLabels), {});
    for (std::size_t i = 0; i < sets.size(); ++i) {
      for (const std::uint32_t word : labels.words_of(first + i)) sets[i].push_back(labels.word_stems[word]);
      std::ranges::sort(sets[i]);
      const auto repeated = std::ranges::unique(sets[i]);
      sets[i].erase(repeated.begin(), repeated.end());
    }
    here.clear();
    for (const StemSet& a : sets) {
      for (const StemSet& b : sets) compare(a, b, sets.size() - 1, here);
    }
    add_up(here);
    all.insert(all.end(), here.begin(), here.end());
  }
  add_up(all);
  return all;
}

}  // namespace

Substitutions::Substitutions(const LabelsAsWords& labels) {
  const std::vector<Pair> pairs = gather(labels);
  std::vector<std::uint64_t> totals(labels.stems(), kPrior);
  for (const Pair& pair : pairs) totals[pair.stems >> 32U] += pair.weight;
  begin_.reserve(labels.stems() + 1);
  std::size_t next = 0;
  for (std::uint64_t stem = 0; stem < labels.stems(); ++stem) {
    begin_.push_back(static_cast<std::uint32_t>(cells_.size()));
    for (; next < pairs.size() && pairs[next].stems >> 32U == stem; ++next) {
      const auto other = static_cast<std::uint32_t>(pairs[next].stems);
      if (pairs[next].weight < kFewest) continue;
      const std::uint64_t scale = integer_sqrt(totals[stem]) * std::uint64_t{integer_sqrt(totals[other])};
      const std::uint64_t strength = std::min<std::uint64_t>(256, 512 * pairs[next].weight / scale);
      if (strength >= kWeakest) cells_.push_back({other, static_cast<std::uint32_t>(strength)});
    }
  }
  begin_.push_back(static_cast<std::uint32_t>(cells_.size()));
}

std::uint32_t Substitutions::strength(std::uint32_t a, std::uint32_t b) const {
  const auto from = cells_.begin() + begin_[a];
  const auto to = cells_.begin() + begin_[a + 1];
  const auto found =
      std::lower_bound(from, to, b, [](const Substitute& s, std::uint32_t stem) { return s.stem < stem; });
  return found == to || found->stem != b ? 0 : found->strength;
}

std::uint64_t Substitutions::checksum() const {
  std::uint64_t sum = 0;
  for (const Substitute& cell : cells_) sum = mix64(sum ^ (std::uint64_t{cell.stem} << 32U | cell.strength));
  return sum;
}

}  // namespace schakel
