// The labels that a recogniser knows, as the taxonomy states them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/recognise/concept_texts.h"
#include "index/store/record_store.h"

namespace schakel {

enum class RecogniserKind : std::uint8_t { kOccupation, kCompetence };

struct KnownConcept {
  std::string uri;
  std::string isco;         // of an occupation or ISCO group; else empty
  bool is_special = false;  // a narrower case of another concept of the set
  bool is_group = false;    // an ISCO group: it says less than an occupation
  std::string name;         // the preferred label in the language of the set, else in the first language that has one
};

struct KnownLabel {
  std::uint32_t owner = 0;  // of LabelSet::concepts
  bool preferred = false;   // the one that is KnownConcept::name
  bool foreign = false;     // in another language than that of the set
  std::string language;     // ISO 639-1
  std::string text;
};

// Occupations and ISCO groups, or competences, with the preferred, alternative and hidden labels of every language that
// is loaded: labels of one concept are translations of one another, and English titles stand in Dutch vacancies.
// Concepts in order of URI; labels by concept, those of `language` first, then by language.
struct LabelSet {
  std::string language;
  std::vector<KnownConcept> concepts;
  std::vector<KnownLabel> labels;
  ConceptTexts said;  // of occupations; empty for competences

  // kCorrupt when a stored concept cannot be read.
  [[nodiscard]] static Result<LabelSet> read(const RecordSnapshot& snapshot, RecogniserKind kind,
                                             std::string_view language);
};

}  // namespace schakel
