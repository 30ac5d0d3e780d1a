#include "index/text/match.h"

#include <algorithm>
#include <iterator>

#include "index/text/posting_list.h"

namespace schakel {
namespace {

std::vector<TextField> fields_of(const QueryAtom& atom) {
  if (atom.field) return {*atom.field};
  return {kAllTextFields.begin(), kAllTextFields.end()};
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

}  // namespace

Result<Xapian::Query> QueryBuilder::build(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::kAtom) return build_atom(node.atom);
  std::vector<Xapian::Query> parts;
  for (const QueryNode& child : node.children) {
    auto part = build(child);
    if (!part) return part;
    parts.push_back(std::move(*part));
  }
  const bool all = node.kind == QueryNode::Kind::kAll;
  Xapian::Query query(all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, parts.begin(), parts.end());
  QueryBuilder unwanted(database_, texts_, stems_);
  for (const QueryNode& child : node.refused) {
    const auto part = unwanted.build(child);
    if (!part) return part;
    query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, *part);
  }
  return query;
}

Result<Xapian::Query> QueryBuilder::build_atom(const QueryAtom& atom) {
  if (atom.wildcard) return build_wildcard(atom);
  if (atom.words.size() > 1) return build_phrase(atom);
  const std::string stem = stems_.stem(atom.words.front().word);
  wanted_stems_.insert(stem);
  return any_term(terms_of(atom, stem));
}

void QueryBuilder::append_terms(TextField field, const std::string& stem, std::vector<std::string>& terms) const {
  const std::string term = field_term(field, stem);
  if (is_concept_field(field)) {
    std::copy(database_.synonyms_begin(term), database_.synonyms_end(term), std::back_inserter(terms));
  } else if (database_.term_exists(term)) {
    terms.push_back(term);
  }
}

std::vector<std::string> QueryBuilder::terms_of(const QueryAtom& atom, const std::string& stem) const {
  std::vector<std::string> terms;
  for (const TextField field : fields_of(atom)) append_terms(field, stem, terms);
  return terms;
}

// Stems that begin so, and the stem of the beginning itself: "lassen*" stands for "las" too.
Result<Xapian::Query> QueryBuilder::build_wildcard(const QueryAtom& atom) {
  const std::string& beginning = atom.words.front().word;
  std::set<std::string> stems = {stems_.stem(beginning)};
  for (const TextField field : fields_of(atom)) {
    const std::string term = field_term(field, beginning);
    const bool concepts = is_concept_field(field);
    auto at = concepts ? database_.synonym_keys_begin(term) : database_.allterms_begin(term);
    const auto end = concepts ? database_.synonym_keys_end(term) : database_.allterms_end(term);
    for (; at != end && stems.size() <= kMostExpansions; ++at) stems.insert((*at).substr(1));
  }
  if (stems.size() > kMostExpansions) {
    return fail(ErrorCode::kBadInput, "the query has a wildcard that stands for more than " +
                                          std::to_string(kMostExpansions) + " words: " + beginning + "*");
  }
  wanted_beginnings_.push_back(beginning);
  std::set<std::string> distinct;
  for (const std::string& stem : stems) {
    wanted_stems_.insert(stem);
    for (std::string& term : terms_of(atom, stem)) distinct.insert(std::move(term));
  }
  return any_term({distinct.begin(), distinct.end()});
}

Result<Xapian::Query> QueryBuilder::build_phrase(const QueryAtom& atom) {
  Phrase phrase;
  for (const QueryWord& word : atom.words) {
    phrase.stems.push_back(stems_.stem(word.word));
    if (!is_small_word(word.word)) phrase.searchable.insert(phrase.stems.back());
  }
  wanted_stems_.insert(phrase.searchable.begin(), phrase.searchable.end());
  std::vector<Xapian::Query> words;
  words.reserve(phrase.searchable.size());
  for (const std::string& stem : phrase.searchable) words.push_back(any_term(terms_of(atom, stem)));
  std::vector<Xapian::docid> documents;
  std::vector<std::string> concepts;
  for (const TextField field : fields_of(atom)) {
    if (is_concept_field(field)) {
      find_concepts(field, phrase, concepts);
    } else if (auto found = find_documents(field, phrase, documents); !found) {
      return std::unexpected(found.error());
    }
  }
  std::ranges::sort(documents);
  documents.erase(std::ranges::unique(documents).begin(), documents.end());
  auto* list = new PostingList(std::move(documents));
  const Xapian::Query held =
      Xapian::Query(list->release()) | Xapian::Query(Xapian::Query::OP_OR, concepts.begin(), concepts.end());
  return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()),
                       held);
}

// Adds the documents whose field holds the phrase.
Result<void> QueryBuilder::find_documents(TextField field, const Phrase& phrase,
                                          std::vector<Xapian::docid>& documents) {
  std::vector<std::string> terms;
  terms.reserve(phrase.searchable.size());
  for (const std::string& stem : phrase.searchable) terms.push_back(field_term(field, stem));
  Xapian::Enquire enquire(database_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet all = enquire.get_mset(0, database_.get_doccount());
  std::string buffer;
  for (auto at = all.begin(); at != all.end(); ++at) {
    const auto text = texts_.read(*at - 1, buffer);
    if (!text) return std::unexpected(text.error());
    if (holds_phrase(text->at(field), phrase.stems, stems_)) documents.push_back(*at);
  }
  return {};
}

// Adds the concepts of which a label holds the phrase.
void QueryBuilder::find_concepts(TextField field, const Phrase& phrase, std::vector<std::string>& concepts) {
  const std::string key = field_term(field, *phrase.searchable.begin());
  for (auto at = database_.synonyms_begin(key); at != database_.synonyms_end(key); ++at) {
    const std::string labels = database_.get_metadata(*at);
    for (std::size_t begin = 0; begin < labels.size();) {
      const std::size_t end = std::min(labels.find('\n', begin), labels.size());
      if (holds_phrase(std::string_view(labels).substr(begin, end - begin), phrase.stems, stems_)) {
        concepts.push_back(*at);
        break;
      }
      begin = end + 1;
    }
  }
}

bool QueryBuilder::is_wanted(std::string_view word) {
  if (wanted_stems_.contains(stems_.stem(word))) return true;
  return std::ranges::any_of(wanted_beginnings_,
                             [&](const std::string& beginning) { return word.starts_with(beginning); });
}

void QueryBuilder::collect_unknown(const QueryNode& node, std::vector<const QueryWord*>& unknown) {
  for (const QueryNode& child : node.children) collect_unknown(child, unknown);
  if (node.kind != QueryNode::Kind::kAtom || node.atom.wildcard) return;
  for (const QueryWord& word : node.atom.words) {
    if (!is_small_word(word.word) && terms_of(node.atom, stems_.stem(word.word)).empty()) unknown.push_back(&word);
  }
}

std::string QueryBuilder::corrected(std::string_view text, const QueryNode& node) {
  std::vector<const QueryWord*> unknown;
  collect_unknown(node, unknown);
  std::ranges::sort(unknown, {}, &QueryWord::begin);
  std::string result;
  std::size_t at = 0;
  for (const QueryWord* word : unknown) {
    const std::string better = database_.get_spelling_suggestion(word->word);
    if (better.empty()) continue;
    result.append(text.substr(at, word->begin - at)).append(better);
    at = word->end;
  }
  return at == 0 ? std::string() : result.append(text.substr(at));
}

}  // namespace schakel
