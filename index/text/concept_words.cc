#include "index/text/concept_words.h"

#include <map>

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
  // Word by word, because Xapian rewrites a list of synonyms whenever the next one belongs to another word.
  std::map<std::string, std::vector<std::size_t>> concepts_of;
  for (std::size_t i = 0; i < concepts_.size(); ++i) {
    for (WordReader reader(concepts_[i].labels); reader.next();) {
      if (is_small_word(reader.word())) continue;
      auto& known = concepts_of[field_term(concepts_[i].field, stems.stem(reader.word()))];
      if (known.empty() || known.back() != i) known.push_back(i);
    }
    database.set_metadata(concepts_[i].term, concepts_[i].labels);
  }
  for (const auto& [word, known] : concepts_of) {
    for (const std::size_t i : known) database.add_synonym(word, concepts_[i].term);
  }
}

}  // namespace schakel
