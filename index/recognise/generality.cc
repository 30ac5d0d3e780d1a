#include "index/recognise/generality.h"

#include <algorithm>

#include "index/recognise/plain_words.h"

namespace schakel {

std::vector<std::uint32_t> generality_of(const LabelSet& set, RecogniserKind kind) {
  std::vector<std::uint32_t> general(set.concepts.size());
  for (std::size_t c = 0; c < general.size(); ++c) {
    const std::size_t words = std::clamp<std::size_t>(plain_words(set.concepts[c].name).size(), 1, kMostNameWords);
    general[c] = kPerWord * static_cast<std::uint32_t>(kMostNameWords - words);
    if (kind == RecogniserKind::kOccupation && !set.concepts[c].isco.starts_with('1')) general[c] += kNoManager;
  }
  return general;
}

}  // namespace schakel
