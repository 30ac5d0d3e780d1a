// The concepts of an ESCO package while its files come in, one after another.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/error.h"
#include "data/schema/taxonomy.pb.h"
#include "loaders/records/esco_files.h"
#include "loaders/records/listed_source.h"

namespace schakel {

class EscoConcepts {
 public:
  // Adds what a file says. Files with concepts must come before those with relations: a relation of a concept that no
  // file describes is left out, and counted in a note. Errors as read_esco().
  [[nodiscard]] Result<void> add(const EscoFile& file);

  // The broader group of every ISCO group, by its code: for packages without the relations of the occupation pillar.
  void derive_isco_hierarchy();

  // Everything, in order of URI; relations without repetition, essential before optional.
  [[nodiscard]] Listed take();

 private:
  // The concept of a URI, or nullptr, which is counted for the note.
  [[nodiscard]] Concept* described(const EscoFile& file, std::string_view uri);

  [[nodiscard]] Result<void> add_concepts(const EscoFile& file, std::string_view text);
  [[nodiscard]] Result<void> add_labels(const EscoFile& file, std::string_view text);
  [[nodiscard]] Result<void> add_broader(const EscoFile& file, std::string_view text);
  [[nodiscard]] Result<void> add_hierarchy(const EscoFile& file, std::string_view text);
  [[nodiscard]] Result<void> add_relations(const EscoFile& file, std::string_view text);

  std::unordered_map<std::string, Concept> concepts_;
  std::map<std::string, std::uint64_t> strays_;  // relations left out, by file
  std::vector<Refusal> refused_;
  std::uint64_t bytes_ = 0;
};

}  // namespace schakel
