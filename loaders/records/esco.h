// ESCO, the European classification of skills, competences and occupations, as the European Commission publishes it: a
// folder of CSV files. The language of a file is in its name (occupations_nl.csv).
//
// Read: occupations_*, skills_*, ISCOGroups_*, skillGroups_* in every language present, and skills_*_partial.tsv (only
// preferred labels); the relations broaderRelationsOccPillar*, broaderRelationsSkillPillar*, occupationSkillRelations*,
// skillSkillRelations*, which say the same in every language, so one of each; skillsHierarchy_* where
// broaderRelationsSkillPillar* is absent. Other files are not read.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "data/error.h"
#include "loaders/records/listed_source.h"
#include "loaders/source.h"

namespace schakel {

// Whether the folder holds at least one occupations_*.csv, skills_*.csv or skills_*_partial.tsv.
[[nodiscard]] bool is_esco_folder(const std::filesystem::path& folder);

// The files that read_esco() reads, sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> esco_files(const std::filesystem::path& folder);

// One Concept per URI, in order of URI, with the labels of all languages and all relations. Absent relation files are
// notes; a malformed row is refused. Errors: kBadInput when there is neither an occupations_*.csv nor a skills_* file,
// or a file lacks a column, naming the file, the column and what was found; those of ByteInput.
[[nodiscard]] Result<Listed> read_esco(const std::filesystem::path& folder);

[[nodiscard]] Result<std::unique_ptr<Source>> open_esco(const std::filesystem::path& folder);

}  // namespace schakel
