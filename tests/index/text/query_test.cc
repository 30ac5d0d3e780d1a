#include <catch2/catch.hpp>

#include "index/text/text_query.h"

using namespace schakel;

namespace {

// The tree as text: (all a b !c), (any a b), title=a, "a b", a*.
std::string shown(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kAtom) {
    std::string text;
    if (node.atom.field) text += std::string(kTextFieldNames[static_cast<std::size_t>(*node.atom.field)].english) + "=";
    std::string words;
    for (const QueryWord& word : node.atom.words) words += (words.empty() ? "" : " ") + word.word;
    if (node.atom.words.size() > 1) words = "'" + words + "'";
    return text + words + (node.atom.wildcard ? "*" : "");
  }
  std::string text = node.kind == QueryNode::Kind::kAll ? "(all" : "(any";
  for (const QueryNode& child : node.children) text += " " + shown(child);
  for (const QueryNode& child : node.refused) text += " !" + shown(child);
  return text + ")";
}

std::string parsed(std::string_view text) {
  const auto node = parse_text_query(text);
  return node ? shown(*node) : node.error().message;
}

bool refused(std::string_view text, std::string_view because) {
  const auto node = parse_text_query(text);
  if (node) return false;
  INFO(node.error().message);
  CHECK(node.error().message.find(because) != std::string::npos);
  return node.error().code == ErrorCode::kBadInput;
}

}  // namespace

TEST_CASE("words beside one another are all wanted; OR binds less, parentheses more") {
  CHECK(parsed("Lasser Rotterdam") == "(all lasser rotterdam)");
  CHECK(parsed("lasser AND rotterdam") == "(all lasser rotterdam)");
  CHECK(parsed("a1 b1 OR c1") == "(any (all a1 b1) c1)");
  CHECK(parsed("a1 (b1 OR c1)") == "(all a1 (any b1 c1))");
  CHECK(parsed("((kok))") == "kok");
}

TEST_CASE("NOT and a minus refuse what follows") {
  CHECK(parsed("kok NOT school") == "(all kok !school)");
  CHECK(parsed("kok AND NOT school") == "(all kok !school)");
  CHECK(parsed("kok -school -\"eigen auto\"") == "(all kok !school !'eigen auto')");
  CHECK(parsed("kok - school") == "(all kok school)");
  CHECK(parsed("hulp-kok") == "'hulp kok'");
}

TEST_CASE("fields have an English and a Dutch name, before a word or a phrase") {
  CHECK(parsed("title:kok") == "title=kok");
  CHECK(parsed("TITEL:kok") == "title=kok");
  CHECK(parsed("plaats:\"den haag\"") == "place='den haag'");
  CHECK(parsed("beroep:timmer*") == "occupation=timmer*");
  CHECK(parsed("gevraagd: kok") == "(all gevraagd kok)");
  CHECK(parsed("om 10:30 kok") == "(all '10 30' kok)");
}

TEST_CASE("small words count inside phrases only") {
  CHECK(parsed("werken in de zorg") == "(all werken zorg)");
  CHECK(parsed("\"werken in de zorg\"") == "'werken in de zorg'");
  CHECK(parsed("kok NOT de") == "kok");
}

TEST_CASE("a query that cannot be understood is refused with what is wrong") {
  CHECK(refused("", "no word"));
  CHECK(refused("  \t", "no word"));
  CHECK(refused("& - +", "no word"));
  CHECK(refused("()", "no word"));
  CHECK(refused("de het in", "stand everywhere"));
  CHECK(refused("\"in de\"", "stand everywhere"));
  CHECK(refused("NOT kok", "must not be found"));
  CHECK(refused("kok OR", "no word"));
  CHECK(refused("OR kok", "no word"));
  CHECK(refused("AND kok", "AND"));
  CHECK(refused("kok AND", "AND"));
  CHECK(refused("kok AND AND lasser", "AND"));
  CHECK(refused("kok AND OR lasser", "AND"));
  CHECK(refused("kok NOT", "NOT"));
  CHECK(refused("kok NOT NOT lasser", "NOT"));
  CHECK(refused("\"kok", "quotation mark"));
  CHECK(refused("(kok", "parenthesis"));
  CHECK(refused("kok)", "parenthesis"));
  CHECK(refused("functie:kok", "the fields are title, description, employer, place, occupation, competence"));
  CHECK(refused("title:", "nothing after"));
  CHECK(refused("title:(kok)", "before a parenthesis"));
  CHECK(refused("hulp-kok*", "more than one word"));
  CHECK(refused(std::string(kLongestQuery + 1, 'a'), "longer than"));
  CHECK(refused("kok\xFF", "UTF-8"));
}

TEST_CASE("the deepest nesting that fits is parsed") {
  const std::size_t depth = kLongestQuery / 2 - 1;
  CHECK(parsed(std::string(depth, '(') + "k1" + std::string(depth, ')')) == "k1");
}

TEST_CASE("any run of query characters is parsed or refused, never more") {
  constexpr std::string_view kAlphabet = "ab \"()*:-ANDORT\xC3\xA9";
  std::uint64_t state = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    state = state * 6364136223846793005U + 1442695040888963407U;
    for (std::uint64_t bits = state >> 8U; bits > 0; bits /= kAlphabet.size())
      text += kAlphabet[bits % kAlphabet.size()];
    const auto node = parse_text_query(text);
    if (!node) CHECK(node.error().code == ErrorCode::kBadInput);
  }
}
