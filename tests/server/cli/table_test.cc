#include "server/cli/table.h"

#include <catch2/catch.hpp>

using namespace schakel::cli;

TEST_CASE("a text is as wide as its characters, and is cut or filled to a width") {
  CHECK(width_of("co\u00f6rdinator") == 11);
  CHECK(fit("co\u00f6rdinator", 13) == "co\u00f6rdinator  ");
  CHECK(fit("co\u00f6rdinator", 11) == "co\u00f6rdinator");
  CHECK(fit("co\u00f6rdinator", 4) == "co\u00f6\u2026");
  CHECK(cut("kok", 13) == "kok");
}

TEST_CASE("a list that does not fit says how much more there is") {
  CHECK(join({}, 20).empty());
  CHECK(join({"een", "twee", "drie"}, 15) == "een; twee; drie");
  CHECK(join({"een", "twee", "drie en meer"}, 22) == "een; twee; and 1 more");
  CHECK(join({"een heel lang eerste deel", "twee"}, 20) == "een hee\u2026; and 1 more");
}

TEST_CASE("a long line is broken at spaces") {
  const std::string word(50, 'x');
  CHECK(wrap(word + " " + word, 2) == word + " " + word);
  CHECK(wrap(word + " " + word + " " + word, 2) == word + " " + word + "\n  " + word);
  CHECK(wrap("", 2).empty());
}
