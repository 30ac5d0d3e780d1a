#include "loaders/records/esco_concepts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>

#include "loaders/format/byte_input.h"
#include "loaders/format/csv_table.h"
#include "loaders/format/tsv_table.h"
#include "loaders/records/validate.h"

namespace schakel {
namespace {

using Columns = std::vector<std::string_view>;

ConceptKind kind_of(EscoRole role) {
  switch (role) {
    case EscoRole::kIscoGroups:
      return ISCO_GROUP;
    case EscoRole::kSkillGroups:
      return COMPETENCE_GROUP;
    case EscoRole::kOccupations:
      return OCCUPATION_CONCEPT;
    default:
      return COMPETENCE_CONCEPT;
  }
}

// The columns that a file must have; cells below are named by their place here.
Columns columns_of(const EscoFile& file) {
  switch (file.role) {
    case EscoRole::kIscoGroups:
      return {"conceptUri", "preferredLabel", "altLabels", "code"};
    case EscoRole::kOccupations:
      return {"conceptUri", "preferredLabel", "altLabels", "iscoGroup", "hiddenLabels"};
    case EscoRole::kSkillGroups:
    case EscoRole::kSkills:
      return {"conceptUri", "preferredLabel", "altLabels", "hiddenLabels"};
    case EscoRole::kHierarchy:
      return {"Level 0 URI", "Level 1 URI", "Level 2 URI", "Level 3 URI"};
    case EscoRole::kOccupationSkills:
      return {"occupationUri", "relationType", "skillUri"};
    case EscoRole::kSkillSkills:
      return {"originalSkillUri", "relationType", "relatedSkillUri"};
    default:
      return {"conceptUri", "broaderUri"};
  }
}

// Runs through the rows of a file: `take` gives the objection to a row, if any.
Result<void> for_each_row(const EscoFile& file, std::string_view text, std::vector<Refusal>& refused,
                          const std::function<std::optional<Objection>(const CsvTable&)>& take) {
  const bool short_rows = file.role == EscoRole::kHierarchy;
  const std::string name = file.path.string();
  Result<CsvTable> table = CsvTable::open(name, text, columns_of(file), short_rows);
  if (!table) return std::unexpected(table.error());
  while (table->next()) {
    std::optional<Objection> objection = table->objection();
    if (!objection) objection = take(*table);
    if (objection) refused.push_back(make_refusal(name, table->row(), table->line(), *objection, table->raw()));
  }
  return {};
}

Objection missing(std::string_view column) {
  return {"missing", std::string(column), "found nothing, expected a value", ""};
}

void fill(google::protobuf::RepeatedPtrField<std::string>& list, std::string_view cell, std::string_view preferred) {
  for (const std::string_view label : split_list(cell, '\n'))
    if (label != preferred && std::ranges::find(list, label) == list.end()) *list.Add() = std::string(label);
}

Label make_label(std::string_view language, std::string_view preferred, std::string_view alternatives,
                 std::string_view hidden) {
  Label label;
  label.set_language(std::string(language));
  label.set_preferred(std::string(preferred));
  fill(*label.mutable_alternatives(), alternatives, preferred);
  fill(*label.mutable_hidden(), hidden, preferred);
  return label;
}

bool has_label(const Concept& described, std::string_view language) {
  return std::ranges::any_of(described.labels(),
                             [language](const Label& label) { return label.language() == language; });
}

void add_relation(Concept& from, Relation::Type type, std::string_view target) {
  if (target == from.uri()) return;
  Relation& relation = *from.add_relations();
  relation.set_type(type);
  relation.set_target(std::string(target));
}

// In order, each broader concept and each related one once.
void tidy(Concept& described) {
  auto& broader = *described.mutable_broader();
  std::sort(broader.begin(), broader.end());
  broader.erase(std::unique(broader.begin(), broader.end()), broader.end());
  auto& relations = *described.mutable_relations();
  std::ranges::sort(relations, {}, [](const Relation& relation) {
    return std::tuple<std::string_view, int>(relation.target(), relation.type());
  });
  const auto same_target = [](const Relation& a, const Relation& b) { return a.target() == b.target(); };
  relations.erase(std::unique(relations.begin(), relations.end(), same_target), relations.end());
  std::ranges::sort(*described.mutable_labels(), {}, &Label::language);
}

}  // namespace

Result<void> EscoConcepts::add(const EscoFile& file) {
  const Result<std::string> text = read_all(file.path);
  if (!text) return std::unexpected(text.error());
  bytes_ += text->size();
  switch (file.role) {
    case EscoRole::kSkillLabels:
      return add_labels(file, *text);
    case EscoRole::kBroaderOccupations:
    case EscoRole::kBroaderSkills:
      return add_broader(file, *text);
    case EscoRole::kHierarchy:
      return add_hierarchy(file, *text);
    case EscoRole::kOccupationSkills:
    case EscoRole::kSkillSkills:
      return add_relations(file, *text);
    default:
      return add_concepts(file, *text);
  }
}

Result<void> EscoConcepts::add_concepts(const EscoFile& file, std::string_view text) {
  const bool occupations = file.role == EscoRole::kOccupations;
  const bool isco_groups = file.role == EscoRole::kIscoGroups;
  return for_each_row(file, text, refused_, [&](const CsvTable& row) -> std::optional<Objection> {
    if (row.at(0).empty()) return missing("conceptUri");
    if (row.at(1).empty()) return missing("preferredLabel");
    Concept read;
    read.set_uri(std::string(row.at(0)));
    read.set_kind(kind_of(file.role));
    if (occupations || isco_groups) read.set_isco(std::string(row.at(3)));
    const std::string_view hidden = isco_groups ? std::string_view() : row.at(occupations ? 4 : 3);
    *read.add_labels() = make_label(file.language, row.at(1), row.at(2), hidden);
    // Of competences the labels say it: their descriptions would double what is stored.
    if (const auto place = row.find("description"); place && (occupations || isco_groups))
      read.mutable_labels(0)->set_description(std::string(row.cell(*place)));
    if (std::optional<Objection> objection = check(read)) return objection;
    const auto [known, fresh] = concepts_.try_emplace(read.uri(), std::move(read));
    if (fresh) return std::nullopt;
    if (has_label(known->second, file.language))
      return Objection{"duplicate", "conceptUri", "found a concept that the file has described before", ""};
    *known->second.add_labels() = std::move(*read.mutable_labels(0));
    return std::nullopt;
  });
}

Result<void> EscoConcepts::add_labels(const EscoFile& file, std::string_view text) {
  const std::string label_column = "preferredLabel_" + file.language;
  const std::array<std::string_view, 2> columns{"conceptUri", label_column};
  const Result<TsvTable> table = TsvTable::parse(file.path.string(), text, columns);
  if (!table) return std::unexpected(table.error());
  for (std::size_t i = 0; i < table->rows(); ++i) {
    if (table->at(i, 0).empty() || table->at(i, 1).empty()) continue;
    Concept& described = concepts_[std::string(table->at(i, 0))];
    described.set_uri(std::string(table->at(i, 0)));
    if (described.kind() == CONCEPT_KIND_UNKNOWN) described.set_kind(COMPETENCE_CONCEPT);
    if (!has_label(described, file.language))
      *described.add_labels() = make_label(file.language, table->at(i, 1), {}, {});
  }
  return {};
}

Concept* EscoConcepts::described(const EscoFile& file, std::string_view uri) {
  const auto found = concepts_.find(std::string(uri));
  if (found != concepts_.end()) return &found->second;
  ++strays_[file.path.string()];
  return nullptr;
}

Result<void> EscoConcepts::add_broader(const EscoFile& file, std::string_view text) {
  return for_each_row(file, text, refused_, [&](const CsvTable& row) -> std::optional<Objection> {
    if (row.at(0).empty()) return missing("conceptUri");
    if (row.at(1).empty()) return missing("broaderUri");
    if (Concept* narrower = described(file, row.at(0))) narrower->add_broader(std::string(row.at(1)));
    return std::nullopt;
  });
}

// A row is a path from the top down to the group that it describes.
Result<void> EscoConcepts::add_hierarchy(const EscoFile& file, std::string_view text) {
  return for_each_row(file, text, refused_, [&](const CsvTable& row) -> std::optional<Objection> {
    std::size_t depth = 0;
    while (depth < 4 && !row.at(depth).empty()) ++depth;
    if (depth == 0) return missing("Level 0 URI");
    if (depth == 1) return std::nullopt;
    if (Concept* narrower = described(file, row.at(depth - 1))) narrower->add_broader(std::string(row.at(depth - 2)));
    return std::nullopt;
  });
}

Result<void> EscoConcepts::add_relations(const EscoFile& file, std::string_view text) {
  const bool of_occupations = file.role == EscoRole::kOccupationSkills;
  return for_each_row(file, text, refused_, [&](const CsvTable& row) -> std::optional<Objection> {
    const std::string_view type = row.at(1);
    if (row.at(0).empty() || row.at(2).empty()) return missing(columns_of(file)[row.at(0).empty() ? 0 : 2]);
    if (type != "essential" && type != "optional")
      return Objection{"unknown-value", "relationType",
                       "found \"" + std::string(type) + "\", expected essential or optional", ""};
    Concept* from = described(file, row.at(0));
    if (from == nullptr) return std::nullopt;
    const Relation::Type of_occupation = type == "essential" ? Relation::ESSENTIAL : Relation::OPTIONAL;
    add_relation(*from, of_occupations ? of_occupation : Relation::RELATED, row.at(2));
    return std::nullopt;
  });
}

void EscoConcepts::derive_isco_hierarchy() {
  for (auto& [uri, described] : concepts_) {
    if (described.kind() != ISCO_GROUP || described.isco().size() < 2 || !uri.ends_with(described.isco())) continue;
    described.add_broader(uri.substr(0, uri.size() - 1));
  }
}

Listed EscoConcepts::take() {
  Listed listed;
  listed.bytes = bytes_;
  listed.refused = std::move(refused_);
  listed.records.reserve(concepts_.size());
  for (auto& [uri, described] : concepts_) {
    tidy(described);
    listed.records.emplace_back(std::move(described));
  }
  std::ranges::sort(listed.records, {},
                    [](const Record& record) -> const std::string& { return std::get<Concept>(record).uri(); });
  for (const auto& [file, count] : strays_)
    listed.notes.push_back(file + ": left out " + std::to_string(count) +
                           " relations of concepts that no file of the package describes");
  return listed;
}

}  // namespace schakel
