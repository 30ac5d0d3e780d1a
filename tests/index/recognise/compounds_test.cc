#include "index/recognise/compounds.h"

#include <catch2/catch.hpp>

#include "tests/support/random.h"

namespace schakel {
namespace {

using Parts = std::vector<std::string>;

Compounds compounds() {
  return Compounds({{"vrachtwagen", 9},
                    {"chauffeur", 30},
                    {"zorg", 12},
                    {"medewerker", 80},
                    {"personeel", 4},
                    {"zaken", 7},
                    {"gezondheid", 5},
                    {"verpleegkundige", 20},
                    {"kundige", 2},
                    {"wegen", 3},
                    {"bouw", 25},
                    {"machine", 40},
                    {"machinist", 9},
                    {"eenling", 1}});
}

TEST_CASE("a compound falls into the words that it is made of, with what joins them left out") {
  CHECK(compounds().split("vrachtwagenchauffeur") == Parts{"vrachtwagen", "chauffeur"});
  CHECK(compounds().split("zorgmedewerker") == Parts{"zorg", "medewerker"});
  CHECK(compounds().split("personeelszaken") == Parts{"personeel", "zaken"});
  CHECK(compounds().split("gezondheidszorgmedewerker") == Parts{"gezondheid", "zorg", "medewerker"});
  CHECK(compounds().split("wegenbouwmachine") == Parts{"wegen", "bouw", "machine"});
}

TEST_CASE("a split leaves no junk: a word that cannot be split whole stays whole") {
  CHECK(compounds().split("vrachtwagenchauffeurx") == Parts{"vrachtwagenchauffeurx"});
  CHECK(compounds().split("xzorgmedewerker") == Parts{"xzorgmedewerker"});
  CHECK(compounds().split("bouw") == Parts{"bouw"});
  CHECK(compounds().split("") == Parts{""});
}

TEST_CASE("a word that stands in more labels than its parts stays whole") {
  CHECK(compounds().split("verpleegkundige") == Parts{"verpleegkundige"});
  CHECK(compounds().split("machinist") == Parts{"machinist"});
}

TEST_CASE("a word of one concept alone is no part") { CHECK(compounds().split("zorgeenling") == Parts{"zorgeenling"}); }

TEST_CASE("whatever the word, its parts are words of the vocabulary and cover it up to joints") {
  const Compounds vocabulary = compounds();
  testing::Random random(5);
  const Parts pieces = {"vrachtwagen", "chauffeur", "zorg", "medewerker", "s", "en", "bouw", "machine", "q", "zaken"};
  for (int round = 0; round < 2000; ++round) {
    std::string word;
    for (std::uint32_t i = 0, n = random.between(1, 4); i < n; ++i)
      word += pieces[random.between(0, static_cast<std::uint32_t>(pieces.size() - 1))];
    const Parts parts = vocabulary.split(word);
    INFO(word);
    if (parts.size() == 1) {
      CHECK(parts.front() == word);
      continue;
    }
    std::size_t at = 0;
    for (const std::string& part : parts) {
      CHECK(vocabulary.uses(part) >= Compounds::kLeastUses);
      const std::size_t found = word.find(part, at);
      REQUIRE(found != std::string::npos);
      CHECK(found - at <= 2);
      at = found + part.size();
    }
    CHECK(at == word.size());
  }
}

}  // namespace
}  // namespace schakel
