#include "index/text/words.h"

#include <catch2/catch.hpp>

using namespace schakel;

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (WordReader reader(text); reader.next();) words.emplace_back(reader.word());
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words are runs of letters and digits in lower case, without the punctuation around them") {
  CHECK(words_of("Lasser (m/v), 36 uur!") == Words{"lasser", "m", "v", "36", "uur"});
  CHECK(words_of("zzp'er sport-en") == Words{"zzp", "er", "sport", "en"});
  CHECK(words_of("COÖRDINATOR Ærø") == Words{"coördinator", "ærø"});
  CHECK(words_of("").empty());
  CHECK(words_of(" .,-+# ").empty());
}

TEST_CASE("programming languages keep their plus and sharp") {
  CHECK(words_of("C++, C# of F#-") == Words{"c++", "c#", "of", "f#"});
}

TEST_CASE("a word knows its bytes in the text") {
  const std::string text = "één coördinator.";
  WordReader reader(text);
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  CHECK(text.substr(reader.begin(), reader.end() - reader.begin()) == "coördinator");
  CHECK_FALSE(reader.next());
}

TEST_CASE("a word of thousands of bytes is cut, between characters, and read over as one") {
  std::string text = "a";
  for (int i = 0; i < 5000; ++i) text += "é";
  text += " kok";
  const auto words = words_of(text);
  REQUIRE(words.size() == 2);
  CHECK(words[0].size() <= kLongestWord);
  CHECK(is_utf8(words[0]));
  CHECK(words[1] == "kok");
}

TEST_CASE("invalid UTF-8, NUL and cut characters are read to the end") {
  using namespace std::string_view_literals;
  CHECK(words_of("kok\xC3"sv).front().starts_with("kok"));
  CHECK(words_of("a\0b \xFF\xFE\x80 c"sv).back() == "c");
  CHECK_FALSE(is_utf8("kok\xC3"));
  CHECK_FALSE(is_utf8("\xFFkok"));
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond Unicode
  CHECK(is_utf8("één 𝄞 kok"));
  CHECK(is_utf8(""));
}

TEST_CASE("the Dutch stemmer joins plural and verb forms and takes accents off, but leaves past participles apart") {
  Stems stems;
  CHECK(stems.stem("lassen") == stems.stem("las"));
  CHECK(stems.stem("mannen") == stems.stem("man"));
  CHECK(stems.stem("werken") == stems.stem("werk"));
  CHECK(stems.stem("c++") == "c++");
  CHECK(stems.stem("lassers") == stems.stem("lasser"));
  CHECK(stems.stem("monteurs") == stems.stem("monteur"));
  CHECK(stems.stem("coördinator") == stems.stem("coordinator"));
  CHECK(stems.stem("gelast") != stems.stem("lassen"));
  CHECK(stems.stem("timmerlieden") != stems.stem("timmerman"));
}

TEST_CASE("a phrase is held where its stems stand next to one another, in order") {
  Stems stems;
  const auto holds = [&](std::string_view text, const std::vector<std::string>& phrase) {
    std::vector<std::string> of_words;
    for (const auto& word : phrase) of_words.push_back(stems.stem(word));
    return holds_phrase(text, of_words, stems);
  };
  CHECK(holds("Een eigen auto is nodig", {"eigen", "auto"}));
  CHECK(holds("een EIGEN, AUTO", {"eigen", "auto"}));
  CHECK(holds("a a b", {"a", "b"}));
  CHECK_FALSE(holds("een eigen rode auto", {"eigen", "auto"}));
  CHECK_FALSE(holds("auto eigen", {"eigen", "auto"}));
  CHECK_FALSE(holds("eigen", {"eigen", "auto"}));
  CHECK_FALSE(holds("", {"eigen"}));
}
