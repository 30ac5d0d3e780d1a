#include "index/text/documents.h"

#include <algorithm>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel {
namespace {

template <class Record>
[[nodiscard]] bool parse(const StoredRecord& stored, Record& record) {
  return record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()));
}

[[nodiscard]] std::unexpected<Error> unreadable(std::string_view what, const StoredRecord& record) {
  return fail(ErrorCode::kCorrupt,
              "the stored " + std::string(what) + " " + std::string(record.key) + " cannot be read");
}

void append_label(std::string& list, std::string_view label) {
  if (label.empty()) return;
  if (!list.empty()) list.append(", ");
  list.append(label);
}

}  // namespace

Result<DocumentReader> DocumentReader::read(const RecordSnapshot& snapshot) {
  DocumentReader reader;
  auto concepts = ConceptTable::read(snapshot);
  if (!concepts) return std::unexpected(concepts.error());
  reader.concepts_ = std::move(*concepts);
  Result<void> outcome;
  const auto scanned = snapshot.scan(RecordKind::kPlace, 0, 1, [&](const StoredRecord& record) {
    Place place;
    if (parse(record, place)) {
      reader.towns_.emplace(place.postcode(), place.town());
    } else {
      outcome = unreadable("place", record);
    }
    return outcome.has_value();
  });
  if (!scanned) return std::unexpected(scanned.error());
  if (!outcome) return std::unexpected(outcome.error());
  return reader;
}

Result<TextDocument> DocumentReader::document(RecordKind kind, const StoredRecord& record) const {
  return kind == RecordKind::kSeeker ? seeker(record) : vacancy(record);
}

void DocumentReader::add_concept(std::string_view uri, TextDocument& document) const {
  const ConceptWords* found = concepts_.find(uri);
  if (found == nullptr || std::ranges::find(document.concepts, found) != document.concepts.end()) return;
  document.concepts.push_back(found);
  append_label(document.at(found->field), found->preferred);
}

void DocumentReader::set_place(std::string_view postcode, TextDocument& document) const {
  const auto digits = postcode.substr(0, 4);
  const auto town = towns_.find(digits);
  document.at(TextField::kPlace) = town == towns_.end() ? digits : town->second + " " + std::string(digits);
}

Result<TextDocument> DocumentReader::seeker(const StoredRecord& record) const {
  Seeker seeker;
  if (!parse(record, seeker)) return unreadable("seeker", record);
  TextDocument document;
  document.id = record.key;
  document.at(TextField::kDescription) = seeker.presentation();
  for (const std::string& uri : seeker.wanted_occupations()) {
    add_concept(uri, document);
    if (const auto* known = concepts_.find(uri)) append_label(document.at(TextField::kTitle), known->preferred);
  }
  for (const WantedTitle& title : seeker.wanted_titles()) {
    add_concept(title.code(), document);
    append_label(document.at(TextField::kTitle), title.text());
  }
  for (const Experience& experience : seeker.experience()) {
    add_concept(experience.occupation(), document);
    append_label(document.at(TextField::kOccupation), experience.text());
  }
  for (const HeldCompetence& held : seeker.competences()) {
    add_concept(held.code(), document);
    append_label(document.at(TextField::kCompetence), held.text());
  }
  set_place(seeker.postcode(), document);
  return document;
}

Result<TextDocument> DocumentReader::vacancy(const StoredRecord& record) const {
  Vacancy vacancy;
  if (!parse(record, vacancy)) return unreadable("vacancy", record);
  TextDocument document;
  document.id = record.key;
  document.at(TextField::kTitle) = vacancy.title();
  document.at(TextField::kDescription) = vacancy.description();
  document.at(TextField::kEmployer) = vacancy.employer().name();
  add_concept(vacancy.occupation(), document);
  for (const Requirement& requirement : vacancy.requirements()) {
    add_concept(requirement.code(), document);
    append_label(document.at(requirement.kind() == EXPERIENCE ? TextField::kOccupation : TextField::kCompetence),
                 requirement.text());
  }
  set_place(vacancy.offer().postcode(), document);
  return document;
}

}  // namespace schakel
