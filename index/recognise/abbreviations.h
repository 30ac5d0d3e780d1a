// What abbreviations stand for: data/reference/abbreviations.tsv.
#pragma once

#include <string>
#include <vector>

namespace schakel {

inline constexpr std::size_t kMostReadings = 3;

// Plain words, of which the first `main` name the thing and the others add to it.
struct Reading {
  std::vector<std::string> words;
  std::size_t main = 0;
};

// The readings of a text: the text as it is, and, where it holds abbreviations, the text with each
// written out: in its first reading, then in its second ... At most kMostReadings in all; the first is always the text
// itself.
[[nodiscard]] std::vector<Reading> readings(const Reading& text);

}  // namespace schakel
