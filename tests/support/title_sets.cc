#include "tests/support/title_sets.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>
#include <variant>

#include "index/model/model.h"
#include "loaders/format/csv_table.h"
#include "loaders/records/esco.h"

namespace schakel::testing {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kDeep = 1000;

using Concepts = std::map<std::string, Concept>;

std::vector<std::vector<std::string>> read_tsv(const fs::path& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    auto& cells = rows.emplace_back();
    std::istringstream cut(line);
    for (std::string cell; std::getline(cut, cell, '\t');) cells.push_back(cell);
  }
  return rows;
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Concepts read_package(const fs::path& folder) {
  Concepts concepts;
  const auto listed = read_esco(folder);
  if (!listed) return concepts;
  for (const Record& record : listed->records) {
    const auto* known = std::get_if<Concept>(&record);
    if (known != nullptr && known->kind() != COMPETENCE_GROUP) concepts[known->uri()] = *known;
  }
  return concepts;
}

Label& label_in(Concept& record, const std::string& language) {
  for (Label& label : *record.mutable_labels()) {
    if (label.language() == language) return label;
  }
  Label& added = *record.add_labels();
  added.set_language(language);
  return added;
}

// The set's own labels of occupations instead of those of ESCO in its language; what ESCO says about them otherwise,
// and its competences.
Concepts read_corpus(const fs::path& folder, const fs::path& mapping, const std::string& language, Concepts esco) {
  std::map<std::string, std::string> uri_of;
  for (const auto& row : read_tsv(mapping)) uri_of[row.at(0)] = row.at(1);
  Concepts concepts;
  for (const auto& row : read_tsv(folder / "corpus_elements.tsv")) {
    const std::string& uri = uri_of.at(row.at(0));
    const auto [found, is_new] = concepts.try_emplace(uri);
    Concept& record = found->second;
    if (is_new) {
      record = esco[uri];
      record.set_uri(uri);
      const auto group = uri.find("/isco/C");
      record.set_kind(group == std::string::npos ? OCCUPATION_CONCEPT : ISCO_GROUP);
      if (group != std::string::npos) record.set_isco(uri.substr(group + 7));
      Label& label = label_in(record, language);
      label.clear_preferred();
      label.clear_alternatives();
      label.clear_hidden();
    }
    Label& label = label_in(record, language);
    label.preferred().empty() ? label.set_preferred(row.at(1)) : label.add_alternatives(row.at(1));
  }
  for (const auto& [uri, record] : esco) {
    if (record.kind() == COMPETENCE_CONCEPT) concepts[uri] = record;
  }
  return concepts;
}

void keep_one_language(Concepts& concepts, const std::string& language) {
  for (auto& [uri, record] : concepts) {
    auto& labels = *record.mutable_labels();
    labels.erase(std::remove_if(labels.begin(), labels.end(), [&](const Label& l) { return l.language() != language; }),
                 labels.end());
  }
}

void add_labels(Concepts& concepts, const Concepts& others) {
  for (auto& [uri, record] : concepts) {
    if (const auto found = others.find(uri); found != others.end()) {
      for (const Label& label : found->second.labels()) {
        Label& own = label_in(record, label.language());
        if (own.preferred().empty()) own = label;
      }
    }
  }
}

void read_melo(const fs::path& folder, TitleSet& set, const std::map<std::string, std::string>& uri_of) {
  std::map<std::string, std::string> right;
  for (const auto& row : read_tsv(folder / "annotations.tsv")) right[row.at(0)] = uri_of.at(row.at(2));
  for (const auto& row : read_tsv(folder / "queries.tsv")) set.queries.push_back({row.at(1), right.at(row.at(0))});
}

void read_jobbert(const fs::path& folder, TitleSet& set, const Concepts& concepts) {
  const std::string text = read_text(folder / "titles.csv");
  constexpr std::array<std::string_view, 2> kColumns = {"vacancyTitle", "conceptUri"};
  auto table = CsvTable::open("titles.csv", text, kColumns);
  while (table && table->next()) {
    const std::string uri(table->at(1));
    if (concepts.contains(uri)) set.queries.push_back({std::string(table->at(0)), uri});
  }
}

}  // namespace

Result<void> ConceptSnapshot::scan(RecordKind kind, std::size_t part, std::size_t,
                                   const std::function<bool(const StoredRecord&)>& visit) const {
  if (kind != RecordKind::kConcept || part != 0) return {};
  for (const auto& [uri, bytes] : records_) {
    if (!visit({uri, 1, bytes})) break;
  }
  return {};
}

