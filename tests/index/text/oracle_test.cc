// The index against a slow, obvious twin: every record read for every query.
#include <random>
#include <set>

#include "index/text/text_query.h"
#include "index/text/words.h"
#include "tests/index/text/built_index.h"

using namespace schakel;
using namespace schakel::testing;

namespace {

constexpr std::string_view kWords[] = {"lassen", "las",  "kok",    "koken", "auto",   "eigen", "de",    "in",
                                       "zorg",   "team", "werken", "werk",  "metaal", "stad",  "école", "c++"};

struct Market {
  FakeSnapshot snapshot{1};
  // What the twin reads: per record the text of each field, and the labels of its concepts one by one.
  struct Row {
    std::string id;
    std::map<TextField, std::vector<std::string>> texts;
  };
  std::vector<Row> rows;
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string word() { return std::string(kWords[below(std::size(kWords))]); }
  std::string text(std::size_t most) {
    std::string text;
    for (std::size_t i = below(most + 1); i > 0; --i) text += word() + (below(4) == 0 ? ", " : " ");
    return text;
  }

 private:
  std::mt19937_64 random_;
};

Market random_market(Dice& dice) {
  Market market;
  constexpr std::size_t kConcepts = 6;
  std::vector<std::vector<std::string>> labels(kConcepts);
  for (std::size_t i = 0; i < kConcepts; ++i) {
    labels[i] = {dice.word() + " " + dice.text(2), dice.word() + " " + dice.text(2)};
    const auto kind = i % 2 == 0 ? OCCUPATION_CONCEPT : COMPETENCE_CONCEPT;
    Concept made = make_concept("urn:" + std::to_string(i), kind, "nl", labels[i][0]);
    made.mutable_labels(0)->add_alternatives(labels[i][1]);
    market.snapshot.put(made);
  }
  for (std::size_t i = 0; i < 60; ++i) {
    auto& row = market.rows.emplace_back();
    row.id = "v" + std::to_string(100 + i);
    Vacancy vacancy = make_vacancy(row.id, dice.text(3), dice.text(12));
    vacancy.mutable_employer()->set_name(dice.text(2));
    row.texts[TextField::kTitle] = {vacancy.title()};
    row.texts[TextField::kDescription] = {vacancy.description()};
    row.texts[TextField::kEmployer] = {vacancy.employer().name()};
    for (std::size_t j = dice.below(4); j > 0; --j) {
      const std::size_t known = dice.below(kConcepts);
      vacancy.add_requirements()->set_code("urn:" + std::to_string(known));
      auto& field = row.texts[known % 2 == 0 ? TextField::kOccupation : TextField::kCompetence];
      field.insert(field.end(), labels[known].begin(), labels[known].end());
    }
    market.snapshot.put(vacancy);
  }
  return market;
}

std::string random_query(Dice& dice, int depth) {
  const std::size_t form = dice.below(depth > 0 ? 9 : 5);
  if (form == 0) return "\"" + dice.word() + " " + dice.word() + " " + dice.text(1) + "\"";
  if (form == 1) {
    const auto& names = kTextFieldNames[dice.below(kTextFields)];
    return std::string(names.english) + ":" + dice.word();
  }
  if (form < 5) return dice.word();
  if (form == 5) return "(" + random_query(dice, depth - 1) + " OR " + random_query(dice, depth - 1) + ")";
  if (form == 6) return "(" + random_query(dice, depth - 1) + " AND " + random_query(dice, depth - 1) + ")";
  if (form == 7) return "(" + random_query(dice, depth - 1) + " NOT " + random_query(dice, depth - 1) + ")";
  return random_query(dice, depth - 1) + " " + random_query(dice, depth - 1);
}

bool matches(const QueryNode& node, const Market::Row& row, Stems& stems) {
  const auto holds = [&](const QueryNode& child) { return matches(child, row, stems); };
  if (node.kind == QueryNode::Kind::kAny) return std::ranges::any_of(node.children, holds);
  if (node.kind == QueryNode::Kind::kAll) {
    return std::ranges::all_of(node.children, holds) && std::ranges::none_of(node.refused, holds);
  }
  std::vector<std::string> phrase;
  for (const QueryWord& word : node.atom.words) phrase.push_back(stems.stem(word.word));
  for (const auto& [field, texts] : row.texts) {
    if (node.atom.field && *node.atom.field != field) continue;
    for (const std::string& text : texts) {
      if (holds_phrase(text, phrase, stems)) return true;
    }
  }
  return false;
}

std::set<std::string> expected(const Market& market, const QueryNode& query) {
  std::set<std::string> ids;
  Stems stems;
  for (const auto& row : market.rows) {
    if (matches(query, row, stems)) ids.insert(row.id);
  }
  return ids;
}

}  // namespace

TEST_CASE("on random markets every random query finds what reading all records finds") {
  std::size_t asked = 0;
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Dice dice(seed);
    const Market market = random_market(dice);
    const BuiltIndex index(market.snapshot);
    for (int round = 0; round < 240; ++round) {
      const std::string text = random_query(dice, 3);
      const auto query = parse_text_query(text);
      const auto answer = index->search({.text = text, .top = 100});
      INFO("seed " << seed << ": " << text);
      REQUIRE(query.has_value() == answer.has_value());
      if (!query) continue;
      std::set<std::string> ids;
      for (const TextHit& hit : answer->hits) ids.insert(hit.id);
      CHECK(ids == expected(market, *query));
      CHECK(answer->estimated_total == answer->hits.size());
      ++asked;
      found += ids.size();
    }
  }
  CHECK(asked > 1000);
  CHECK(found > 5000);
}
