#include "server/export/subset.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace schakel {
namespace {

template <class Message>
std::vector<Message> parse_all(const StringSpans& records) {
  std::vector<Message> messages(records.size());
  for (std::size_t i = 0; i < messages.size(); ++i)
    messages[i].ParseFromArray(records[i].data(), static_cast<int>(records[i].size()));
  return messages;
}

// A set of concepts, by number.
using Marks = std::vector<bool>;

// The concepts that active records name.
Marks named_concepts(const Epoch& epoch) {
  Marks named(epoch.taxonomy().size(), false);
  for (std::uint32_t i = 0; i < epoch.seekers(); ++i) {
    if (!epoch.has(SeekerId{i})) continue;
    const SeekerView seeker = epoch.seeker(SeekerId{i});
    for (const CompetenceFact& fact : seeker.competences) named[fact.concept_id] = true;
    for (const ExperienceFact& fact : seeker.experience) named[fact.concept_id] = true;
    for (const WantedFact& wanted : seeker.wanted) named[wanted.concept_id] = true;
  }
  for (const Item& item : epoch.items)
    if (item.concept_id != kNoConcept) named[item.concept_id] = true;
  return named;
}

// The surroundings of named concepts.
class Closure {
 public:
  Closure(const Taxonomy& taxonomy, const std::vector<Concept>& concepts, const Marks& named)
      : taxonomy_(taxonomy),
        concepts_(concepts),
        named_(named),
        kept_(named),
        climbed_(named.size(), false),
        children_(concepts.size()) {
    for (ConceptId id = 0; id < concepts.size(); ++id)
      for (const ConceptId above : broader(id)) children_[above].push_back(id);
  }

  Marks kept() {
    for (ConceptId id = 0; id < concepts_.size(); ++id) {
      if (!named_[id]) continue;
      keep_above(id);
      keep_children(id);
      for (const ConceptId above : broader(id)) keep_children(above);
      for (const Relation& relation : concepts_[id].relations())
        if (relation.type() == Relation::ESSENTIAL) keep(relation.target());
    }
    return kept_;
  }

 private:
  // Those that there are.
  std::vector<ConceptId> broader(ConceptId id) const {
    std::vector<ConceptId> found;
    for (const std::string& uri : concepts_[id].broader())
      if (const auto above = taxonomy_.find(uri)) found.push_back(*above);
    return found;
  }
  void keep(std::string_view uri) {
    if (const auto id = taxonomy_.find(uri)) kept_[*id] = true;
  }
  void keep_children(ConceptId id) {
    for (const ConceptId child : children_[id]) kept_[child] = true;
  }
  void keep_above(ConceptId id) {
    std::vector<ConceptId> waiting = broader(id);
    while (!waiting.empty()) {
      const ConceptId at = waiting.back();
      waiting.pop_back();
      if (climbed_[at]) continue;
      climbed_[at] = kept_[at] = true;
      std::ranges::copy(broader(at), std::back_inserter(waiting));
    }
  }

  const Taxonomy& taxonomy_;
  const std::vector<Concept>& concepts_;
  const Marks& named_;
  Marks kept_;
  Marks climbed_;  // everything above these is kept
  std::vector<std::vector<ConceptId>> children_;
};

}  // namespace

std::vector<Concept> used_concepts(const Epoch& epoch) {
  const Taxonomy& taxonomy = epoch.taxonomy();
  std::vector<Concept> concepts(taxonomy.size());
  for (Concept& record : parse_all<Concept>(epoch.concept_records())) {
    const auto id = taxonomy.find(record.uri());
    concepts[*id] = std::move(record);
  }
  const Marks kept = Closure(taxonomy, concepts, named_concepts(epoch)).kept();
  std::vector<Concept> used;
  for (ConceptId id = 0; id < concepts.size(); ++id)
    if (kept[id]) used.push_back(std::move(concepts[id]));
  return used;
}

std::vector<Place> used_places(const Epoch& epoch) {
  std::set<std::string, std::less<>> postcodes;
  for (std::uint32_t i = 0; i < epoch.seekers(); ++i)
    if (epoch.has(SeekerId{i})) postcodes.insert(epoch.record(SeekerId{i}).postcode().substr(0, 4));
  for (std::uint32_t i = 0; i < epoch.vacancies(); ++i)
    postcodes.insert(epoch.record(VacancyId{i}).offer().postcode().substr(0, 4));
  std::vector<Place> used;
  for (Place& place : parse_all<Place>(epoch.place_records()))
    if (postcodes.contains(place.postcode())) used.push_back(std::move(place));
  return used;
}

}  // namespace schakel
