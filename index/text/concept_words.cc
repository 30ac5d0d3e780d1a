#include "index/text/concept_words.h"

#include <set>

namespace schakel {
namespace {

const Label* best_label(const Concept& concept_record) {
  const Label* best = nullptr;
  for (const Label& label : concept_record.labels()) {
    if (label.preferred().empty()) continue;
    if (label.language() == "nl") return &label;
    if (best == nullptr && label.language() == "en") best = &label;
  }
  return best;
}

std::string all_lines(const Label& label) {
  std::string lines = label.preferred();
  for (const std::string& text : label.alternatives()) lines.append("\n").append(text);
  for (const std::string& text : label.hidden()) lines.append("\n").append(text);
  return lines;
}

}  // namespace

Result<ConceptTable> ConceptTable::read(const RecordSnapshot& snapshot) {
  ConceptTable table;
  std::string broken;
  const auto scanned = snapshot.scan(RecordKind::kConcept, 0, 1, [&](const StoredRecord& record) {
    Concept parsed;
    if (!parsed.ParseFromArray(record.bytes.data(), static_cast<int>(record.bytes.size()))) {
      broken = record.key;
      return false;
    }
    const Label* label = best_label(parsed);
    if (label == nullptr) return true;
    const bool occupation = parsed.kind() == OCCUPATION_CONCEPT || parsed.kind() == ISCO_GROUP;
    table.by_uri_.emplace(record.key, table.concepts_.size());
    table.concepts_.push_back({occupation ? TextField::kOccupation : TextField::kCompetence,
                               "K" + std::to_string(table.concepts_.size()), label->preferred(), all_lines(*label)});
    return true;
  });
  if (!scanned) return std::unexpected(scanned.error());
  if (!broken.empty()) return fail(ErrorCode::kCorrupt, "the stored concept " + broken + " cannot be read");
  return table;
}

const ConceptWords* ConceptTable::find(std::string_view uri) const {
  const auto found = by_uri_.find(uri);
  return found == by_uri_.end() ? nullptr : &concepts_[found->second];
}

void ConceptTable::write_to(Xapian::WritableDatabase& database, Stems& stems) const {
  for (const ConceptWords& one : concepts_) {
    std::set<std::string_view> distinct;
    for (WordReader reader(one.labels); reader.next();) {
      if (!is_small_word(reader.word())) distinct.insert(stems.stem(reader.word()));
    }
    for (const std::string_view stem : distinct) database.add_synonym(field_term(one.field, stem), one.term);
    database.set_metadata(one.term, one.labels);
  }
}

}  // namespace schakel
