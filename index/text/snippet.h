// The part of a text that shows why it was found.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace schakel {

// Whether a word (lower case) was looked for.
using IsWanted = std::function<bool(std::string_view word)>;

// The stretch of whole words, at most about `length` bytes, that holds the most different wanted words, the first one
// of equals; wanted words between « and », "…" where text is left out, line ends as spaces. Without a wanted word, the
// beginning of the text. Marks come on top of `length`; never cuts a character. Linear in the text.
struct Snippet {
  std::string text;
  std::size_t found = 0;  // wanted words in it
};
[[nodiscard]] Snippet make_snippet(std::string_view text, std::size_t length, const IsWanted& is_wanted);

}  // namespace schakel
