#include "index/recognise/plain_words.h"

#include <array>

#include "index/text/words.h"

namespace schakel {
namespace {

// What U+00E0 to U+00FF and U+0100 to U+017F become, in order, one space between them. A dot: left as it is.
constexpr std::string_view kLatin1 = "a a a a a a ae c e e e e i i i i d n o o o o o . o u u u u y th y ";
constexpr std::string_view kExtended =
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k "
    "k "
    "l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u "
    "u u u w w y y y z z z z z z s ";

template <std::size_t Size>
constexpr std::array<std::string_view, Size> cut(std::string_view table) {
  std::array<std::string_view, Size> parts;
  for (auto& part : parts) {
    part = table.substr(0, table.find(' '));
    table.remove_prefix(part.size() + 1);
  }
  return parts;
}

constexpr auto kPlainLatin1 = cut<32>(kLatin1);
constexpr auto kPlainExtended = cut<128>(kExtended);

}  // namespace

std::string without_accents(std::string_view word) {
  std::string plain;
  plain.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto lead = static_cast<unsigned char>(word[i]);
    if (lead < 0xC3 || lead > 0xC5 || i + 1 == word.size()) {
      plain += word[i];
      continue;
    }
    const unsigned code = (lead & 0x1FU) << 6U | (static_cast<unsigned char>(word[i + 1]) & 0x3FU);
    std::string_view folded = ".";
    if (code == 0xDF) folded = "ss";
    if (code >= 0xE0 && code <= 0xFF) folded = kPlainLatin1[code - 0xE0];
    if (code >= 0x100 && code <= 0x17F) folded = kPlainExtended[code - 0x100];
    plain += folded == "." ? word.substr(i, 2) : folded;
    ++i;
  }
  return plain;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (WordReader reader(text); words.size() < kMostPlainWords && reader.next();)
    words.push_back(without_accents(reader.word()));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

}  // namespace schakel
