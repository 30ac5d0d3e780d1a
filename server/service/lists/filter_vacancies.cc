#include "server/service/lists/filter_parts.h"

namespace schakel {

Answered<VacanciesThatPass> VacanciesThatPass::read(const api::VacancyFilter& filter, Market market) {
  if (auto lengths = check_lengths(filter); !lengths) return std::unexpected(lengths.error());
  VacanciesThatPass made(market);
  made.filter_ = filter;
  made.any_ = filter.ByteSizeLong() > 0;
  auto regions = read_regions(market, filter.regions());
  if (!regions) return std::unexpected(regions.error());
  made.regions_ = *std::move(regions);
  auto occupations = read_occupations(market, filter.occupations(), "filters.occupations");
  if (!occupations) return std::unexpected(occupations.error());
  made.occupations_ = *std::move(occupations);
  if (auto sectors = check_codes(filter.sectors(), kSectorCodes, "filters.sectors"); !sectors)
    return std::unexpected(sectors.error());
  if (const auto forms = read_contract_forms(filter.contract_forms()); !forms) return std::unexpected(forms.error());
  if (auto hours = check_hours(filter.min_hours(), filter.max_hours()); !hours) return std::unexpected(hours.error());
  if (filter.min_remote_percent() > 100) return refuse_field("filters.minRemotePercent", "range", "expected 0 to 100");
  return made;
}

bool VacanciesThatPass::passes(const SeekerSide& seeker, VacancyId id) const {
  const VacancyView vacancy = market_.vacancy(id);
  const VacancyScalars& v = *vacancy.scalars;
  AllOf all;
  const auto ask = [&](bool asked, auto verdict) {
    if (asked && !all.failed()) all.take(verdict());
  };
  const auto known = [](std::uint8_t hours) { return hours != kUnknown8; };
  ask(filter_.max_distance_km() > 0,
      [&] { return within(market_.model(), filter_.max_distance_km(), v, *seeker.view.scalars); });
  ask(!regions_.empty(), [&] { return in_regions(regions_, v.region); });
  ask(filter_.min_hours() > 0, [&] { return verdict_of(known(v.hours_max), v.hours_max >= filter_.min_hours()); });
  ask(filter_.max_hours() > 0, [&] { return verdict_of(known(v.hours_min), v.hours_min <= filter_.max_hours()); });
  ask(filter_.no_shift_work(), [&] { return verdict_of(v.shift_work != ANSWER_UNKNOWN, v.shift_work == NO); });
  ask(filter_.min_remote_percent() > 0,
      [&] { return verdict_of(true, v.remote_percent >= filter_.min_remote_percent()); });
  ask(!occupations_.empty(), [&] { return offers(vacancy, OCCUPATION); });
  ask(filter_.sectors_size() > 0, [&] { return offers(vacancy, SECTOR); });
  ask(filter_.contract_forms_size() > 0, [&] { return offers(vacancy, CONTRACT); });
  return all.passes(filter_.known_only());
}

// Whether one of the items of a kind is among what is asked; unknown where the vacancy has none.
Verdict VacanciesThatPass::offers(const VacancyView& vacancy, std::uint8_t kind) const {
  bool known = false;
  const Rules rules = market_.rules();
  const ItemTable items = market_.items();
  const auto is_asked = [&](const Item& item) {
    const std::string_view code = rules.code(item.code);
    switch (kind) {
      case OCCUPATION:
        return item.concept_id != kNoConcept && is_chosen(market_.taxonomy(), occupations_, item.concept_id);
      case SECTOR: {
        const std::string_view section = rules.code(item.compared);
        return std::ranges::any_of(filter_.sectors(),
                                   [&](const std::string& asked) { return asked == code || asked == section; });
      }
      default:
        return std::ranges::any_of(filter_.contract_forms(), [&](int form) {
          return ContractForm_Name(static_cast<ContractForm>(form)) == code;
        });
    }
  };
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = items[entry.item];
    if (item.kind != kind) continue;
    if (is_asked(item)) return Verdict::kMeets;
    known = known || kind != OCCUPATION || item.concept_id != kNoConcept;
  }
  return known ? Verdict::kFails : Verdict::kUnknown;
}

}  // namespace schakel
