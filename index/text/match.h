// From a parsed query to Xapian's, for one open database.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/text/stored_texts.h"
#include "index/text/text_query.h"
#include "index/text/words.h"

namespace schakel {

// A wildcard that stands for more words than this is refused.
inline constexpr std::size_t kMostExpansions = 1000;

// Turns one query into Xapian's and remembers what to mark. Not thread-safe. A word is one synonym group over the
// fields and the concepts whose labels hold it, so that it weighs once. A phrase finds the documents with all its words
// and keeps those whose text holds them next to one another: cost linear in the texts of those documents.
class QueryBuilder {
 public:
  QueryBuilder(const Xapian::Database& database, const StoredTexts& texts, Stems& stems)
      : database_(database), texts_(texts), stems_(stems) {}

  // kBadInput: a wildcard that stands for too many words. kCorrupt, kIo: texts that cannot be read. Throws as Xapian.
  [[nodiscard]] Result<Xapian::Query> build(const QueryNode& node);

  // Whether the word (lower case) was looked for by what has been built, outside NOT.
  [[nodiscard]] bool is_wanted(std::string_view word);

  // The query text with each looked-for word that the index does not know replaced by a known one that is close; empty
  // when nothing was replaced.
  [[nodiscard]] std::string corrected(std::string_view text, const QueryNode& node);

 private:
  struct Phrase {
    std::vector<std::string> stems;    // as they must stand
    std::set<std::string> searchable;  // those of words that are not small; at least one
  };

  [[nodiscard]] Result<Xapian::Query> build_atom(const QueryAtom& atom);
  [[nodiscard]] Result<Xapian::Query> build_wildcard(const QueryAtom& atom);
  [[nodiscard]] Result<Xapian::Query> build_phrase(const QueryAtom& atom);
  [[nodiscard]] Result<void> find_documents(TextField field, const Phrase& phrase,
                                            std::vector<Xapian::docid>& documents);
  void find_concepts(TextField field, const Phrase& phrase, std::vector<std::string>& concepts);
  void append_terms(TextField field, const std::string& stem, std::vector<std::string>& terms) const;
  [[nodiscard]] std::vector<std::string> terms_of(const QueryAtom& atom, const std::string& stem) const;
  void collect_unknown(const QueryNode& node, std::vector<const QueryWord*>& unknown);

  const Xapian::Database& database_;
  const StoredTexts& texts_;
  Stems& stems_;
  std::set<std::string, std::less<>> wanted_stems_;
  std::vector<std::string> wanted_beginnings_;
};

}  // namespace schakel
