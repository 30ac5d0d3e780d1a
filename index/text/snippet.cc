#include "index/text/snippet.h"

#include <map>
#include <utility>
#include <vector>

#include "index/text/words.h"

namespace schakel {
namespace {

constexpr std::string_view kOpen = "\u00AB";
constexpr std::string_view kClose = "\u00BB";
constexpr std::string_view kLeftOut = "\u2026";

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct WantedWord {
  Span at;
  std::string word;
};

// Everything the choice needs: where words stand, and the wanted among them.
struct Words {
  std::vector<Span> all;
  std::vector<WantedWord> wanted;
};

// Very long words are shown in part.
std::size_t shown_end(std::string_view text, std::size_t begin, std::size_t end) {
  if (end - begin <= kLongestWord) return end;
  end = begin + kLongestWord;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end;
}

Words read_words(std::string_view text, const IsWanted& is_wanted) {
  Words words;
  for (WordReader reader(text); reader.next();) {
    words.all.push_back({reader.begin(), shown_end(text, reader.begin(), reader.end())});
    if (is_wanted(reader.word())) words.wanted.push_back({words.all.back(), std::string(reader.word())});
  }
  return words;
}

// The first run of wanted words within `length` bytes that has the most different ones, and of those the most.
Span densest(const std::vector<WantedWord>& wanted, std::size_t length) {
  std::map<std::string_view, std::size_t> inside;
  Span best = wanted.front().at;
  std::pair<std::size_t, std::size_t> most = {0, 0};
  std::size_t first = 0;
  for (std::size_t last = 0; last < wanted.size(); ++last) {
    ++inside[wanted[last].word];
    for (; first < last && wanted[last].at.end - wanted[first].at.begin > length; ++first) {
      if (const auto left = inside.find(wanted[first].word); --left->second == 0) inside.erase(left);
    }
    const std::pair count = {inside.size(), last - first + 1};
    if (count <= most) continue;
    most = count;
    best = {wanted[first].at.begin, wanted[last].at.end};
  }
  return best;
}

// Widens `core` to whole words on both sides, up to `length` bytes: a third of the room before it, the rest after it.
Span widened(const std::vector<Span>& words, Span core, std::size_t text_size, std::size_t length) {
  const std::size_t room = length > core.end - core.begin ? length - (core.end - core.begin) : 0;
  const std::size_t earliest = core.begin > room / 3 ? core.begin - room / 3 : 0;
  Span result = core;
  for (const Span& word : words) {
    if (word.begin >= earliest && word.begin < result.begin) result.begin = word.begin;
    if (word.end > result.end && word.end - result.begin <= length) result.end = word.end;
  }
  if (text_size - result.begin <= length) result.end = text_size;
  if (result.end <= length) result.begin = 0;
  return result;
}

void append_in_line(std::string& line, std::string_view text) {
  for (const char c : text) {
    const bool space = c == ' ' || static_cast<unsigned char>(c) < 0x20;
    if (!space) {
      line.push_back(c);
    } else if (!line.empty() && line.back() != ' ') {
      line.push_back(' ');
    }
  }
}

}  // namespace

Snippet make_snippet(std::string_view text, std::size_t length, const IsWanted& is_wanted) {
  const Words words = read_words(text, is_wanted);
  if (words.all.empty()) return {};
  const Span core =
      words.wanted.empty() ? Span{words.all.front().begin, words.all.front().begin} : densest(words.wanted, length);
  const Span shown = widened(words.all, core, text.size(), length);
  Snippet snippet;
  std::size_t at = shown.begin;
  if (at > 0) snippet.text.append(kLeftOut);
  for (const WantedWord& word : words.wanted) {
    if (word.at.begin < at || word.at.end > shown.end) continue;
    append_in_line(snippet.text, text.substr(at, word.at.begin - at));
    snippet.text.append(kOpen).append(text.substr(word.at.begin, word.at.end - word.at.begin)).append(kClose);
    at = word.at.end;
    ++snippet.found;
  }
  append_in_line(snippet.text, text.substr(at, shown.end - at));
  if (shown.end < text.size()) snippet.text.append(kLeftOut);
  return snippet;
}

}  // namespace schakel
