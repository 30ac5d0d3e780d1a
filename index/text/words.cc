#include "index/text/words.h"

#include <algorithm>
#include <array>

namespace schakel {
namespace {

// ASCII in lower case where it belongs to a word, else 0.
constexpr std::array<char, 128> kLower = [] {
  std::array<char, 128> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<unsigned char>(c)] = c;
    table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  }
  table['_'] = '_';
  return table;
}();

constexpr std::array<std::string_view, 51> kSmallWords = {
    "aan", "als",  "bij",  "dan", "dat",  "de",    "den", "der",  "deze", "die", "dit",  "door", "een",
    "en",  "er",   "het",  "hun", "ik",   "in",    "is",  "je",   "jij",  "jou", "jouw", "me",   "met",
    "mij", "mijn", "naar", "of",  "om",   "onder", "ons", "onze", "ook",  "op",  "over", "te",   "tot",
    "u",   "uit",  "uw",   "van", "voor", "we",    "wij", "ze",   "zich", "zij", "zijn", "zo"};
static_assert(std::ranges::is_sorted(kSmallWords));

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

struct Character {
  unsigned code = 0;
  std::size_t bytes = 1;
  bool valid = true;
};

// Strict UTF-8 (RFC 3629); a byte that is none counts as its Latin-1 character. Xapian's own iterator is declared pure
// but remembers lengths: g++ 12 at -O3 lets one iterator read what another left behind.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {.code = lead};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr std::array<unsigned, 5> kLowest = {0, 0, 0x80, 0x800, 0x10000};
  unsigned code = lead & (0x7FU >> bytes);
  bool valid = lead >= 0xC2 && lead < 0xF5 && text.size() - at >= bytes;
  for (std::size_t i = 1; valid && i < bytes; ++i) {
    valid = (byte(i) & 0xC0U) == 0x80;
    code = code << 6U | (byte(i) & 0x3FU);
  }
  valid = valid && code >= kLowest[bytes] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!valid) return {.code = lead, .bytes = 1, .valid = false};
  return {.code = code, .bytes = bytes};
}

bool ends_in_doubled_consonant(std::string_view word) {
  constexpr std::string_view kConsonants = "bcdfghjklmnpqrstvwxz";
  return word.size() > 2 && word.back() == word[word.size() - 2] && kConsonants.contains(word.back());
}

}  // namespace

void WordReader::append(std::string_view lower) {
  cut_ = cut_ || word_.size() + lower.size() > kLongestWord;
  if (!cut_) word_.append(lower);
}

bool WordReader::read_word_character() {
  if (const char c = text_[end_]; is_ascii(c)) {
    const char lower = kLower[static_cast<unsigned char>(c)];
    if (lower == 0) return false;
    append({&lower, 1});
    ++end_;
    return true;
  }
  const Character character = character_at(text_, end_);
  if (!Xapian::Unicode::is_wordchar(character.code)) return false;
  std::string lower;
  Xapian::Unicode::append_utf8(lower, Xapian::Unicode::tolower(character.code));
  append(lower);
  end_ += character.bytes;
  return true;
}

bool WordReader::next() {
  word_.clear();
  cut_ = false;
  begin_ = end_;
  while (begin_ < text_.size() && !read_word_character()) begin_ = end_ += character_at(text_, end_).bytes;
  if (begin_ == text_.size()) return false;
  while (end_ < text_.size() && read_word_character()) {
  }
  std::size_t suffix = end_;
  while (suffix < text_.size() && suffix < end_ + 2 && (text_[suffix] == '+' || text_[suffix] == '#')) ++suffix;
  append(text_.substr(end_, suffix - end_));
  end_ = suffix;
  return true;
}

bool is_small_word(std::string_view word) { return std::ranges::binary_search(kSmallWords, word); }

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    if (!character.valid) return false;
    at += character.bytes;
  }
  return true;
}

const std::string& Stems::stem(std::string_view word) {
  auto found = words_.find(word);
  if (found == words_.end()) {
    std::string key(word);
    std::string stem = stemmer_(key);
    if (ends_in_doubled_consonant(stem)) stem.pop_back();
    if (stem.empty()) stem = key;
    found = words_.emplace(std::move(key), Entry{std::move(stem)}).first;
  }
  ++found->second.uses;
  return found->second.stem;
}

bool has_stemmer(std::string_view language) {
  try {
    return !language.empty() && language != "none" && !Xapian::Stem(std::string(language)).is_none();
  } catch (const Xapian::InvalidArgumentError&) {
    return false;
  }
}

bool holds_phrase(std::string_view text, const std::vector<std::string>& phrase, Stems& stems) {
  // The last phrase.size() stems stand in a ring; entries of a node-based map do not move.
  std::vector<const std::string*> ring(phrase.size());
  std::size_t count = 0;
  for (WordReader reader(text); reader.next();) {
    ring[count++ % ring.size()] = &stems.stem(reader.word());
    if (count < ring.size()) continue;
    bool all = true;
    for (std::size_t i = 0; i < phrase.size() && all; ++i) all = *ring[(count + i) % ring.size()] == phrase[i];
    if (all) return true;
  }
  return false;
}

}  // namespace schakel
