// Which files of a folder are ESCO's, by their names.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

enum class EscoRole {
  kIscoGroups,
  kSkillGroups,
  kOccupations,
  kSkills,
  kSkillLabels,  // only preferred labels, for when the complete file is not to be had
  kBroaderOccupations,
  kBroaderSkills,
  kHierarchy,
  kOccupationSkills,
  kSkillSkills,
};

struct EscoFile {
  EscoRole role{};
  std::string language;  // "nl"; empty for a relation file without one in its name
  std::filesystem::path path;
};

// In order of role, then of name. Of the relations, which say the same in every language, one file each; the hierarchy
// only where the relations of the skill pillar are absent.
[[nodiscard]] std::vector<EscoFile> find_esco_files(const std::filesystem::path& folder);

// What the files of a role are called, for a message: "occupations_*.csv".
[[nodiscard]] std::string_view esco_role_pattern(EscoRole role);

}  // namespace schakel
