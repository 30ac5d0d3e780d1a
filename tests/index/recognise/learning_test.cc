#include <catch2/catch.hpp>

#include "index/recognise/fixed_point.h"
#include "index/recognise/gram_index.h"
#include "index/recognise/substitutions.h"
#include "index/recognise/word_weights.h"
#include "tests/index/recognise/concepts.h"

namespace schakel {
namespace {

using testing::occupation;

LabelSet labels_of(const std::vector<Concept>& concepts) {
  auto set = LabelSet::read(testing::snapshot_of(concepts), RecogniserKind::kOccupation, "nl");
  REQUIRE(set);
  return *set;
}

// In each of ten trades the monteur is called technicus too.
std::vector<Concept> trades() {
  std::vector<Concept> concepts;
  for (const char* trade : {"lift", "fiets", "dak", "kabel", "motor", "pomp", "brug", "trein", "boot", "gas"}) {
    const std::string name = trade;
    concepts.push_back(occupation(name, "7231", {"monteur " + name, "technicus " + name, "hulp " + name + " oost"}));
  }
  return concepts;
}

std::uint32_t stem_of(const LabelsAsWords& labels, const std::string& stem) {
  const auto found = labels.stem_numbers.find(stem);
  REQUIRE(found != labels.stem_numbers.end());
  return found->second;
}

TEST_CASE("words that stand in each other's place in the labels of a concept are learned as substitutes") {
  const LabelSet set = labels_of(trades());
  const LabelsAsWords labels(set);
  const Substitutions substitutions(labels);
  const std::uint32_t monteur = stem_of(labels, "monteur");
  const std::uint32_t technicus = stem_of(labels, "technicus");
  CHECK(substitutions.strength(monteur, technicus) > 128);
  CHECK(substitutions.strength(monteur, technicus) == substitutions.strength(technicus, monteur));
  CHECK(substitutions.strength(monteur, stem_of(labels, "fiet")) == 0);
}

TEST_CASE("labels of two languages teach translations") {
  auto concepts = trades();
  for (Concept& record : concepts) testing::add_english(record, {"fitter " + record.uri().substr(9)});
  const LabelsAsWords labels(labels_of(concepts));
  CHECK(Substitutions(labels).strength(stem_of(labels, "fitter"), stem_of(labels, "monteur")) > 40);
}

TEST_CASE("a rare word says more than a common one, and a word that labels do without says less") {
  const LabelSet set = labels_of(trades());
  const LabelsAsWords labels(set);
  const WordWeights weights(set, labels);
  CHECK(weights.by_stem[stem_of(labels, "lift")] > weights.by_stem[stem_of(labels, "monteur")]);
  auto kept = trades();
  for (Concept& record : kept) {
    for (std::string& text : *record.mutable_labels(0)->mutable_alternatives()) text += " monteur";
  }
  const LabelSet kept_set = labels_of(kept);
  const LabelsAsWords kept_labels(kept_set);
  CHECK(WordWeights(kept_set, kept_labels).by_stem[stem_of(kept_labels, "monteur")] >
        weights.by_stem[stem_of(labels, "monteur")]);
  CHECK(weights.unknown >= *std::ranges::max_element(weights.by_stem));
}

TEST_CASE("a label is one with itself by its letters, and near to itself misspelled") {
  const LabelsAsWords labels(labels_of(trades()));
  const GramIndex grams(labels);
  GramIndex::Scratch scratch;
  for (std::uint32_t label = 0; label < labels.keys.size(); ++label) {
    grams.score(labels.spaced[label], scratch);
    CHECK(GramIndex::cosine(scratch, label) > kOne * 98 / 100);
    CHECK(GramIndex::cosine(scratch, label) <= kOne);
  }
  grams.score(" tecnicus  trein ", scratch);
  const auto best = grams.best(scratch, 1);
  REQUIRE(best.size() == 1);
  CHECK(labels.spaced[best.front()] == " technicus  trein ");
}

TEST_CASE("the best labels are those of the largest cosine, whatever their number") {
  const LabelsAsWords labels(labels_of(trades()));
  const GramIndex grams(labels);
  GramIndex::Scratch scratch;
  grams.score(" monteur  boot ", scratch);
  for (std::size_t most = 1; most < 12; ++most) {
    const auto best = grams.best(scratch, most);
    REQUIRE(best.size() <= most);
    for (std::uint32_t other = 0; other < labels.keys.size(); ++other) {
      if (std::ranges::find(best, other) != best.end()) continue;
      const auto above = [&](std::uint32_t label) { return scratch.scores[label] >= scratch.scores[other]; };
      if (best.size() == most) CHECK(std::ranges::all_of(best, above));
    }
  }
}

}  // namespace
}  // namespace schakel