std::optional<TitleSet> read_title_set(const fs::path& shared, std::string_view name, LanguagePacks packs) {
  const fs::path folder = shared / "titles-dev" / name;
  if (!fs::exists(folder) || !fs::exists(shared / "esco-1.1.1-en") || !fs::exists(shared / "esco-nl")) return {};
  TitleSet set{
      .name = std::string(name), .language = name.ends_with("-nl") ? "nl" : "en", .queries = {}, .concepts = {}};
  Concepts own = read_package(shared / (set.language == "nl" ? "esco-nl" : "esco-1.1.1-en"));
  const Concepts other = read_package(shared / (set.language == "nl" ? "esco-1.1.1-en" : "esco-nl"));
  if (name.starts_with("melo")) {
    const fs::path mapping = folder / (name == "melo-bel-nl" ? "concept_mapping_nl.tsv" : "concept_mapping_usa_en.tsv");
    // What holds in any language, of concepts or relations that only the other edition has.
    Concepts all = own;
    for (const auto& [uri, record] : other) {
      Concept& known = all[uri];
      if (known.broader().empty()) *known.mutable_broader() = record.broader();
      if (known.isco().empty()) known.set_isco(record.isco());
      if (known.relations().empty()) *known.mutable_relations() = record.relations();
      if (known.kind() == CONCEPT_KIND_UNKNOWN) {
        known.set_uri(uri);
        known.set_kind(record.kind());
      }
    }
    own = read_corpus(folder, mapping, set.language, std::move(all));
    std::map<std::string, std::string> uri_of;
    for (const auto& row : read_tsv(mapping)) uri_of[row.at(0)] = row.at(1);
    read_melo(folder, set, uri_of);
  } else {
    read_jobbert(folder, set, own);
  }
  keep_one_language(own, set.language);
  if (packs == LanguagePacks::kBoth) add_labels(own, other);
  for (const auto& [uri, record] : own) set.concepts.put(record);
  return set;
}

std::optional<TitleSet> read_phrase_set(const fs::path& shared) {
  const fs::path folder = shared / "skills-dev";
  if (!fs::exists(folder) || !fs::exists(shared / "esco-1.1.1-en")) return {};
  TitleSet set{.name = "skills-dev", .language = "en", .queries = {}, .concepts = {}};
  std::map<std::string, std::string, std::less<>> uri_of;
  for (const auto& [uri, record] : read_package(shared / "esco-1.1.1-en")) {
    if (record.kind() != COMPETENCE_CONCEPT) continue;
    set.concepts.put(record);
    uri_of[record.labels(0).preferred()] = uri;
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const char* name : {"house_validation_annotations.csv", "tech_validation_annotations.csv"}) {
    const std::string text = read_text(folder / name);
    constexpr std::array<std::string_view, 2> kColumns = {"span", "label"};
    auto table = CsvTable::open(name, text, kColumns);
    while (table && table->next()) {
      const auto found = uri_of.find(table->at(1));
      if (found == uri_of.end()) continue;  // UNDERSPECIFIED, LABEL NOT PRESENT
      if (seen.emplace(table->at(0), found->second).second)
        set.queries.push_back({std::string(table->at(0)), found->second});
    }
  }
  return set;
}

TitleScore measure(const TitleSet& set, const Recogniser& recogniser, std::size_t step,
                   const std::function<void(const TitleSet::Query&, const Recognition&, std::size_t)>& sink) {
  TitleScore score;
  Recogniser::Worker worker(recogniser);
  std::size_t halves[2] = {};
  for (std::size_t i = 0; i < set.queries.size(); i += step) {
    const TitleSet::Query& query = set.queries[i];
    const Recognition answer = worker.recognise(query.title, kDeep, LabelRanks::kKeep);
    const auto is_right = [&](std::uint32_t owner) { return recogniser.concepts()[owner].uri == query.uri; };
    std::size_t rank = 0;
    for (std::size_t r = 0; r < answer.ranked.size() && rank == 0; ++r) {
      if (is_right(answer.ranked[r].owner)) rank = r + 1;
    }
    std::size_t label_rank = 0;
    for (std::size_t r = 0; r < answer.labels.size() && label_rank == 0; ++r) {
      if (is_right(recogniser.labels()[answer.labels[r]].owner)) label_rank = r + 1;
    }
    for (const Recognised& one : answer.ranked)
      score.checksum = mix64(score.checksum ^ (std::uint64_t{one.owner} << 32U | one.score));
    const double reciprocal = rank == 0 ? 0 : 1 / static_cast<double>(rank);
    score.by_concept += reciprocal;
    score.by_label += label_rank == 0 ? 0 : 1 / static_cast<double>(label_rank);
    score.first += rank == 1 ? 1 : 0;
    score.ten += rank >= 1 && rank <= 10 ? 1 : 0;
    score.half[score.queries % 2] += reciprocal;
    ++halves[score.queries % 2];
    ++score.queries;
    if (sink) sink(query, answer, rank);
  }
  const auto all = static_cast<double>(std::max<std::size_t>(1, score.queries));
  score.by_concept /= all;
  score.by_label /= all;
  score.first /= all;
  score.ten /= all;
  for (int half = 0; half < 2; ++half) score.half[half] /= static_cast<double>(std::max<std::size_t>(1, halves[half]));
  return score;
}

}  // namespace schakel::testing
