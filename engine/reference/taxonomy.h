// Which concepts there are, and at which grade a held one starts for an asked one (docs/model.md, sections 1 and 3).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/schema/strategy.pb.h"
#include "data/schema/taxonomy.pb.h"

namespace schakel::reference {

// A number for a known code: competences and occupations are counted apart, each from 0.
using ConceptNumber = std::uint32_t;

// Steps down the ladder of qualities. Grades add up.
using Grade = std::uint32_t;

// Of every held concept that has a relation to the asked one, the lowest grade that applies.
using StartGrades = std::unordered_map<ConceptNumber, Grade>;

// Immutable.
class Taxonomy {
 public:
  Taxonomy(const Strategy& strategy, std::span<const Concept> concepts);

  // Nothing when the code is not known there.
  [[nodiscard]] std::optional<ConceptNumber> competence(std::string_view code) const;
  [[nodiscard]] std::optional<ConceptNumber> occupation(std::string_view code) const;

  // As the occupation states it; may be empty.
  [[nodiscard]] const std::string& isco(ConceptNumber occupation) const { return occupations_[occupation].isco; }
  // The groups of all occupations (section 8).
  [[nodiscard]] std::set<std::string> groups() const;

  [[nodiscard]] const StartGrades& competence_starts(ConceptNumber asked) const { return competence_starts_[asked]; }
  [[nodiscard]] const StartGrades& occupation_starts(ConceptNumber asked) const { return occupation_starts_[asked]; }

 private:
  using Numbers = std::set<ConceptNumber>;
  struct Competence {
    Numbers broader, children, related;  // direct ones; related in both directions
  };
  struct Occupation {
    std::string isco;
    std::vector<ConceptNumber> essential;  // E(x), rising
  };

  void number(std::span<const Concept> concepts);
  void relate(std::span<const Concept> concepts);
  Numbers descendants(ConceptNumber ancestor) const;
  StartGrades start_grades(ConceptNumber asked, const CompetenceGrades& grades) const;
  StartGrades start_grades(ConceptNumber asked, const OccupationGrades& grades) const;

  std::unordered_map<std::string, ConceptNumber> competence_numbers_, occupation_numbers_;
  std::vector<Competence> competences_;
  std::vector<Occupation> occupations_;
  std::vector<StartGrades> competence_starts_, occupation_starts_;
};

}  // namespace schakel::reference
