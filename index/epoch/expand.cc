#include "index/epoch/expand.h"

#include <algorithm>
#include <cstring>

namespace schakel {
namespace {

constexpr Grades kUntouched{kNoGrade, kNoGrade};

Grade grade_of(const Model& model, std::uint32_t quality) {
  Grade grade = 0;
  while (grade < model.grades() && model.quality(grade) != quality) ++grade;
  return grade < model.grades() ? grade : kNoGrade;
}

NodeFamily rung(NodeFamily base, int steps) { return static_cast<NodeFamily>(static_cast<int>(base) + steps); }

}  // namespace

Expander::Expander(const Rules& rules, std::span<const Item> items, const NodeSpans& nodes, const NodeIndex& index)
    : rules_(rules), items_(items), nodes_(nodes), index_(index), flat_items_(CONTRACT + 1) {
  for (const Node& node : nodes.nodes)
    if (node.family == NodeFamily::kFlat) flat_items_[items[node.key].kind].push_back(node.key);
  own_.assign(nodes.nodes.size(), kUntouched);
  reached_.assign(nodes.nodes.size(), kNoGrade);
}

const std::vector<ListKey>& Expander::expand(const SeekerView& seeker) {
  touch_competences(seeker);
  for (const ExperienceFact& fact : seeker.experience)
    touch_occupation(NodeFamily::kExperienceIsco2, fact.concept_id, [&](Grade start, std::uint32_t months) {
      return experience_grades(*rules_.model, start, months, fact);
    });
  for (const WantedFact& wanted : seeker.wanted) {
    touch_occupation(NodeFamily::kWishIsco2, wanted.concept_id,
                     [&](Grade start, std::uint32_t /*months*/) { return Grades{start + wanted.doubt, start}; });
    touch_widened(wanted, seeker.scalars->widening);
  }
  touch_flat(seeker);
  emit();
  return lists_;
}

void Expander::touch(NodeId node, Grades grades) {
  const Grade none = rules_.model->grades();
  grades.low += nodes_.nodes[node].doubt;
  if (grades.high >= none) return;
  if (grades.low >= none) grades.low = kNoGrade;
  Grades& own = own_[node];
  if (own == kUntouched) touched_.push_back(node);
  own.low = std::min(own.low, grades.low);
  own.high = std::min(own.high, grades.high);
}

void Expander::touch_competences(const SeekerView& seeker) {
  for (const CompetenceFact& fact : seeker.competences)
    for (const Reach& reach : rules_.taxonomy->reach(fact.concept_id)) {
      const auto [first, last] = index_.find(NodeFamily::kCompetence, reach.asked);
      for (NodeId node = first; node < last; ++node)
        touch(node, competence_grades(*rules_.model, reach.grade, nodes_.nodes[node].minimum, fact));
    }
}

template <class GradesAt>
void Expander::touch_rung(NodeFamily family, std::uint32_t key, Grade start, const GradesAt& grades_at) {
  const auto [first, last] = index_.find(family, key);
  for (NodeId node = first; node < last; ++node) touch(node, grades_at(start, nodes_.nodes[node].minimum));
}

template <class GradesAt>
void Expander::touch_occupation(NodeFamily base, ConceptId held, const GradesAt& grades_at) {
  const auto& grades = rules_.model->strategy.occupation();
  const Grade group_grades[] = {grades.isco2(), grades.isco3(), grades.isco4()};
  for (int digits = 2; digits <= 4; ++digits)
    if (const std::uint32_t group = rules_.taxonomy->isco_group(held, digits); group != Taxonomy::kNoGroup)
      touch_rung(rung(base, digits - 2), group, group_grades[digits - 2], grades_at);
  touch_rung(rung(base, 3), held, grades.exact(), grades_at);
  for (const ConceptId asked : rules_.taxonomy->neighbours(held))
    touch_rung(rung(base, 4), asked, grades.neighbour(), grades_at);
}

// Everything that a step widens to is one rung: a group of so many digits, or the major groups of a level.
void Expander::touch_widened(const WantedFact& wanted, Interval<std::uint8_t> steps) {
  const Model& model = *rules_.model;
  const std::string_view isco = rules_.taxonomy->isco_code(wanted.concept_id);
  for (std::uint32_t i = 0; i < steps.high; ++i) {
    const auto& step = model.strategy.passende_arbeid().steps(static_cast<int>(i));
    const auto grades_at = [&](Grade start, std::uint32_t /*months*/) {
      return Grades{i < steps.low ? start + wanted.doubt : kNoGrade, start};
    };
    const auto touch_major = [&](char major) {
      touch_rung(NodeFamily::kWishMajor, static_cast<unsigned char>(major), step.grade(), grades_at);
    };
    const auto digits = static_cast<int>(step.isco_digits());
    if (digits >= 2) {
      if (const std::uint32_t group = rules_.taxonomy->isco_group(wanted.concept_id, digits);
          group != Taxonomy::kNoGroup)
        touch_rung(rung(NodeFamily::kWishIsco2, digits - 2), group, step.grade(), grades_at);
    } else if (digits == 1) {
      if (!isco.empty()) touch_major(isco[0]);
    } else {
      for (char major = '0'; major <= '9'; ++major)
        if (model.widens(step, isco, {&major, 1})) touch_major(major);
    }
  }
}

void Expander::touch_flat_fact(std::uint8_t kind, std::uint64_t fact, const SeekerView& alone) {
  const auto [entry, added] = flat_memory_[kind].try_emplace(fact);
  if (added) {
    for (const ItemId item : flat_items_[kind]) {
      const auto quality = evaluate(rules_, items_[item], alone);
      if (quality.high == 0) continue;
      entry->second.push_back(
          {nodes_.ladder(item)[0], {grade_of(*rules_.model, quality.low), grade_of(*rules_.model, quality.high)}});
    }
  }
  for (const FlatMatch& match : entry->second) touch(match.node, match.grades);
}

// Each fact alone, remembered by its bits: the best over a seeker's facts is the best of each.
void Expander::touch_flat(const SeekerView& seeker) {
  SeekerScalars scalars = *seeker.scalars;
  const auto each = [&](auto facts, auto member, std::initializer_list<std::uint8_t> kinds) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      SeekerView alone{.scalars = &scalars};
      alone.*member = facts.subspan(i, 1);
      std::uint64_t bits = 0;
      std::memcpy(&bits, &facts[i], sizeof facts[i]);
      for (const std::uint8_t kind : kinds) touch_flat_fact(kind, bits, alone);
    }
  };
  each(seeker.education, &SeekerView::education, {EDUCATION});
  each(seeker.languages, &SeekerView::languages, {SPOKEN_LANGUAGE, WRITTEN_LANGUAGE});
  each(seeker.licences, &SeekerView::licences, {DRIVING_LICENCE});
  each(seeker.sectors, &SeekerView::sectors, {SECTOR});
  if (const std::uint32_t forms = scalars.contract_forms; forms != 0) {
    SeekerView alone{.scalars = &scalars};
    touch_flat_fact(CONTRACT, forms, alone);
  }
}

// Rungs come in order of their numbers, so a node's parent has been dealt with before it.
void Expander::emit() {
  lists_.clear();
  std::ranges::sort(touched_);
  const auto above = [&](NodeId node) {
    for (NodeId parent = nodes_.nodes[node].parent; parent != kNoNode; parent = nodes_.nodes[parent].parent)
      if (own_[parent] != kUntouched) return reached_[parent];
    return kNoGrade;
  };
  for (const NodeId node : touched_) {
    const Grade from = std::min(above(node), kNoGrade);
    const Grade to = std::min(own_[node].low, from);
    reached_[node] = to;
    if (to < from) lists_.push_back(list_key(node, from, to));
    if (nodes_.nodes[node].must != 0 && static_cast<int>(own_[node].high) <= rules_.model->must_grade())
      lists_.push_back(pass_key(node));
  }
  for (const NodeId node : touched_) own_[node] = kUntouched;
  touched_.clear();
}

}  // namespace schakel
