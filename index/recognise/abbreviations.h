// What abbreviations stand for: data/reference/abbreviations.tsv.
#pragma once

#include <string>
#include <vector>

namespace schakel {

inline constexpr std::size_t kMostReadings = 3;

// The readings of a text (plain words): the text as it is, and, where it holds abbreviations, the text with each
// written out: in its first reading, then in its second ... At most kMostReadings in all; the first is always the text
// itself.
[[nodiscard]] std::vector<std::vector<std::string>> readings(const std::vector<std::string>& words);

}  // namespace schakel
