// The taxonomy as the text index sees it: a number and labels per concept.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "data/schema/taxonomy.pb.h"
#include "index/store/record_store.h"
#include "index/text/fields.h"
#include "index/text/words.h"

namespace schakel {

struct ConceptWords {
  TextField field = TextField::kCompetence;  // kOccupation for occupations and ISCO groups
  std::string term;                          // "K17"
  std::string preferred;
  std::string labels;  // preferred, alternative and hidden, one per line
};

// All concepts of a snapshot that have a label, Dutch if there is one, else English. Frozen after read().
class ConceptTable {
 public:
  [[nodiscard]] static Result<ConceptTable> read(const RecordSnapshot& snapshot);

  // Null for a code that the taxonomy does not know. Valid as long as the table.
  [[nodiscard]] const ConceptWords* find(std::string_view uri) const;

  // Writes which words lead to which concept (synonyms) and the labels (metadata).
  void write_to(Xapian::WritableDatabase& database, Stems& stems) const;

 private:
  std::vector<ConceptWords> concepts_;  // in order of URI
  WordMap<std::size_t> by_uri_;
};

}  // namespace schakel
