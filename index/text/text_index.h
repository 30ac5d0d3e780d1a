// Full text over vacancies and profiles. The only user of Xapian.
//
// One generation is one sealed folder, built beside the epoch from the same snapshot. A derived store: whenever its
// seal or its sequence does not fit, it is rebuilt from the record store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/store/record_store.h"

namespace schakel {

struct TextQuery {
  std::string text;  // see text_query.h: words, "phrases", AND OR NOT, title:word, wild*; Dutch stems
  bool vacancies = true;
  bool seekers = true;
  std::size_t top = 20;  // 1..1000
  std::size_t snippet_length = 160;
};

struct TextHit {
  RecordKind kind{};  // kSeeker or kVacancy
  std::string id;
  std::string title;          // a vacancy's title; a seeker's wanted occupations by label
  std::string snippet;        // plain text with the found words between U+00AB and U+00BB («word»)
  std::uint32_t percent = 0;  // 0..100 of the best possible
};

struct TextAnswer {
  std::vector<TextHit> hits;  // best first; equal scores in order of kind and id
  std::uint64_t estimated_total = 0;
  std::string corrected;  // the query with spelling corrected, where nothing was found; else empty
};

class TextIndex {
 public:
  // Builds a generation in `folder` (which must not exist) from the snapshot and seals it with its sequence. Labels of
  // occupations and competences in a record are searchable too. `progress` (which may be empty) is called now and then
  // with the number of documents so far, and once with that of all, from one thread at a time. Uses the threads of
  // TBB's current arena.
  [[nodiscard]] static Result<void> build(const RecordSnapshot& snapshot, const std::filesystem::path& folder,
                                          const std::function<void(std::uint64_t)>& progress);

  // Verifies the seal, then opens. kCorrupt: damaged; kStale: of another sequence than `sequence`.
  [[nodiscard]] static Result<std::unique_ptr<TextIndex>> open(const std::filesystem::path& folder, Sequence sequence);
  virtual ~TextIndex() = default;

  // Thread-safe. kBadInput with a readable message for a query that cannot be parsed.
  [[nodiscard]] virtual Result<TextAnswer> search(const TextQuery& query) const = 0;
  [[nodiscard]] virtual std::uint64_t documents() const = 0;
};

}  // namespace schakel
