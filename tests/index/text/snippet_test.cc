#include "index/text/snippet.h"

#include <catch2/catch.hpp>
#include <random>

#include "index/text/words.h"

using namespace schakel;

namespace {

Snippet snippet(std::string_view text, std::size_t length, const std::vector<std::string>& wanted) {
  return make_snippet(text, length, [&](std::string_view word) { return std::ranges::count(wanted, word) > 0; });
}

}  // namespace

TEST_CASE("a short text is shown whole, with the found words marked") {
  CHECK(snippet("Wij zoeken een Kok.", 100, {"kok"}).text == "Wij zoeken een «Kok».");
  CHECK(snippet("één kok, één lasser", 100, {"één"}).text == "«één» kok, «één» lasser");
}

TEST_CASE("a long text is shown around the found words, with what is left out as dots") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "woord ";
  const auto shown = snippet(text + "de kok staat hier " + text, 40, {"kok"});
  CHECK(shown.found == 1);
  CHECK(shown.text.find("«kok»") != std::string::npos);
  CHECK(shown.text.starts_with("…"));
  CHECK(shown.text.ends_with("…"));
  CHECK(shown.text.size() <= 40 + 4 + 6);
}

TEST_CASE("of two places the one with more different words is shown") {
  std::string filler;
  for (int i = 0; i < 50; ++i) filler += "x ";
  const auto shown = snippet("kok kok " + filler + "kok lasser " + filler, 30, {"kok", "lasser"});
  CHECK(shown.text.find("«kok» «lasser»") != std::string::npos);
}

TEST_CASE("without a found word the beginning is shown") {
  const auto shown = snippet("Eerste zin van de tekst. Tweede zin.", 12, {});
  CHECK(shown.text == "Eerste zin…");
  CHECK(shown.found == 0);
  CHECK(snippet("", 100, {"kok"}).text.empty());
  CHECK(snippet("-- ..", 100, {"kok"}).text.empty());
}

TEST_CASE("line ends and control characters become single spaces") {
  CHECK(snippet("een\r\n\n  kok\thier", 100, {"kok"}).text == "een «kok» hier");
}

TEST_CASE("no snippet of any text and length cuts a character, and all stay near their length") {
  std::mt19937_64 random(20261122);
  const std::string pieces[] = {"kok", " ", "é", "𝄞", "lasser ", ", ", "\n", "ë", "€", "x"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t i = random() % 200; i > 0; --i) text += pieces[random() % std::size(pieces)];
    const std::size_t length = random() % 120;
    const auto shown = snippet(text, length, {"kok", "lasser", "x"});
    INFO(text << " | " << length << " | " << shown.text);
    CHECK(is_utf8(shown.text));
    // A single found word is shown even when it is longer than asked.
    CHECK(shown.text.size() <= std::max(length, kLongestWord) + 4 * shown.found + 6);
  }
}

TEST_CASE("a word of 20,000 bytes is shown in part") {
  std::string word;
  for (int i = 0; i < 10'000; ++i) word += "é";
  const auto shown = make_snippet("kok " + word + " kok", 160, [](std::string_view) { return true; });
  CHECK(is_utf8(shown.text));
  CHECK(shown.text.size() < 200);
}
