// What a word is, for building, querying and marking alike.
//
// A word is a run of letters, digits and marks (Unicode), with trailing '+' and '#' ("c++", "c#"), in lower case.
// Hyphen, apostrophe, point and comma end it. Invalid UTF-8 is read byte by byte as Latin-1.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel {

// Longer words (in bytes of lower case) are cut here, so that no term passes Xapian's limit of 245 bytes.
inline constexpr std::size_t kLongestWord = 64;

// Reads the words of a text from front to back. The text must outlive it.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  // Goes to the next word; false at the end.
  bool next();

  [[nodiscard]] std::string_view word() const { return word_; }  // lower case; valid until next()
  [[nodiscard]] std::size_t begin() const { return begin_; }     // first byte in the text
  [[nodiscard]] std::size_t end() const { return end_; }         // one past the last byte

 private:
  bool read_word_character();
  void append(std::string_view lower);

  std::string_view text_;
  std::string word_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool cut_ = false;
};

// Whether a word (lower case) is one of the Dutch articles, prepositions and pronouns that stand in every text. They
// are not indexed: a fifth of all postings that no search needs.
[[nodiscard]] bool is_small_word(std::string_view word);

[[nodiscard]] bool is_utf8(std::string_view text);

// Map keys that are found by a view.
struct ViewHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using WordMap = std::unordered_map<std::string, Value, ViewHash, std::equal_to<>>;

// Snowball stems, Dutch unless told otherwise, remembered per word; a doubled consonant at the end of a stem is written
// once, which Snowball does for some letters only (lassen and las, mannen and man). Not thread-safe: one per worker.
class Stems {
 public:
  struct Entry {
    std::string stem;
    std::uint64_t uses = 0;  // how often it was asked for
  };

  Stems() : Stems("dutch") {}
  explicit Stems(const std::string& language) : stemmer_(language) {}  // a name or code that Xapian knows

  // Valid as long as this object.
  const std::string& stem(std::string_view word);
  [[nodiscard]] const WordMap<Entry>& words() const { return words_; }

 private:
  Xapian::Stem stemmer_;
  WordMap<Entry> words_;
};

// Whether Snowball has a stemmer of this name ("dutch") or code ("nl").
[[nodiscard]] bool has_stemmer(std::string_view language);

// Whether the words of `text` hold these stems next to one another, in this order. Requires at least one stem.
[[nodiscard]] bool holds_phrase(std::string_view text, const std::vector<std::string>& phrase, Stems& stems);

}  // namespace schakel
