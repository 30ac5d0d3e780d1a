#include "loaders/records/esco_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace schakel {
namespace {

struct NamePattern {
  EscoRole role;
  std::string_view pattern;  // '*' stands for "_<language>", of a relation file also for nothing
  bool relation;
};

constexpr std::array kPatterns{
    NamePattern{EscoRole::kIscoGroups, "ISCOGroups_*.csv", false},
    NamePattern{EscoRole::kSkillGroups, "skillGroups_*.csv", false},
    NamePattern{EscoRole::kOccupations, "occupations_*.csv", false},
    NamePattern{EscoRole::kSkills, "skills_*.csv", false},
    NamePattern{EscoRole::kSkillLabels, "skills_*_partial.tsv", false},
    NamePattern{EscoRole::kBroaderOccupations, "broaderRelationsOccPillar*.csv", true},
    NamePattern{EscoRole::kBroaderSkills, "broaderRelationsSkillPillar*.csv", true},
    NamePattern{EscoRole::kHierarchy, "skillsHierarchy*.csv", true},
    NamePattern{EscoRole::kOccupationSkills, "occupationSkillRelations*.csv", true},
    NamePattern{EscoRole::kSkillSkills, "skillSkillRelations*.csv", true},
};

bool is_language(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The language in a name that fits the pattern; nothing when it does not fit.
std::optional<std::string_view> language_in(std::string_view name, const NamePattern& pattern) {
  const std::size_t star = pattern.pattern.find('*');
  const std::string_view before = pattern.pattern.substr(0, star);
  const std::string_view after = pattern.pattern.substr(star + 1);
  if (name.size() < before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
    return std::nullopt;
  std::string_view between = name.substr(before.size(), name.size() - before.size() - after.size());
  if (pattern.relation && between.empty()) return between;
  if (pattern.relation && between.starts_with('_')) between.remove_prefix(1);
  return is_language(between) ? std::optional(between) : std::nullopt;
}

}  // namespace

std::vector<EscoFile> find_esco_files(const std::filesystem::path& folder) {
  std::vector<EscoFile> files;
  std::error_code error;
  for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    for (const NamePattern& pattern : kPatterns)
      if (const auto language = language_in(name, pattern))
        files.push_back({pattern.role, std::string(*language), entry.path()});
  }
  std::ranges::sort(files, {}, [](const EscoFile& file) { return std::tie(file.role, file.path); });
  const auto same_relation = [](const EscoFile& a, const EscoFile& b) {
    return a.role == b.role && a.role >= EscoRole::kBroaderOccupations;
  };
  const auto repeated = std::ranges::unique(files, same_relation);
  files.erase(repeated.begin(), repeated.end());
  if (std::ranges::find(files, EscoRole::kBroaderSkills, &EscoFile::role) != files.end())
    std::erase_if(files, [](const EscoFile& file) { return file.role == EscoRole::kHierarchy; });
  return files;
}

std::string_view esco_role_pattern(EscoRole role) {
  return std::ranges::find(kPatterns, role, &NamePattern::role)->pattern;
}

}  // namespace schakel
