// How general a concept is, by its name and its ISCO group.
#pragma once

#include <cstdint>
#include <vector>

#include "index/recognise/label_set.h"

namespace schakel {

inline constexpr std::uint32_t kPerWord = 410;    // a word less in the name, of kOne: 10 %
inline constexpr std::size_t kMostNameWords = 6;  // more are the same
inline constexpr std::uint32_t kNoManager = 820;  // 20 %
inline constexpr std::uint32_t kMostGeneral = kPerWord * (kMostNameWords - 1) + kNoManager;

// By concept, 0..kMostGeneral: kPerWord for each word that its name has fewer than kMostNameWords, and, for an
// occupation that is not one of ISCO's managers, kNoManager. A bare text means the concept with the short name; and
// there is a manager for every trade, whose labels hold its words.
[[nodiscard]] std::vector<std::uint32_t> generality_of(const LabelSet& set, RecogniserKind kind);

}  // namespace schakel
