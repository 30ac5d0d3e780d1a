#include "engine/reference/taxonomy.h"

#include <algorithm>

namespace schakel::reference {
namespace {

bool is_competence(const Concept& record) {
  return record.kind() == COMPETENCE_CONCEPT || record.kind() == COMPETENCE_GROUP;
}

bool is_occupation(const Concept& record) { return record.kind() == OCCUPATION_CONCEPT || record.kind() == ISCO_GROUP; }

std::optional<ConceptNumber> find(const std::unordered_map<std::string, ConceptNumber>& numbers,
                                  std::string_view code) {
  const auto found = numbers.find(std::string(code));
  if (found == numbers.end()) return std::nullopt;
  return found->second;
}

void keep_lowest(StartGrades& starts, ConceptNumber held, Grade grade) {
  Grade& kept = starts.try_emplace(held, grade).first->second;
  kept = std::min(kept, grade);
}

bool same_group(const std::string& a, const std::string& b, std::size_t characters) {
  return a.size() >= characters && b.size() >= characters && a.compare(0, characters, b, 0, characters) == 0;
}

// Of two sorted lists.
std::size_t count_shared(const std::vector<ConceptNumber>& a, const std::vector<ConceptNumber>& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool forward_i = *i <= *j, forward_j = *j <= *i;
    i += forward_i;
    j += forward_j;
  }
  return shared;
}

}  // namespace

Taxonomy::Taxonomy(const Strategy& strategy, std::span<const Concept> concepts) {
  number(concepts);
  relate(concepts);
  for (ConceptNumber asked = 0; asked < competences_.size(); ++asked)
    competence_starts_.push_back(start_grades(asked, strategy.competence()));
  for (ConceptNumber asked = 0; asked < occupations_.size(); ++asked)
    occupation_starts_.push_back(start_grades(asked, strategy.occupation()));
}

void Taxonomy::number(std::span<const Concept> concepts) {
  for (const Concept& record : concepts) {
    auto& numbers = is_competence(record) ? competence_numbers_ : occupation_numbers_;
    if (is_competence(record) || is_occupation(record))
      numbers.emplace(record.uri(), static_cast<ConceptNumber>(numbers.size()));
  }
  competences_.resize(competence_numbers_.size());
  occupations_.resize(occupation_numbers_.size());
}

// Whatever leads to a code that is not a known competence is left out.
void Taxonomy::relate(std::span<const Concept> concepts) {
  for (const Concept& record : concepts) {
    const auto self_competence = competence(record.uri());
    const auto self_occupation = occupation(record.uri());
    if (self_occupation) occupations_[*self_occupation].isco = record.isco();
    for (const std::string& code : record.broader()) {
      const auto above = competence(code);
      if (!self_competence || !above) continue;
      competences_[*self_competence].broader.insert(*above);
      competences_[*above].children.insert(*self_competence);
    }
    for (const Relation& relation : record.relations()) {
      const auto target = competence(relation.target());
      if (!target) continue;
      if (self_competence && relation.type() == Relation::RELATED) {
        competences_[*self_competence].related.insert(*target);
        competences_[*target].related.insert(*self_competence);
      }
      if (self_occupation && relation.type() == Relation::ESSENTIAL)
        occupations_[*self_occupation].essential.push_back(*target);
    }
  }
  for (Occupation& occupation : occupations_) {
    std::ranges::sort(occupation.essential);
    const auto repeated = std::ranges::unique(occupation.essential);
    occupation.essential.erase(repeated.begin(), repeated.end());
  }
}

std::optional<ConceptNumber> Taxonomy::competence(std::string_view code) const {
  return find(competence_numbers_, code);
}

std::optional<ConceptNumber> Taxonomy::occupation(std::string_view code) const {
  return find(occupation_numbers_, code);
}

std::set<std::string> Taxonomy::groups() const {
  std::set<std::string> groups;
  for (const Occupation& occupation : occupations_)
    if (occupation.isco.size() >= 3) groups.insert(occupation.isco.substr(0, 3));
  return groups;
}

// All from which the ancestor can be reached by one or more steps up; on a cycle the ancestor itself is one.
Taxonomy::Numbers Taxonomy::descendants(ConceptNumber ancestor) const {
  Numbers reached = competences_[ancestor].children;
  std::vector<ConceptNumber> to_visit(reached.begin(), reached.end());
  while (!to_visit.empty()) {
    const ConceptNumber visited = to_visit.back();
    to_visit.pop_back();
    for (const ConceptNumber child : competences_[visited].children)
      if (reached.insert(child).second) to_visit.push_back(child);
  }
  return reached;
}

StartGrades Taxonomy::start_grades(ConceptNumber asked, const CompetenceGrades& grades) const {
  StartGrades starts;
  keep_lowest(starts, asked, grades.exact());
  for (const ConceptNumber held : descendants(asked)) keep_lowest(starts, held, grades.narrower());
  for (const ConceptNumber held : competences_[asked].related) keep_lowest(starts, held, grades.related());
  for (const ConceptNumber parent : competences_[asked].broader) {
    if (competences_[parent].children.size() > grades.max_fan_out()) continue;
    keep_lowest(starts, parent, grades.broader());
    for (const ConceptNumber held : competences_[parent].children)
      if (held != asked) keep_lowest(starts, held, grades.sibling());
  }
  return starts;
}

StartGrades Taxonomy::start_grades(ConceptNumber asked, const OccupationGrades& grades) const {
  StartGrades starts;
  const Occupation& wanted = occupations_[asked];
  keep_lowest(starts, asked, grades.exact());
  for (ConceptNumber held = 0; held < occupations_.size(); ++held) {
    const Occupation& other = occupations_[held];
    if (same_group(wanted.isco, other.isco, 4)) keep_lowest(starts, held, grades.isco4());
    if (same_group(wanted.isco, other.isco, 3)) keep_lowest(starts, held, grades.isco3());
    if (same_group(wanted.isco, other.isco, 2)) keep_lowest(starts, held, grades.isco2());
    const std::size_t shared = count_shared(wanted.essential, other.essential);
    if (shared >= grades.neighbour_min_shared() &&
        100 * shared >= grades.neighbour_share_percent() * wanted.essential.size())
      keep_lowest(starts, held, grades.neighbour());
  }
  return starts;
}

}  // namespace schakel::reference
