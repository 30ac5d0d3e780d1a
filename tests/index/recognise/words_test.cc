#include <catch2/catch.hpp>

#include "index/recognise/plain_words.h"
#include "index/recognise/word_forms.h"
#include "index/recognise/word_shape.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

Compounds vocabulary() {
  return Compounds({{"medewerker", 9},
                    {"monteur", 3},
                    {"timmerman", 2},
                    {"directeur", 2},
                    {"technicus", 2},
                    {"manager", 5},
                    {"kapper", 1},
                    {"technologie", 1},
                    {"waiter", 1},
                    {"boer", 1},
                    {"zorg", 4}});
}

TEST_CASE("female and plural forms come down to the common form that the labels have") {
  const Compounds known = vocabulary();
  CHECK(common_form("medewerkster", known) == "medewerker");
  CHECK(common_form("monteuse", known) == "monteur");
  CHECK(common_form("directrice", known) == "directeur");
  CHECK(common_form("technica", known) == "technicus");
  CHECK(common_form("timmervrouw", known) == "timmerman");
  CHECK(common_form("timmerlieden", known) == "timmerman");
  CHECK(common_form("managers", known) == "manager");
  CHECK(common_form("waitress", known) == "waiter");
}

TEST_CASE("a word whose common form no label has stays as it is") {
  const Compounds known = vocabulary();
  CHECK(common_form("kapster", known) == "kapster");
  CHECK(common_form("venster", known) == "venster");
  CHECK(common_form("technologie", known) == "technologie");
  CHECK(common_form("vrouw", known) == "vrouw");
}

TEST_CASE("a compound is split in Dutch, and each part brought to its common form") {
  const Compounds known = vocabulary();
  WordForms dutch("nl", known);
  const auto parts = dutch.parts("zorgmedewerkster");
  REQUIRE(parts.size() == 1);  // zorgmedewerker is no word of the labels, so the whole is tried as it stands
  CHECK(dutch.parts("zorgmedewerker").size() == 2);
  WordForms english("en", known);
  CHECK(english.parts("zorgmedewerker").size() == 1);
}

TEST_CASE("words lose their accents, and other scripts are left alone") {
  CHECK(joined(plain_words("Co\u00F6rdinator CR\u00C8CHE \u0153uvre \u0141\u00F3d\u017A")) ==
        "coordinator creche oeuvre lodz");
  CHECK(joined(plain_words("\u0456\u043D\u0436\u0435\u043D\u0435\u0440")) ==
        "\u0456\u043D\u0436\u0435\u043D\u0435\u0440");
  CHECK(without_accents("\xC3") == "\xC3");
}

TEST_CASE("a text is read up to a number of words") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "woord ";
  CHECK(plain_words(text).size() == kMostPlainWords);
}

TEST_CASE("likeness is one for the same word, the same both ways, and small for strangers") {
  CHECK(likeness(shape_of("lasser"), shape_of("lasser")) == 256);
  CHECK(likeness(shape_of("verpleegkundige"), shape_of("verpleegkundihe")) > 180);
  CHECK(likeness(shape_of("lasser"), shape_of("bakker")) < 128);
  CHECK(likeness(shape_of(""), shape_of("")) <= 256);
}

TEST_CASE("a word that stands inside another is never ruled out") {
  testing::Random random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string inner;
    for (std::uint32_t i = 0, n = random.between(4, 11); i < n; ++i)
      inner += static_cast<char>('a' + random.between(0, 25));
    std::string outer = inner;
    for (std::uint32_t i = 0, n = random.between(0, 5); i < n; ++i)
      outer.insert(random.chance(50) ? 0 : outer.size(), 1, static_cast<char>('a' + random.between(0, 25)));
    INFO(inner << " in " << outer);
    CHECK(may_contain(shape_of(inner), shape_of(outer)));
    CHECK(likeness(shape_of(inner), shape_of(outer)) == likeness(shape_of(outer), shape_of(inner)));
  }
}

}  // namespace
}  // namespace schakel
