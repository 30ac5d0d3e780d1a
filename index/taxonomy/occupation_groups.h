// The ISCO-3 groups of the taxonomy's occupations, by number (docs/model.md section 8).
//
// Immutable once built; share between threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/taxonomy/taxonomy.h"

namespace schakel {

// Place of a group in the order of codes.
using GroupId = std::uint32_t;
inline constexpr GroupId kNoGroupId = std::numeric_limits<GroupId>::max();

class OccupationGroups {
 public:
  explicit OccupationGroups(const Taxonomy& taxonomy);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(codes_.size()); }
  [[nodiscard]] const std::string& code(GroupId group) const { return codes_[group]; }
  [[nodiscard]] std::optional<GroupId> find(std::string_view code) const;

  // The group of an occupation, or kNoGroupId. `occupation` may be kNoConcept.
  [[nodiscard]] GroupId group_of(ConceptId occupation) const {
    return occupation == kNoConcept ? kNoGroupId : of_concept_[occupation].group;
  }
  // Whether a wish for this occupation gives a prefix at all.
  [[nodiscard]] bool has_prefix(ConceptId occupation) const { return of_concept_[occupation].has_prefix != 0; }
  // The groups that a seeker with these wishes wants, rising, each once; replaces what was in `groups`. Each wish has a
  // `concept_id`.
  template <class Wishes>
  void wanted(const Wishes& wishes, std::vector<GroupId>& groups) const {
    groups.clear();
    for (const auto& wish : wishes) {
      const OfConcept& entry = of_concept_[wish.concept_id];
      for (GroupId group = entry.first; group < entry.last; ++group) groups.push_back(group);
    }
    std::ranges::sort(groups);
    groups.erase(std::ranges::unique(groups).begin(), groups.end());
  }

 private:
  struct OfConcept {
    GroupId group = kNoGroupId;
    GroupId first = 0, last = 0;  // wanted groups
    std::uint32_t has_prefix = 0;
  };
  std::vector<std::string> codes_;  // rising
  std::vector<OfConcept> of_concept_;
};

}  // namespace schakel
