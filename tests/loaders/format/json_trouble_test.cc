#include "loaders/format/json_trouble.h"

#include <simdjson.h>

#include <array>
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/random.h"

namespace schakel {
namespace {

TEST_CASE("the place of the trouble is the first byte that cannot be") {
  const auto at = [](std::string_view text) { return find_json_trouble(text).value().at; };
  CHECK(at("") == 0);
  CHECK(at("{\"a\" 1}") == 5);
  CHECK(at("[1,2") == 4);
  CHECK(at("[tru]") == 4);
  CHECK(at("[\"a\nb\"]") == 3);
  CHECK(at(R"(["\x"])") == 3);
  CHECK(at(R"(["\u12g4"])") == 6);
  CHECK(at(R"(["\ud800x"])") == 2);
  CHECK(at("[-]") == 2);
  CHECK(at("[1.]") == 3);
  CHECK(at("[1e+]") == 4);
  CHECK(at(std::string(2000, '[')) == 1001);
}

TEST_CASE("good JSON has no trouble") {
  for (const std::string_view text :
       {"{}", " [ ] ", "0", "-0.5e-10", "true", "null", R"({"a":[1,{"b":"\ud83d\ude00\n"}]})"})
    CHECK_FALSE(find_json_trouble(text));
}

TEST_CASE("a number that fits nowhere is told apart from broken JSON") {
  CHECK(find_json_trouble("[18446744073709551616]").value().too_large);
  CHECK(find_json_trouble("[-9223372036854775809]").value().too_large);
  CHECK(find_json_trouble("[1e999]").value().too_large);
  CHECK_FALSE(find_json_trouble("[18446744073709551615,-9223372036854775808,1e-999]"));
}

// Where simdjson finds trouble in random near-JSON, so do we, and the other way round.
TEST_CASE("the checker and simdjson agree on random text") {
  constexpr std::array<std::string_view, 20> kPieces{"{",     "}",    "[", "]",      ",",  ":",    "\"",
                                                     "\"a\"", "1",    "-", "0.",     "e5", "true", "null",
                                                     "\\u",   "\\\"", " ", "\"b\":", "[]", "{}"};
  testing::Random random(5);
  simdjson::dom::parser parser;
  int good = 0;
  for (int trial = 0; trial < 40'000; ++trial) {
    std::string text = random.chance(80) ? "[" : "";
    for (std::uint32_t i = random.between(0, 6); i > 0; --i) text += random.pick(kPieces);
    if (!text.empty() && random.chance(80)) text += "]";
    simdjson::dom::element element;
    const bool read = parser.parse(text).get(element) == simdjson::SUCCESS;
    INFO(text);
    REQUIRE(find_json_trouble(text).has_value() != read);
    good += read ? 1 : 0;
  }
  CHECK(good > 500);
}

}  // namespace
}  // namespace schakel
