// The search language: words, "phrases", wild*, field:word, field:"phrase", AND, OR, NOT (or -word) and parentheses.
//
// Words that stand beside one another must all be found; AND binds more strongly than OR. Small words (de, het, in ...)
// count inside phrases only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/text/fields.h"

namespace schakel {

inline constexpr std::size_t kLongestQuery = 1000;  // bytes

struct QueryWord {
  std::string word;       // lower case
  std::size_t begin = 0;  // its bytes in the query
  std::size_t end = 0;
};

// What is looked for in one place: a word, the beginning of a word, or words next to one another.
struct QueryAtom {
  std::optional<TextField> field;  // none: all fields
  std::vector<QueryWord> words;    // at least one; more than one is a phrase
  bool wildcard = false;           // then one word
};

struct QueryNode {
  enum class Kind { kAtom, kAll, kAny };
  Kind kind = Kind::kAtom;
  QueryAtom atom;
  std::vector<QueryNode> children;  // of kAll and kAny, at least one
  std::vector<QueryNode> refused;   // of kAll: what must not be there
};

// kBadInput with a sentence that says what is wrong in the query.
[[nodiscard]] Result<QueryNode> parse_text_query(std::string_view text);

}  // namespace schakel
