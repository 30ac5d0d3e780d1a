// A text as the recogniser reads it: words in lower case without accents.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// What stands behind this many words is not read: no title and no label is that long.
inline constexpr std::size_t kMostPlainWords = 24;

// The words of WordReader (index/text/words.h) with accents taken off Latin letters ("coördinator": "coordinator",
// "œ": "oe"); other scripts stay as they are. At most kMostPlainWords. Any bytes will do. Linear in what is read.
[[nodiscard]] std::vector<std::string> plain_words(std::string_view text);

// One lower-case word without its accents.
[[nodiscard]] std::string without_accents(std::string_view word);

// The words with single spaces between them.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace schakel
