#include "index/taxonomy/taxonomy.h"

#include <algorithm>
#include <map>

namespace schakel {

Taxonomy::Taxonomy(const std::vector<Concept>& concepts, const Model& model) {
  std::map<std::string_view, const Concept*> by_uri;
  for (const Concept& entry : concepts) by_uri[entry.uri()] = &entry;
  std::vector<const Concept*> ordered;
  ordered.reserve(by_uri.size());
  for (const auto& [uri, entry] : by_uri) {
    ordered.push_back(entry);
    uris_.emplace_back(uri);
    isco_codes_.push_back(entry->isco());
    kinds_.push_back(static_cast<std::uint8_t>(entry->kind()));
  }
  for (ConceptId id = 0; id < uris_.size(); ++id) by_uri_.emplace(uris_[id], id);
  number_isco(ordered);
  find_reach(ordered, model);
  reach_marks_.resize(size());
  for (ConceptId held = 0; held < size(); ++held)
    for (const Reach& entry : reach(held)) reach_marks_[held] |= std::uint64_t{1} << mark(entry.asked);
  find_neighbours(ordered, model);
}

std::optional<ConceptId> Taxonomy::find(std::string_view uri) const {
  const auto found = by_uri_.find(uri);
  if (found == by_uri_.end()) return std::nullopt;
  return found->second;
}

bool Taxonomy::is_competence(ConceptId id) const {
  return kinds_[id] == COMPETENCE_CONCEPT || kinds_[id] == COMPETENCE_GROUP;
}

bool Taxonomy::is_occupation(ConceptId id) const {
  return kinds_[id] == OCCUPATION_CONCEPT || kinds_[id] == ISCO_GROUP;
}

ConceptId Taxonomy::competence(std::string_view uri) const {
  const auto id = find(uri);
  return id && is_competence(*id) ? *id : kNoConcept;
}

ConceptId Taxonomy::occupation(std::string_view uri) const {
  const auto id = find(uri);
  return id && is_occupation(*id) ? *id : kNoConcept;
}

void Taxonomy::number_isco(const std::vector<const Concept*>& ordered) {
  std::map<std::string, std::uint32_t> groups;
  for (const Concept* entry : ordered)
    for (std::size_t digits = 2; digits <= 4 && digits <= entry->isco().size(); ++digits)
      groups.emplace(entry->isco().substr(0, digits), 0);
  std::uint32_t next = 0;
  for (auto& [prefix, number] : groups) number = next++;
  isco_group_count_ = groups.size();
  isco_.assign(3 * ordered.size(), kNoGroup);
  for (std::size_t i = 0; i < ordered.size(); ++i)
    for (std::size_t digits = 2; digits <= 4 && digits <= ordered[i]->isco().size(); ++digits)
      isco_[3 * i + digits - 2] = groups.at(ordered[i]->isco().substr(0, digits));
}

std::optional<Reach> Taxonomy::find_in_reach(ConceptId held, ConceptId asked) const {
  const auto reached = reach(held);
  const auto found = std::lower_bound(reached.begin(), reached.end(), asked,
                                      [](const Reach& entry, ConceptId id) { return entry.asked < id; });
  if (found == reached.end() || found->asked != asked) return std::nullopt;
  return *found;
}

std::optional<Reach> Taxonomy::occupation_relation(ConceptId held, ConceptId asked, const Model& model) const {
  const auto& grades = model.strategy.occupation();
  Reach best{asked, static_cast<std::uint8_t>(model.grades()), {}};
  const auto consider = [&](bool applies, std::uint32_t grade, Relatedness through) {
    if (applies && grade < best.grade) best = {asked, static_cast<std::uint8_t>(grade), through};
  };
  const auto same_group = [&](int digits) {
    return isco_group(held, digits) != kNoGroup && isco_group(held, digits) == isco_group(asked, digits);
  };
  consider(held == asked, grades.exact(), Relatedness::kExact);
  consider(same_group(4), grades.isco4(), Relatedness::kIsco4);
  consider(std::ranges::binary_search(neighbours(held), asked), grades.neighbour(), Relatedness::kNeighbour);
  consider(same_group(3), grades.isco3(), Relatedness::kIsco3);
  consider(same_group(2), grades.isco2(), Relatedness::kIsco2);
  if (best.grade >= model.grades()) return std::nullopt;
  return best;
}

}  // namespace schakel
