// Job titles with the occupation that they mean, and a taxonomy to find it in: the public development sets.
//
// They live outside the project; where they are absent there is nothing to measure. The rank of an answer is that of
// its concept: a concept stands where its best label stands.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/schema/taxonomy.pb.h"
#include "index/recognise/recogniser.h"
#include "index/store/record_store.h"

namespace schakel::testing {

// Concepts in memory, in order of URI.
class ConceptSnapshot : public RecordSnapshot {
 public:
  void put(const Concept& record) { records_[record.uri()] = record.SerializeAsString(); }
  [[nodiscard]] Sequence sequence() const override { return 1; }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override;

 private:
  std::map<std::string, std::string> records_;
};

struct TitleSet {
  std::string name;
  std::string language;
  struct Query {
    std::string title;
    std::string uri;
  };
  std::vector<Query> queries;
  ConceptSnapshot concepts;
};

// Which labels the recogniser knows.
enum class LanguagePacks { kOwn, kBoth };

inline constexpr std::string_view kTitleSets[] = {"melo-bel-nl", "melo-usa-en", "jobbert-validation"};

// Nothing when the files are not under `shared`. kOwn: the labels of the set's own corpus (for jobbert-validation ESCO
// 1.1.1 in English), with ESCO's descriptions and competences in that language. kBoth: with the labels and descriptions
// that ESCO gives the same concepts in the other language.
[[nodiscard]] std::optional<TitleSet> read_title_set(const std::filesystem::path& shared, std::string_view name,
                                                     LanguagePacks packs);

// The spans of vacancy sentences that a person tagged with an ESCO competence (skills-dev), each pair once, and ESCO
// 1.1.1 in English. Nothing when the files are not under `shared`.
[[nodiscard]] std::optional<TitleSet> read_phrase_set(const std::filesystem::path& shared);

struct TitleScore {
  std::size_t queries = 0;
  double by_concept = 0;  // mean reciprocal rank of the right concept
  double by_label = 0;    // of its best label among all labels
  double first = 0;       // share of titles whose first answer is right
  double ten = 0;         // share of titles whose first ten answers hold the right one
  double half[2] = {};    // by_concept over the even and the odd titles
  std::uint64_t checksum = 0;
};

// Every `step`-th title; `sink` sees each title's answer and the rank of the right concept (0: not found).
[[nodiscard]] TitleScore measure(
    const TitleSet& set, const Recogniser& recogniser, std::size_t step,
    const std::function<void(const TitleSet::Query&, const Recognition&, std::size_t)>& sink = {});

}  // namespace schakel::testing
