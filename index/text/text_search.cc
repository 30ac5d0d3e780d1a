#include <algorithm>
#include <mutex>
#include <utility>

#include "index/seal/seal.h"
#include "index/text/guard.h"
#include "index/text/match.h"
#include "index/text/snippet.h"
#include "index/text/stored_texts.h"
#include "index/text/text_index.h"
#include "index/text/text_query.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostHits = 1000;
constexpr Xapian::doccount kCountedAtLeast = 1000;     // up to here estimated_total is exact
constexpr std::size_t kMostRememberedWords = 1 << 17;  // stems that a reader keeps between queries

// What one search needs for itself: Xapian's handles are not thread-safe.
struct Reader {
  Xapian::Database database;
  Stems stems;
};

class OpenIndex : public TextIndex {
 public:
  OpenIndex(fs::path folder, StoredTexts texts) : folder_(std::move(folder)), texts_(std::move(texts)) {}

  Result<TextAnswer> search(const TextQuery& query) const override;
  std::uint64_t documents() const override { return texts_.size(); }

  // Opens the first reader. Throws as Xapian.
  Result<void> check(const std::string& sequence);

 private:
  std::unique_ptr<Reader> take_reader() const;
  void give_back(std::unique_ptr<Reader> reader) const;
  Result<TextAnswer> search_with(Reader& reader, const TextQuery& query) const;
  Result<TextHit> make_hit(QueryBuilder& builder, const Xapian::MSetIterator& at, std::size_t length) const;

  const fs::path folder_;
  const StoredTexts texts_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Reader>> idle_;
};

Result<void> check_query(const TextQuery& query) {
  if (query.top == 0 || query.top > kMostHits) {
    return fail(ErrorCode::kBadInput, "the number of hits must be from 1 to " + std::to_string(kMostHits));
  }
  if (!query.vacancies && !query.seekers) {
    return fail(ErrorCode::kBadInput, "the query asks for neither vacancies nor seekers");
  }
  return {};
}

Xapian::Query of_kind(const Xapian::Query& found, const TextQuery& query) {
  if (query.vacancies && query.seekers) return found;
  const Xapian::Query kind(query.vacancies ? kVacancyTerm : kSeekerTerm);
  return {Xapian::Query::OP_FILTER, found, kind};
}

std::unique_ptr<Reader> OpenIndex::take_reader() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  return std::make_unique<Reader>(Xapian::Database((folder_ / kDatabaseFolder).string()));
}

void OpenIndex::give_back(std::unique_ptr<Reader> reader) const {
  if (reader->stems.words().size() > kMostRememberedWords) reader->stems = Stems();
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(reader));
}

Result<void> OpenIndex::check(const std::string& sequence) {
  auto reader = take_reader();
  if (reader->database.get_metadata(kSequenceKey) != sequence || reader->database.get_doccount() != texts_.size()) {
    return fail(ErrorCode::kCorrupt, "the parts of the text index in " + folder_.string() + " do not belong together");
  }
  give_back(std::move(reader));
  return {};
}

Result<TextAnswer> OpenIndex::search(const TextQuery& query) const {
  return guarded("cannot search in " + folder_.string(), [&]() -> Result<TextAnswer> {
    if (auto good = check_query(query); !good) return std::unexpected(good.error());
    auto reader = take_reader();
    auto answer = search_with(*reader, query);
    give_back(std::move(reader));
    return answer;
  });
}

Result<TextAnswer> OpenIndex::search_with(Reader& reader, const TextQuery& query) const {
  const auto parsed = parse_text_query(query.text);
  if (!parsed) return std::unexpected(parsed.error());
  QueryBuilder builder(reader.database, texts_, reader.stems);
  const auto found = builder.build(*parsed);
  if (!found) return std::unexpected(found.error());
  Xapian::Enquire enquire(reader.database);
  enquire.set_query(of_kind(*found, query));
  const auto top = static_cast<Xapian::doccount>(query.top);
  const Xapian::MSet hits = enquire.get_mset(0, top, std::max(top, kCountedAtLeast));
  TextAnswer answer;
  answer.estimated_total = hits.get_matches_estimated();
  for (auto at = hits.begin(); at != hits.end(); ++at) {
    auto hit = make_hit(builder, at, query.snippet_length);
    if (!hit) return std::unexpected(hit.error());
    answer.hits.push_back(std::move(*hit));
  }
  if (answer.hits.empty()) answer.corrected = builder.corrected(query.text, *parsed);
  return answer;
}

// The snippet is of the text if a word stands there, else of the labels, the employer or the place; else of the text.
Result<TextHit> OpenIndex::make_hit(QueryBuilder& builder, const Xapian::MSetIterator& at, std::size_t length) const {
  std::string buffer;
  const auto text = texts_.read(*at - 1, buffer);
  if (!text) return std::unexpected(text.error());
  const auto is_wanted = [&](std::string_view word) { return builder.is_wanted(word); };
  Snippet snippet = make_snippet(text->at(TextField::kDescription), length, is_wanted);
  for (const TextField field :
       {TextField::kOccupation, TextField::kCompetence, TextField::kEmployer, TextField::kPlace}) {
    if (snippet.found > 0) break;
    Snippet other = make_snippet(text->at(field), length, is_wanted);
    if (other.found > 0 || snippet.text.empty()) snippet = std::move(other);
  }
  return TextHit{.kind = text->kind,
                 .id = std::string(text->id),
                 .title = std::string(text->at(TextField::kTitle)),
                 .snippet = std::move(snippet.text),
                 .percent = static_cast<std::uint32_t>(at.get_percent())};
}

}  // namespace

Result<std::unique_ptr<TextIndex>> TextIndex::open(const fs::path& folder, Sequence sequence) {
  return guarded("cannot open the text index in " + folder.string(), [&]() -> Result<std::unique_ptr<TextIndex>> {
    const auto manifest = verify_seal(folder);
    if (!manifest) return std::unexpected(manifest.error());
    if (manifest->kind != kTextKind) {
      return fail(ErrorCode::kCorrupt, folder.string() + " holds a sealed " + manifest->kind + ", not a text index");
    }
    const auto fact = manifest->facts.find(kSequenceKey);
    const std::string applied = fact == manifest->facts.end() ? "none" : fact->second;
    if (applied != std::to_string(sequence)) {
      return fail(ErrorCode::kStale, "the text index in " + folder.string() + " is of sequence " + applied +
                                         ", the record store of " + std::to_string(sequence));
    }
    auto texts = StoredTexts::open(folder);
    if (!texts) return std::unexpected(texts.error());
    auto index = std::make_unique<OpenIndex>(folder, std::move(*texts));
    if (auto checked = index->check(applied); !checked) return std::unexpected(checked.error());
    return index;
  });
}

}  // namespace schakel
