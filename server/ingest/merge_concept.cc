#include "server/ingest/merge_concept.h"

#include <algorithm>

namespace schakel {

void merge_concept(Concept& stored, const Concept& newer) {
  if (newer.kind() != CONCEPT_KIND_UNKNOWN) stored.set_kind(newer.kind());
  if (!newer.isco().empty()) stored.set_isco(newer.isco());
  if (newer.broader_size() > 0) *stored.mutable_broader() = newer.broader();
  if (newer.relations_size() > 0) *stored.mutable_relations() = newer.relations();
  for (const Label& label : newer.labels()) {
    auto& labels = *stored.mutable_labels();
    const auto same = std::ranges::find(labels, label.language(), &Label::language);
    (same == labels.end() ? *labels.Add() : *same) = label;
  }
  std::ranges::stable_sort(*stored.mutable_labels(), {}, &Label::language);
}

}  // namespace schakel
