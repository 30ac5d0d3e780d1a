// What the filters of both directions share.
#pragma once

#include <algorithm>
#include <span>

#include "server/service/lists/filters.h"
#include "server/service/lists/reference_codes.h"

namespace schakel {

// The least of several verdicts: a failure decides, then what is not known.
class AllOf {
 public:
  void take(Verdict verdict) {
    if (verdict == Verdict::kFails || least_ == Verdict::kMeets) least_ = verdict;
    if (verdict == Verdict::kFails) failed_ = true;
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool passes(bool known_only) const { return !failed_ && (!known_only || least_ == Verdict::kMeets); }

 private:
  Verdict least_ = Verdict::kMeets;
  bool failed_ = false;
};

[[nodiscard]] constexpr Verdict verdict_of(bool known, bool holds) {
  if (!known) return Verdict::kUnknown;
  return holds ? Verdict::kMeets : Verdict::kFails;
}

inline constexpr int kMostChoices = 100;

// 400 for a list of the filter with more than kMostChoices entries: every candidate is compared with each of them.
[[nodiscard]] Answered<void> check_lengths(const google::protobuf::Message& filter);
// 400 for a region that no place of the epoch is in; `field`: "filters.regions".
[[nodiscard]] Answered<std::vector<RegionId>> read_regions(
    Market market, const google::protobuf::RepeatedPtrField<std::string>& codes);
// 400 for what is neither an occupation of the taxonomy nor an ISCO code.
[[nodiscard]] Answered<std::vector<OccupationChoice>> read_occupations(
    Market market, const google::protobuf::RepeatedPtrField<std::string>& codes, const char* field);
[[nodiscard]] Answered<std::uint32_t> read_contract_forms(const google::protobuf::RepeatedField<int>& forms);
// 400 for a code that is not in the table; `field`: "filters.sectors".
[[nodiscard]] Answered<void> check_codes(const google::protobuf::RepeatedPtrField<std::string>& codes,
                                         const CodeTable& table, const char* field);
[[nodiscard]] Answered<void> check_hours(std::uint32_t least, std::uint32_t most);

[[nodiscard]] bool is_chosen(const Taxonomy& taxonomy, std::span<const OccupationChoice> choices, ConceptId occupation);
// Of the road between the two; work that is fully remote is no distance away.
[[nodiscard]] Verdict within(const Model& model, std::uint32_t kilometres, const VacancyScalars& vacancy,
                             const SeekerScalars& seeker);
[[nodiscard]] inline Verdict in_regions(std::span<const RegionId> regions, RegionId region) {
  return verdict_of(region != kNoRegion, std::ranges::find(regions, region) != regions.end());
}

}  // namespace schakel
