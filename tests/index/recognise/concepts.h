// Small taxonomies for tests of recognising.
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "loaders/records/starter.h"
#include "tests/support/title_sets.h"

namespace schakel::testing {

// An occupation with Dutch labels, the preferred one first.
inline Concept occupation(const std::string& name, const std::string& isco, const std::vector<std::string>& labels) {
  Concept record;
  record.set_uri("urn:test:" + name);
  record.set_kind(OCCUPATION_CONCEPT);
  record.set_isco(isco);
  Label& label = *record.add_labels();
  label.set_language("nl");
  for (const std::string& text : labels)
    label.preferred().empty() ? label.set_preferred(text) : label.add_alternatives(text);
  return record;
}

inline void add_english(Concept& record, const std::vector<std::string>& labels) {
  Label& label = *record.add_labels();
  label.set_language("en");
  for (const std::string& text : labels)
    label.preferred().empty() ? label.set_preferred(text) : label.add_alternatives(text);
}

inline ConceptSnapshot snapshot_of(const std::vector<Concept>& concepts) {
  ConceptSnapshot snapshot;
  for (const Concept& record : concepts) snapshot.put(record);
  return snapshot;
}

inline ConceptSnapshot starter_snapshot() {
  const auto concepts = starter_concepts();
  REQUIRE(concepts);
  return snapshot_of(*concepts);
}

inline std::unique_ptr<Recogniser> built(const RecordSnapshot& snapshot,
                                         RecogniserKind kind = RecogniserKind::kOccupation,
                                         std::string_view language = "nl") {
  auto recogniser = Recogniser::build(snapshot, kind, language);
  REQUIRE(recogniser);
  return std::move(*recogniser);
}

// The URI of the first answer, or "".
inline std::string first_uri(const Recogniser& recogniser, std::string_view text) {
  Recogniser::Worker worker(recogniser);
  const Recognition answer = worker.recognise(text, 3);
  return answer.ranked.empty() ? "" : recogniser.concepts()[answer.ranked.front().owner].uri;
}

// The preferred label of the first answer.
inline std::string first_name(const Recogniser& recogniser, std::string_view text) {
  Recogniser::Worker worker(recogniser);
  const Recognition answer = worker.recognise(text, 3);
  return answer.ranked.empty() ? "" : recogniser.concepts()[answer.ranked.front().owner].name;
}

}  // namespace schakel::testing
