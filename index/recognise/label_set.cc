#include "index/recognise/label_set.h"

#include <algorithm>
#include <map>
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
  KnownConcept known{.uri = record.uri(), .isco = record.isco(), .is_group = record.kind() == ISCO_GROUP, .name = {}};
  std::set<std::string> seen;
  const auto add = [&](const Label& label, const std::string& text, bool preferred) {
    std::string plain = joined(plain_words(text));
    if (plain.empty() || !seen.insert(std::move(plain)).second) return;
    const bool names = preferred && known.name.empty();
    if (names) known.name = text;
    set.labels.push_back({owner, names, label.language() != set.language, label.language(), text});
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

// URI to the URIs of its direct broader concepts, for what is wanted and no group.
using Broader = std::map<std::string, std::vector<std::string>>;

void mark_special(const Broader& broader, LabelSet& set) {
  for (KnownConcept& known : set.concepts) {
    const auto found = broader.find(known.uri);
    known.is_special = found != broader.end() && std::ranges::any_of(found->second, [&](const std::string& uri) {
                         return broader.contains(uri);
                       });
  }
}

}  // namespace

Result<LabelSet> LabelSet::read(const RecordSnapshot& snapshot, RecogniserKind kind, std::string_view language) {
  LabelSet set;
  set.language = language;
  Broader broader;
  ConceptTextReader texts;
  std::string broken;
  const auto scanned = snapshot.scan(RecordKind::kConcept, 0, 1, [&](const StoredRecord& stored) {
    Concept record;
    if (!record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()))) {
      broken = stored.key;
      return false;
    }
    if (kind == RecogniserKind::kOccupation) texts.add(record);
    if (!is_wanted(record, kind)) return true;
    append(record, set);
    if (record.kind() != ISCO_GROUP) broader[record.uri()] = {record.broader().begin(), record.broader().end()};
    return true;
  });
  if (!scanned) return std::unexpected(scanned.error());
  if (!broken.empty()) return fail(ErrorCode::kCorrupt, "the stored concept " + broken + " cannot be read");
  mark_special(broader, set);
  set.said = texts.take(set.concepts);
  return set;
}

}  // namespace schakel
