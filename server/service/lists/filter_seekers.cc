#include "data/schema/seeker.pb.h"
#include "server/service/lists/filter_parts.h"

namespace schakel {
namespace {

Answered<void> check_languages(const google::protobuf::RepeatedPtrField<api::SeekerFilter::SpokenLanguage>& languages) {
  for (int i = 0; i < languages.size(); ++i) {
    const std::string field = "filters.languages[" + std::to_string(i) + "].";
    if (auto known = check_code(kLanguageCodes, languages[i].language(), field + "language"); !known) return known;
    if (languages[i].level() < 1 || languages[i].level() > 4)
      return refuse_field(field + "level", "range", "expected 1 to 4");
  }
  return {};
}

}  // namespace

Answered<SeekersThatPass> SeekersThatPass::read(const api::SeekerFilter& filter, Market market) {
  if (auto lengths = check_lengths(filter); !lengths) return std::unexpected(lengths.error());
  SeekersThatPass made(market);
  made.filter_ = filter;
  made.any_ = filter.ByteSizeLong() > 0;
  auto regions = read_regions(market, filter.regions());
  if (!regions) return std::unexpected(regions.error());
  made.regions_ = *std::move(regions);
  auto occupations = read_occupations(market, filter.wanted_occupations(), "filters.wantedOccupations");
  if (!occupations) return std::unexpected(occupations.error());
  made.occupations_ = *std::move(occupations);
  const auto forms = read_contract_forms(filter.contract_forms());
  if (!forms) return std::unexpected(forms.error());
  made.contract_forms_ = *forms;
  if (auto hours = check_hours(filter.min_hours(), filter.max_hours()); !hours) return std::unexpected(hours.error());
  for (int i = 0; i < filter.competences_size(); ++i) {
    made.competences_.push_back(market.taxonomy().competence(filter.competences(i)));
    if (made.competences_.back() == kNoConcept)
      return refuse_field("filters.competences[" + std::to_string(i) + "]", "unknown-value",
                          "expected a competence that the taxonomy knows");
  }
  if (auto licences = check_codes(filter.driving_licences(), kLicenceCodes, "filters.drivingLicences"); !licences)
    return std::unexpected(licences.error());
  if (auto languages = check_languages(filter.languages()); !languages) return std::unexpected(languages.error());
  if (filter.min_education_level() > 6) return refuse_field("filters.minEducationLevel", "range", "expected 1 to 6");
  if (!filter.available_by().empty()) {
    const auto date = parse_date(filter.available_by());
    if (!date) return refuse_field("filters.availableBy", "range", "expected a date as 2026-11-22");
    made.available_by_ = *date;
  }
  return made;
}

bool SeekersThatPass::passes(const VacancySide& vacancy, SeekerId id) const {
  const SeekerView seeker = market_.seeker(id);
  const SeekerScalars& s = *seeker.scalars;
  AllOf all;
  const auto ask = [&](bool asked, auto verdict) {
    if (asked && !all.failed()) all.take(verdict());
  };
  const auto known = [](std::uint8_t hours) { return hours != kUnknown8; };
  ask(filter_.max_distance_km() > 0,
      [&] { return within(market_.model(), filter_.max_distance_km(), *vacancy.view.scalars, s); });
  ask(!regions_.empty(), [&] { return in_regions(regions_, s.region); });
  ask(filter_.min_hours() > 0, [&] { return verdict_of(known(s.hours_max), s.hours_max >= filter_.min_hours()); });
  ask(filter_.max_hours() > 0, [&] { return verdict_of(known(s.hours_min), s.hours_min <= filter_.max_hours()); });
  ask(contract_forms_ != 0,
      [&] { return verdict_of(s.contract_forms != 0, (s.contract_forms & contract_forms_) != 0); });
  ask(filter_.shift_work(), [&] { return verdict_of(s.shift_work != ANSWER_UNKNOWN, s.shift_work == YES); });
  ask(filter_.driving_licences_size() > 0, [&] {
    const Rules rules = market_.rules();
    return verdict_of(s.licences_known != 0, std::ranges::all_of(filter_.driving_licences(), [&](const auto& asked) {
                        return std::ranges::any_of(seeker.licences,
                                                   [&](CodeId id_) { return rules.code(id_) == asked; });
                      }));
  });
  ask(filter_.min_education_level() > 0, [&] {
    const auto reaches = [&](const EducationFact& fact) { return fact.level >= filter_.min_education_level(); };
    const auto open = [](const EducationFact& fact) { return fact.level == 0; };
    const bool holds = std::ranges::any_of(seeker.education, reaches);
    return verdict_of(holds || (!seeker.education.empty() && std::ranges::none_of(seeker.education, open)), holds);
  });
  ask(!occupations_.empty(), [&] { return wishes(seeker); });
  ask(!competences_.empty(), [&] { return competences(seeker); });
  ask(filter_.languages_size() > 0, [&] { return languages(seeker); });
  ask(available_by_.known(), [&] { return available(id); });
  return all.passes(filter_.known_only());
}

Verdict SeekersThatPass::wishes(const SeekerView& seeker) const {
  return verdict_of(!seeker.wanted.empty(), std::ranges::any_of(seeker.wanted, [&](const WantedFact& wish) {
    return is_chosen(market_.taxonomy(), occupations_, wish.concept_id);
  }));
}

Verdict SeekersThatPass::competences(const SeekerView& seeker) const {
  return verdict_of(!seeker.competences.empty(), std::ranges::all_of(competences_, [&](ConceptId asked) {
    return std::ranges::find(seeker.competences, asked, &CompetenceFact::concept_id) != seeker.competences.end();
  }));
}

Verdict SeekersThatPass::languages(const SeekerView& seeker) const {
  if (seeker.languages.empty()) return Verdict::kUnknown;
  const Rules rules = market_.rules();
  AllOf all;
  for (const api::SeekerFilter::SpokenLanguage& asked : filter_.languages()) {
    const auto fact = std::ranges::find_if(
        seeker.languages, [&](const LanguageFact& held) { return rules.code(held.language) == asked.language(); });
    if (fact == seeker.languages.end()) return Verdict::kFails;
    all.take(verdict_of(fact->spoken != kUnknown8, fact->spoken >= asked.level()));
  }
  if (all.failed()) return Verdict::kFails;
  return all.passes(true) ? Verdict::kMeets : Verdict::kUnknown;
}

Verdict SeekersThatPass::available(SeekerId id) const {
  const auto from = parse_date(market_.record(id).availability().from());
  return verdict_of(from.has_value(), from && *from <= available_by_);
}

}  // namespace schakel
