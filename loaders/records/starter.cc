#include "loaders/records/starter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "data/reference/reference.h"
#include "loaders/format/rd_new.h"
#include "loaders/format/tsv_table.h"
#include "loaders/records/listed_source.h"

namespace schakel {
namespace {

constexpr std::string_view kOccupation = "urn:schakel:beroep:";
constexpr std::string_view kCompetence = "urn:schakel:competentie:";
constexpr std::string_view kGroup = "urn:schakel:groep:";
constexpr std::string_view kIsco = "http://data.europa.eu/esco/isco/C";

std::string uri(std::string_view prefix, std::string_view code) { return std::string(prefix).append(code); }

template <std::size_t N>
Result<TsvTable> table(std::string_view name, const std::array<std::string_view, N>& columns) {
  return TsvTable::parse(name, reference_text(name), columns);
}

Concept make_concept(std::string concept_uri, ConceptKind kind, std::string_view label,
                     std::string_view alternatives = {}) {
  Concept made;
  made.set_uri(std::move(concept_uri));
  made.set_kind(kind);
  Label& dutch = *made.add_labels();
  dutch.set_language("nl");
  dutch.set_preferred(std::string(label));
  for (const std::string_view alternative : split_list(alternatives)) dutch.add_alternatives(std::string(alternative));
  return made;
}

void add_english(Concept& made, std::string_view label) {
  if (label.empty()) return;
  Label& english = *made.add_labels();
  english.set_language("en");
  english.set_preferred(std::string(label));
}

void add_relations(Concept& from, Relation::Type type, std::string_view codes) {
  for (const std::string_view code : split_list(codes)) {
    Relation& relation = *from.add_relations();
    relation.set_type(type);
    relation.set_target(uri(kCompetence, code));
  }
}

Result<void> add_isco(std::vector<Concept>& concepts) {
  constexpr std::array<std::string_view, 3> kColumns{"code", "name", "name_en"};
  const Result<TsvTable> isco = table("isco.tsv", kColumns);
  if (!isco) return std::unexpected(isco.error());
  for (std::size_t i = 0; i < isco->rows(); ++i) {
    const std::string_view code = isco->at(i, 0);
    Concept& group = concepts.emplace_back(make_concept(uri(kIsco, code), ISCO_GROUP, isco->at(i, 1)));
    add_english(group, isco->at(i, 2));
    group.set_isco(std::string(code));
    if (code.size() > 1) group.add_broader(uri(kIsco, code.substr(0, code.size() - 1)));
  }
  return {};
}

Result<void> add_occupations(std::vector<Concept>& concepts) {
  constexpr std::array<std::string_view, 7> kColumns{"code",         "isco",      "label",   "label_en",
                                                     "alternatives", "essential", "optional"};
  const Result<TsvTable> occupations = table("occupations.tsv", kColumns);
  if (!occupations) return std::unexpected(occupations.error());
  for (std::size_t i = 0; i < occupations->rows(); ++i) {
    Concept& occupation = concepts.emplace_back(make_concept(
        uri(kOccupation, occupations->at(i, 0)), OCCUPATION_CONCEPT, occupations->at(i, 2), occupations->at(i, 4)));
    occupation.set_isco(std::string(occupations->at(i, 1)));
    occupation.add_broader(uri(kIsco, occupations->at(i, 1)));
    add_english(occupation, occupations->at(i, 3));
    add_relations(occupation, Relation::ESSENTIAL, occupations->at(i, 5));
    add_relations(occupation, Relation::OPTIONAL, occupations->at(i, 6));
  }
  return {};
}

// A competence is narrower than its broader competences, and only through them than their group.
Result<void> add_competences(std::vector<Concept>& concepts) {
  constexpr std::array<std::string_view, 7> kColumns{"code",         "group",   "label",  "label_en",
                                                     "alternatives", "broader", "related"};
  const Result<TsvTable> competences = table("competences.tsv", kColumns);
  if (!competences) return std::unexpected(competences.error());
  std::map<std::string_view, std::string_view> group_of;
  for (std::size_t i = 0; i < competences->rows(); ++i) group_of[competences->at(i, 0)] = competences->at(i, 1);
  for (std::size_t i = 0; i < competences->rows(); ++i) {
    const std::string_view group = competences->at(i, 1);
    Concept& competence = concepts.emplace_back(make_concept(
        uri(kCompetence, competences->at(i, 0)), COMPETENCE_CONCEPT, competences->at(i, 2), competences->at(i, 4)));
    add_english(competence, competences->at(i, 3));
    bool reaches_group = false;
    for (const std::string_view broader : split_list(competences->at(i, 5))) {
      competence.add_broader(uri(kCompetence, broader));
      reaches_group = reaches_group || group_of[broader] == group;
    }
    if (!reaches_group) competence.add_broader(uri(kGroup, group));
    add_relations(competence, Relation::RELATED, competences->at(i, 6));
  }
  return {};
}

Result<void> add_groups(std::vector<Concept>& concepts) {
  constexpr std::array<std::string_view, 3> kColumns{"code", "name", "name_en"};
  const Result<TsvTable> groups = table("competence_groups.tsv", kColumns);
  if (!groups) return std::unexpected(groups.error());
  for (std::size_t i = 0; i < groups->rows(); ++i) {
    Concept& group =
        concepts.emplace_back(make_concept(uri(kGroup, groups->at(i, 0)), COMPETENCE_GROUP, groups->at(i, 1)));
    add_english(group, groups->at(i, 2));
  }
  return {};
}

}  // namespace

Result<std::vector<Concept>> starter_concepts() {
  std::vector<Concept> concepts;
  for (const auto add : {add_isco, add_groups, add_competences, add_occupations})
    if (Result<void> added = add(concepts); !added) return std::unexpected(added.error());
  std::ranges::sort(concepts, {}, &Concept::uri);
  return concepts;
}

Result<std::unique_ptr<Source>> open_starter() {
  Result<std::vector<Concept>> concepts = starter_concepts();
  if (!concepts) return std::unexpected(concepts.error());
  Result<std::vector<Place>> places = starter_places();
  if (!places) return std::unexpected(places.error());
  Listed listed;
  listed.records.reserve(concepts->size() + places->size());
  std::ranges::move(*concepts, std::back_inserter(listed.records));
  std::ranges::move(*places, std::back_inserter(listed.records));
  return make_listed_source(std::move(listed));
}

}  // namespace schakel
