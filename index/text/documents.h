// Records as text documents: which words stand in which field.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/store/record_store.h"
#include "index/text/concept_words.h"
#include "index/text/fields.h"
#include "index/text/words.h"

namespace schakel {

// Title: of a vacancy, or a seeker's wanted occupations. Description: of a vacancy, or a seeker's presentation.
// Employer: the name. Place: town and four-digit postcode. Occupation and competence: preferred labels, separated by ",
// ".
struct TextDocument {
  std::string id;
  std::array<std::string, kTextFields> fields;
  std::vector<const ConceptWords*> concepts;  // distinct

  [[nodiscard]] std::string& at(TextField field) { return fields[static_cast<std::size_t>(field)]; }
};

// Makes documents of the records of one snapshot. Thread-safe once read.
class DocumentReader {
 public:
  [[nodiscard]] static Result<DocumentReader> read(const RecordSnapshot& snapshot);

  [[nodiscard]] const ConceptTable& concepts() const { return concepts_; }

  // Requires kSeeker or kVacancy. kCorrupt when the bytes are no such record.
  [[nodiscard]] Result<TextDocument> document(RecordKind kind, const StoredRecord& record) const;

 private:
  void add_concept(std::string_view uri, TextDocument& document) const;
  void set_place(std::string_view postcode, TextDocument& document) const;
  [[nodiscard]] Result<TextDocument> seeker(const StoredRecord& record) const;
  [[nodiscard]] Result<TextDocument> vacancy(const StoredRecord& record) const;

  ConceptTable concepts_;
  WordMap<std::string> towns_;  // by four-digit postcode
};

}  // namespace schakel
