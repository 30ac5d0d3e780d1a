#include "server/service/lists/filter_parts.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace schakel {
namespace {

std::string at(const char* field, int index) { return std::string(field) + "[" + std::to_string(index) + "]"; }

bool is_isco(std::string_view code) {
  return !code.empty() && code.size() <= 4 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Answered<void> check_lengths(const google::protobuf::Message& filter) {
  const auto& type = *filter.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (field.is_repeated() && filter.GetReflection()->FieldSize(filter, &field) > kMostChoices)
      return refuse_field("filters." + field.json_name(), "range", "expected at most 100 entries");
  }
  return {};
}

Answered<std::vector<RegionId>> read_regions(Market market,
                                             const google::protobuf::RepeatedPtrField<std::string>& codes) {
  std::vector<RegionId> regions;
  const StringSpans known = market.regions();
  for (int i = 0; i < codes.size(); ++i) {
    RegionId region = 0;
    while (region < known.size() && known[region] != codes[i]) ++region;
    if (region == known.size())
      return refuse_field(at("filters.regions", i), "unknown-value",
                          "this is no code of an arbeidsmarktregio that the places are in");
    regions.push_back(region);
  }
  return regions;
}

Answered<std::vector<OccupationChoice>> read_occupations(Market market,
                                                         const google::protobuf::RepeatedPtrField<std::string>& codes,
                                                         const char* field) {
  std::vector<OccupationChoice> choices;
  for (int i = 0; i < codes.size(); ++i) {
    if (is_isco(codes[i])) {
      choices.push_back({kNoConcept, codes[i]});
      continue;
    }
    const ConceptId occupation = market.taxonomy().occupation(codes[i]);
    if (occupation == kNoConcept)
      return refuse_field(at(field, i), "unknown-value",
                          "expected an occupation that the taxonomy knows, or an ISCO code of 1 to 4 digits");
    choices.push_back({occupation, {}});
  }
  return choices;
}

Answered<std::uint32_t> read_contract_forms(const google::protobuf::RepeatedField<int>& forms) {
  std::uint32_t bits = 0;
  for (int i = 0; i < forms.size(); ++i) {
    if (forms[i] == CONTRACT_FORM_UNKNOWN || !ContractForm_IsValid(forms[i]))
      return refuse_field(at("filters.contractForms", i), "unknown-value", "expected a contract form");
    bits |= 1U << static_cast<unsigned>(forms[i]);
  }
  return bits;
}

Answered<void> check_codes(const google::protobuf::RepeatedPtrField<std::string>& codes, const CodeTable& table,
                           const char* field) {
  for (int i = 0; i < codes.size(); ++i)
    if (auto known = check_code(table, codes[i], at(field, i)); !known) return known;
  return {};
}

Answered<void> check_hours(std::uint32_t least, std::uint32_t most) {
  if (least > 80) return refuse_field("filters.minHours", "range", "expected 0 to 80");
  if (most > 80) return refuse_field("filters.maxHours", "range", "expected 0 to 80");
  return {};
}

bool is_chosen(const Taxonomy& taxonomy, std::span<const OccupationChoice> choices, ConceptId occupation) {
  return std::ranges::any_of(choices, [&](const OccupationChoice& choice) {
    return choice.isco.empty() ? choice.concept_id == occupation
                               : taxonomy.isco_code(occupation).starts_with(choice.isco);
  });
}

Verdict within(const Model& model, std::uint32_t kilometres, const VacancyScalars& vacancy,
               const SeekerScalars& seeker) {
  if (vacancy.remote_percent == 100) return Verdict::kMeets;
  if (vacancy.x_m == kNoPlace || seeker.x_m == kNoPlace) return Verdict::kUnknown;
  const std::uint32_t metres = model.distance_m(vacancy.x_m - seeker.x_m, vacancy.y_m - seeker.y_m);
  return verdict_of(true, metres <= std::uint64_t{kilometres} * 1000);
}

}  // namespace schakel
