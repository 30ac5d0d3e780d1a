// What each concept is near to: the relations of docs/model.md section 3, computed once per epoch.

#include <algorithm>

#include "index/taxonomy/taxonomy.h"

namespace schakel {

// Per concept the known competences that it has a relation of `type` to; RELATION 0 stands for `broader`.
Taxonomy::Lists Taxonomy::resolve(const std::vector<const Concept*>& ordered, bool competences,
                                  Relation::Type type) const {
  Lists lists(ordered.size());
  for (ConceptId id = 0; id < ordered.size(); ++id) {
    if (is_competence(id) != competences) continue;
    const auto add = [&](const std::string& uri) {
      if (const ConceptId target = competence(uri); target != kNoConcept) lists[id].push_back(target);
    };
    if (type == Relation::UNKNOWN)
      for (const std::string& uri : ordered[id]->broader()) add(uri);
    for (const Relation& relation : ordered[id]->relations())
      if (type != Relation::UNKNOWN && relation.type() == type) add(relation.target());
    std::ranges::sort(lists[id]);
    lists[id].erase(std::ranges::unique(lists[id]).begin(), lists[id].end());
  }
  return lists;
}

namespace {

using Lists = std::vector<std::vector<ConceptId>>;

Lists reversed(const Lists& lists) {
  Lists back(lists.size());
  for (ConceptId from = 0; from < lists.size(); ++from)
    for (const ConceptId to : lists[from]) back[to].push_back(from);
  return back;
}

// Everything that can be reached upwards from `start` in one or more steps; cycles are walked once.
std::vector<ConceptId> ancestors(const Lists& parents, ConceptId start) {
  std::vector<ConceptId> found, waiting = parents[start];
  while (!waiting.empty()) {
    const ConceptId at = waiting.back();
    waiting.pop_back();
    if (std::ranges::find(found, at) != found.end()) continue;
    found.push_back(at);
    waiting.insert(waiting.end(), parents[at].begin(), parents[at].end());
  }
  return found;
}

}  // namespace

void Taxonomy::find_reach(const std::vector<const Concept*>& ordered, const Model& model) {
  const Lists parents = resolve(ordered, true, Relation::UNKNOWN);
  const Lists children = reversed(parents);
  const Lists related = resolve(ordered, true, Relation::RELATED);
  const Lists related_back = reversed(related);
  const auto& grades = model.strategy.competence();
  reach_.begin.assign(1, 0);
  std::vector<Reach> found;
  for (ConceptId held = 0; held < size(); ++held) {
    found.clear();
    const auto add = [&](ConceptId asked, std::uint32_t grade, Relatedness through) {
      if (grade < model.grades()) found.push_back({asked, static_cast<std::uint8_t>(grade), through});
    };
    if (is_competence(held)) {
      add(held, grades.exact(), Relatedness::kExact);
      for (const ConceptId id : ancestors(parents, held)) add(id, grades.narrower(), Relatedness::kNarrower);
      for (const ConceptId id : related[held]) add(id, grades.related(), Relatedness::kRelated);
      for (const ConceptId id : related_back[held]) add(id, grades.related(), Relatedness::kRelated);
      if (children[held].size() <= grades.max_fan_out())
        for (const ConceptId id : children[held]) add(id, grades.broader(), Relatedness::kBroader);
      for (const ConceptId parent : parents[held])
        if (children[parent].size() <= grades.max_fan_out())
          for (const ConceptId id : children[parent])
            if (id != held) add(id, grades.sibling(), Relatedness::kSibling);
    }
    std::ranges::sort(found, [](const Reach& a, const Reach& b) {
      return std::tie(a.asked, a.grade, a.through) < std::tie(b.asked, b.grade, b.through);
    });
    const auto rest = std::ranges::unique(found, {}, &Reach::asked);
    reach_.cells.insert(reach_.cells.end(), found.begin(), rest.begin());
    reach_.begin.push_back(static_cast<std::uint32_t>(reach_.cells.size()));
  }
}

void Taxonomy::find_neighbours(const std::vector<const Concept*>& ordered, const Model& model) {
  const Lists essential = resolve(ordered, false, Relation::ESSENTIAL);
  const Lists asking = reversed(essential);
  const auto& rule = model.strategy.occupation();
  std::vector<std::uint32_t> shared(size(), 0);
  std::vector<ConceptId> touched;
  neighbours_.begin.assign(1, 0);
  for (ConceptId held = 0; held < size(); ++held) {
    touched.clear();
    for (const ConceptId competence : essential[held])
      for (const ConceptId asked : asking[competence])
        if (shared[asked]++ == 0) touched.push_back(asked);
    std::ranges::sort(touched);
    for (const ConceptId asked : touched) {
      if (shared[asked] >= rule.neighbour_min_shared() &&
          std::uint64_t{100} * shared[asked] >= rule.neighbour_share_percent() * essential[asked].size())
        neighbours_.cells.push_back(asked);
      shared[asked] = 0;
    }
    neighbours_.begin.push_back(static_cast<std::uint32_t>(neighbours_.cells.size()));
  }
}

}  // namespace schakel
