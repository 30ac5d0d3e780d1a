#include "index/recognise/label_set.h"

#include <algorithm>
#include <set>

#include "data/schema/taxonomy.pb.h"
#include "index/recognise/plain_words.h"

namespace schakel {
namespace {

bool is_wanted(const Concept& record, RecogniserKind kind) {
  if (kind == RecogniserKind::kCompetence) return record.kind() == COMPETENCE_CONCEPT;
  return record.kind() == OCCUPATION_CONCEPT || record.kind() == ISCO_GROUP;
}

void append(const Concept& record, LabelSet& set) {
  std::vector<const Label*> languages;
  for (const Label& label : record.labels()) languages.push_back(&label);
  std::ranges::stable_sort(languages, [&](const Label* a, const Label* b) {
    const bool a_first = a->language() == set.language;
    const bool b_first = b->language() == set.language;
    return a_first != b_first ? a_first : a->language() < b->language();
  });

  const auto owner = static_cast<std::uint32_t>(set.concepts.size());
  KnownConcept known{record.uri(), record.isco(), record.kind() == ISCO_GROUP, {}};
  std::set<std::string> seen;
  const auto add = [&](const Label& label, const std::string& text, bool preferred) {
    std::string plain = joined(plain_words(text));
    if (plain.empty() || !seen.insert(std::move(plain)).second) return;
    const bool names = preferred && known.name.empty();
    if (names) known.name = text;
    set.labels.push_back({owner, names, label.language(), text});
  };
  for (const Label* label : languages) {
    add(*label, label->preferred(), true);
    for (const std::string& text : label->alternatives()) add(*label, text, false);
    for (const std::string& text : label->hidden()) add(*label, text, false);
  }
  if (seen.empty()) return;
  if (known.name.empty()) known.name = set.labels[set.labels.size() - seen.size()].text;
  set.concepts.push_back(std::move(known));
}

}  // namespace

Result<LabelSet> LabelSet::read(const RecordSnapshot& snapshot, RecogniserKind kind, std::string_view language) {
  LabelSet set;
  set.language = language;
  std::string broken;
  const auto scanned = snapshot.scan(RecordKind::kConcept, 0, 1, [&](const StoredRecord& stored) {
    Concept record;
    if (!record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()))) {
      broken = stored.key;
      return false;
    }
    if (is_wanted(record, kind)) append(record, set);
    return true;
  });
  if (!scanned) return std::unexpected(scanned.error());
  if (!broken.empty()) return fail(ErrorCode::kCorrupt, "the stored concept " + broken + " cannot be read");
  return set;
}

}  // namespace schakel
