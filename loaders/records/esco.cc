#include "loaders/records/esco.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "loaders/records/esco_concepts.h"
#include "loaders/records/esco_files.h"

namespace schakel {
namespace {

// What the taxonomy lacks when the files of a role are absent.
struct Absence {
  EscoRole role;
  std::string_view consequence;
};

constexpr std::array kAbsences{
    Absence{EscoRole::kIscoGroups, "ISCO groups have no names"},
    Absence{EscoRole::kSkillGroups, "competence groups have no names"},
    Absence{EscoRole::kOccupations, "there are no occupations"},
    Absence{EscoRole::kSkills, "competences have no other labels and relations than those of other files"},
    Absence{EscoRole::kBroaderOccupations, "occupations have no broader concept; ISCO groups follow their codes"},
    Absence{EscoRole::kBroaderSkills, "competences have no broader concept"},
    Absence{EscoRole::kOccupationSkills, "occupations have no essential and optional competences"},
    Absence{EscoRole::kSkillSkills, "competences have no related ones"},
};

bool has(const std::vector<EscoFile>& files, EscoRole role) {
  return std::ranges::find(files, role, &EscoFile::role) != files.end();
}

bool has_concepts(const std::vector<EscoFile>& files) {
  return has(files, EscoRole::kOccupations) || has(files, EscoRole::kSkills) || has(files, EscoRole::kSkillLabels);
}

}  // namespace

bool is_esco_folder(const std::filesystem::path& folder) { return has_concepts(find_esco_files(folder)); }

std::vector<std::filesystem::path> esco_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const EscoFile& file : find_esco_files(folder)) paths.push_back(file.path);
  std::ranges::sort(paths);
  return paths;
}

Result<Listed> read_esco(const std::filesystem::path& folder) {
  const std::vector<EscoFile> files = find_esco_files(folder);
  if (!has_concepts(files))
    return fail(ErrorCode::kBadInput, folder.string() +
                                          " is not an ESCO package: found neither occupations_*.csv nor skills_*.csv, "
                                          "expected at least one of them, with its language in its name "
                                          "(occupations_nl.csv)");
  EscoConcepts concepts;
  for (const EscoFile& file : files)
    if (Result<void> added = concepts.add(file); !added) return std::unexpected(added.error());
  if (!has(files, EscoRole::kBroaderOccupations)) concepts.derive_isco_hierarchy();
  Listed listed = concepts.take();
  for (const Absence& absence : kAbsences)
    if (!has(files, absence.role))
      listed.notes.push_back(folder.string() + " has no " + std::string(esco_role_pattern(absence.role)) + ": " +
                             std::string(absence.consequence));
  return listed;
}

Result<std::unique_ptr<Source>> open_esco(const std::filesystem::path& folder) {
  Result<Listed> listed = read_esco(folder);
  if (!listed) return std::unexpected(listed.error());
  return make_listed_source(*std::move(listed));
}

}  // namespace schakel
