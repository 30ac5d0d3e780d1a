#include "index/taxonomy/occupation_groups.h"

#include <algorithm>
#include <set>

namespace schakel {
namespace {

constexpr std::size_t kCharacters = 3;

}  // namespace

OccupationGroups::OccupationGroups(const Taxonomy& taxonomy) {
  std::set<std::string> codes;
  for (ConceptId id = 0; id < taxonomy.size(); ++id)
    if (taxonomy.is_occupation(id) && taxonomy.isco_code(id).size() >= kCharacters)
      codes.emplace(taxonomy.isco_code(id).substr(0, kCharacters));
  codes_.assign(codes.begin(), codes.end());

  of_concept_.resize(taxonomy.size());
  for (ConceptId id = 0; id < taxonomy.size(); ++id) {
    if (!taxonomy.is_occupation(id)) continue;
    const std::string_view prefix = taxonomy.isco_code(id).substr(0, kCharacters);
    if (prefix.empty()) continue;
    const auto cut = [&](const std::string& code) { return std::string_view(code).substr(0, prefix.size()); };
    const auto same = std::ranges::equal_range(codes_, prefix, {}, cut);
    OfConcept& entry = of_concept_[id];
    entry.has_prefix = 1;
    entry.first = static_cast<GroupId>(same.begin() - codes_.begin());
    entry.last = static_cast<GroupId>(same.end() - codes_.begin());
    if (prefix.size() == kCharacters) entry.group = entry.first;
  }
}

std::optional<GroupId> OccupationGroups::find(std::string_view code) const {
  const auto found = std::ranges::lower_bound(codes_, code);
  if (found == codes_.end() || *found != code) return std::nullopt;
  return static_cast<GroupId>(found - codes_.begin());
}

}  // namespace schakel
