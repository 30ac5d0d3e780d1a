#include "index/recognise/concept_texts.h"

#include "index/recognise/label_set.h"

namespace schakel {
namespace {

// In quarters.
constexpr std::uint32_t kDescription = 4;
constexpr std::uint32_t kEssential = 4;
constexpr std::uint32_t kOptional = 2;
constexpr std::uint32_t kGroup = 2;

std::vector<std::string> descriptions_of(const Concept& record) {
  std::vector<std::string> texts;
  for (const Label& label : record.labels()) {
    if (!label.description().empty()) texts.push_back(label.description());
  }
  return texts;
}

}  // namespace

std::uint32_t ConceptTextReader::number_of(const std::string& competence) {
  const auto [found, is_new] = competences_.try_emplace(competence, static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.emplace_back();
  return found->second;
}

void ConceptTextReader::add(const Concept& record) {
  if (record.kind() == COMPETENCE_CONCEPT) {
    std::vector<std::string>& names = names_[number_of(record.uri())];
    for (const Label& label : record.labels()) {
      if (!label.preferred().empty()) names.push_back(label.preferred());
    }
  } else if (record.kind() == ISCO_GROUP) {
    groups_[record.isco()] = descriptions_of(record);
  } else if (record.kind() == OCCUPATION_CONCEPT) {
    Occupation& occupation = occupations_[record.uri()];
    occupation.descriptions = descriptions_of(record);
    for (const Relation& relation : record.relations()) {
      if (relation.type() != Relation::ESSENTIAL && relation.type() != Relation::OPTIONAL) continue;
      occupation.competences.emplace_back(number_of(relation.target()),
                                          relation.type() == Relation::ESSENTIAL ? kEssential : kOptional);
    }
  }
}

ConceptTexts ConceptTextReader::take(const std::vector<KnownConcept>& concepts) {
  ConceptTexts said;
  // Texts that many concepts share are kept once: where those of a competence or a group begin and end.
  const auto store = [&](std::vector<std::string>& texts) {
    const auto begin = static_cast<std::uint32_t>(said.texts.size());
    for (std::string& text : texts) said.texts.push_back(std::move(text));
    return std::pair(begin, static_cast<std::uint32_t>(said.texts.size()));
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> of_competence;
  of_competence.reserve(names_.size());
  for (auto& names : names_) of_competence.push_back(store(names));
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>, std::less<>> of_group;
  for (auto& [code, texts] : groups_) of_group[code] = store(texts);

  for (std::uint32_t owner = 0; owner < concepts.size(); ++owner) {
    const auto mention = [&](std::pair<std::uint32_t, std::uint32_t> range, std::uint32_t times) {
      for (std::uint32_t text = range.first; text < range.second; ++text) said.mentions.push_back({owner, text, times});
    };
    if (const auto found = occupations_.find(concepts[owner].uri); found != occupations_.end()) {
      mention(store(found->second.descriptions), kDescription);
      for (const auto& [competence, times] : found->second.competences) mention(of_competence[competence], times);
    }
    if (const auto group = of_group.find(concepts[owner].isco); group != of_group.end()) mention(group->second, kGroup);
  }
  *this = {};
  return said;
}

}  // namespace schakel
