// What the taxonomy says about an occupation beside its labels.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <random>

#include "index/recognise/context_index.h"
#include "index/recognise/fixed_point.h"
#include "index/recognise/gram_index.h"
#include "index/recognise/labels_as_words.h"
#include "index/recognise/plain_words.h"
#include "tests/index/recognise/concepts.h"

namespace schakel {
namespace {

using testing::built;
using testing::first_uri;
using testing::occupation;
using testing::snapshot_of;

Concept described(const std::string& name, const std::string& isco, const std::vector<std::string>& labels,
                  const std::string& description) {
  Concept record = occupation(name, isco, labels);
  record.mutable_labels(0)->set_description(description);
  return record;
}

Concept competence(const std::string& name, const std::string& label) {
  Concept record = occupation(name, "", {label});
  record.set_kind(COMPETENCE_CONCEPT);
  return record;
}

void relate(Concept& from, Relation::Type type, const std::string& name) {
  Relation& relation = *from.add_relations();
  relation.set_type(type);
  relation.set_target("urn:test:" + name);
}

LabelSet read(const std::vector<Concept>& concepts) {
  auto set = LabelSet::read(snapshot_of(concepts), RecogniserKind::kOccupation, "nl");
  REQUIRE(set);
  return *std::move(set);
}

// 0..kOne by concept.
std::vector<std::uint32_t> scores(const LabelSet& set, const std::string& text) {
  const LabelsAsWords labels(set);
  const ContextIndex index(set, labels.compounds);
  WordForms forms("nl", labels.compounds);
  std::vector<WordPart> parts;
  for (const std::string& word : plain_words(text)) std::ranges::move(forms.parts(word), std::back_inserter(parts));
  ContextIndex::Scratch scratch;
  index.score(parts, parts.size(), scratch);
  return scratch.scores;
}

TEST_CASE("a word that only the description of an occupation has leads to it") {
  const auto known =
      built(snapshot_of({described("zorg", "2221", {"verpleegkundige zorg"}, "Werkt in de oncologie."),
                         described("wijk", "2221", {"verpleegkundige wijk"}, "Werkt bij mensen thuis.")}));
  CHECK(first_uri(*known, "verpleegkundige oncologie") == "urn:test:zorg");
  CHECK(first_uri(*known, "verpleegkundige thuis") == "urn:test:wijk");
  Recogniser::Worker worker(*known);
  CHECK(worker.recognise("oncologie", 1).ranked.front().parts.context > 0);
}

TEST_CASE("an essential competence says more than an optional one, and that more than none") {
  Concept one = occupation("een", "2512", {"bouwer"});
  Concept two = occupation("twee", "2512", {"schrijver"});
  const Concept three = occupation("drie", "2512", {"tekenaar"});
  relate(one, Relation::ESSENTIAL, "java");
  relate(two, Relation::OPTIONAL, "java");
  const LabelSet set = read({one, two, three, competence("java", "java")});
  const auto found = scores(set, "java");
  std::map<std::string, std::uint32_t> by_name;
  for (std::size_t c = 0; c < found.size(); ++c) by_name[set.concepts[c].name] = found[c];
  CHECK(by_name["bouwer"] > by_name["schrijver"]);
  CHECK(by_name["schrijver"] > by_name["tekenaar"]);
  CHECK(by_name["tekenaar"] == 0);
}

TEST_CASE("what is said of an ISCO group is said of its occupations, and competences are not among the answers") {
  Concept group = described("groep", "7212", {"metaalbewerkers"}, "Zij voegen metaal samen.");
  group.set_kind(ISCO_GROUP);
  const LabelSet set = read({group, occupation("lasser", "7212", {"lasser"}), occupation("bakker", "7512", {"bakker"}),
                             competence("zien", "zien")});
  REQUIRE(set.concepts.size() == 3);
  const auto found = scores(set, "metaal");
  for (std::size_t c = 0; c < found.size(); ++c) CHECK((found[c] > 0) == (set.concepts[c].isco == "7212"));
}

TEST_CASE("of two occupations with the same label the general one comes first, and one that is no manager") {
  const auto known =
      built(snapshot_of({occupation("a", "3322", {"adviseur bijzondere zakelijke diensten", "adviseur"}),
                         occupation("b", "3322", {"raadgever", "adviseur"}),
                         occupation("c", "1221", {"leider", "coach"}), occupation("d", "2424", {"trainer", "coach"})}));
  CHECK(first_uri(*known, "adviseur") == "urn:test:b");
  CHECK(first_uri(*known, "coach") == "urn:test:d");
}

// The formula of the header, in floats, over the words themselves.
std::vector<double> slow_scores(const std::vector<std::vector<std::string>>& said,
                                const std::vector<std::string>& text) {
  const auto times = [](const std::vector<std::string>& words, const std::string& word) {
    return static_cast<double>(std::ranges::count(words, word));
  };
  double mean = 0;
  for (const auto& words : said) mean += static_cast<double>(words.size()) / static_cast<double>(said.size());
  std::vector<double> scores(said.size());
  double total = 0;
  for (const std::string& word : text) {
    const double with =
        static_cast<double>(std::ranges::count_if(said, [&](const auto& words) { return times(words, word) > 0; }));
    const double rarity = with == 0 ? 6 : std::log2((1.0 + static_cast<double>(said.size())) / (1.0 + with));
    total += rarity;
    for (std::size_t c = 0; c < said.size(); ++c) {
      const double n = times(said[c], word);
      scores[c] += rarity * n / (n + 2 * (0.25 + 0.75 * static_cast<double>(said[c].size()) / mean));
    }
  }
  for (double& score : scores) score = total == 0 ? 0 : score / total;
  return scores;
}

TEST_CASE("the context of a random taxonomy is what its formula says") {
  std::mt19937 random(11);
  // Words without a stem of their own kind: no stemmer changes them.
  const std::vector<std::string> vocabulary = {"bako", "dofi", "gunu", "hipa", "jolo", "kuru", "lami", "mopu"};
  const auto some = [&](std::size_t most) {
    std::vector<std::string> words(1 + random() % most);
    for (std::string& word : words) word = vocabulary[random() % vocabulary.size()];
    return words;
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<Concept> concepts;
    std::vector<std::vector<std::string>> said;
    for (int c = 0; c < 9; ++c) {
      said.push_back(some(12));
      concepts.push_back(described(std::to_string(c), "", {"xx" + std::to_string(c)}, joined(said.back())));
    }
    const std::vector<std::string> text = some(4);
    const auto slow = slow_scores(said, text);
    const auto fast = scores(read(concepts), joined(text));
    REQUIRE(fast.size() == slow.size());
    for (std::size_t c = 0; c < fast.size(); ++c) CHECK(fast[c] / double{kOne} == Approx(slow[c]).margin(0.01));
  }
}

TEST_CASE("the best labels by blocks are the best labels by sorting") {
  std::vector<Concept> concepts;
  for (int c = 0; c < 700; ++c) concepts.push_back(occupation(std::to_string(c), "", {"woord" + std::to_string(c)}));
  const LabelSet set = read(concepts);
  const LabelsAsWords labels(set);
  const GramIndex grams(labels);
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    GramIndex::Scratch scratch;
    const std::uint32_t least = kOne / 128 * (1U << 14U);  // a cosine of a 128th
    const std::uint32_t range = round % 2 == 0 ? 9 : 9'000;
    for (std::size_t label = 0; label < labels.keys.size(); ++label)
      scratch.scores.push_back(
          static_cast<std::uint32_t>(random() % 3 == 0 ? random() % least : random() % range * 7'000));
    const std::size_t most = 1 + random() % 100;
    std::vector<std::uint32_t> slow;
    for (std::uint32_t label = 0; label < scratch.scores.size(); ++label) {
      if (scratch.scores[label] >= least) slow.push_back(label);
    }
    std::ranges::stable_sort(slow, std::greater<>(), [&](std::uint32_t label) { return scratch.scores[label]; });
    slow.resize(std::min(most, slow.size()));
    std::ranges::sort(slow);
    auto fast = grams.best(scratch, most);
    std::ranges::sort(fast);
    CHECK(fast == slow);
  }
}

}  // namespace
}  // namespace schakel
