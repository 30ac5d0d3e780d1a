#include "index/epoch/items.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace schakel {
namespace {

std::uint8_t stronger(std::uint8_t a, std::uint8_t b) { return std::min(a, b); }

// The item that a requirement asks, or nothing.
std::optional<AskedItem> asked_item(const Requirement& requirement, const Model& model) {
  AskedItem item{.kind = static_cast<std::uint8_t>(requirement.kind()), .code = requirement.code()};
  switch (requirement.kind()) {
    case COMPETENCE:
      item.minimum = static_cast<std::uint16_t>(requirement.min_level());
      item.doubt = model.doubt(requirement.confidence());
      break;
    case EDUCATION:
      item.minimum = static_cast<std::uint16_t>(requirement.min_level());
      break;
    case EXPERIENCE:
      item.minimum = static_cast<std::uint16_t>(requirement.min_months());
      item.doubt = model.doubt(requirement.confidence());
      break;
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      item.minimum = static_cast<std::uint16_t>(std::max(1U, requirement.min_level()));
      break;
    case DRIVING_LICENCE:
      break;
    default:
      return std::nullopt;
  }
  if (item.code.empty() && (item.kind != EDUCATION || item.minimum == 0)) return std::nullopt;
  return item;
}

std::uint32_t strength(const Model& model, std::uint8_t condition) {
  const auto& strengths = model.strategy.strengths();
  switch (condition) {
    case MUST:
      return strengths.must();
    case STRONG:
      return strengths.strong();
    case BONUS:
      return strengths.bonus();
    default:
      return strengths.wanted();
  }
}

std::uint32_t offer_weight(const Model& model, std::uint8_t kind) {
  const auto& weights = model.strategy.offer();
  if (kind == OCCUPATION) return weights.occupation();
  return kind == SECTOR ? weights.sector() : weights.contract();
}

std::uint8_t hours_or_unknown(bool known, std::uint32_t hours) {
  return known ? static_cast<std::uint8_t>(std::min(hours, 254U)) : kUnknown8;
}

}  // namespace

Date last_day_of(const Vacancy& vacancy) { return parse_date(vacancy.closing_date()).value_or(Date{}); }

bool is_active(const Vacancy& vacancy, Date date) {
  const Date last = last_day_of(vacancy);
  return !last.known() || last >= date;
}

std::vector<ConditionedItem> items_of(const Vacancy& vacancy, const Model& model) {
  std::vector<ConditionedItem> items;
  for (const Requirement& requirement : vacancy.requirements())
    if (auto item = asked_item(requirement, model))
      items.push_back(
          {std::move(*item),
           static_cast<std::uint8_t>(requirement.condition() == CONDITION_UNKNOWN ? WANTED : requirement.condition())});
  if (!vacancy.occupation().empty())
    items.push_back({{OCCUPATION, vacancy.occupation(), 0, model.doubt(vacancy.occupation_confidence())}});
  if (!vacancy.employer().sector().empty()) items.push_back({{SECTOR, vacancy.employer().sector()}});
  for (const int form : vacancy.offer().contract_forms())
    if (form != CONTRACT_FORM_UNKNOWN && ContractForm_IsValid(form))
      items.push_back({{CONTRACT, ContractForm_Name(static_cast<ContractForm>(form))}});

  const auto key = [](const ConditionedItem& entry) {
    return std::tie(entry.item.kind, entry.item.code, entry.item.minimum);
  };
  std::ranges::sort(items, {}, [](const ConditionedItem& entry) { return std::tie(entry.item, entry.condition); });
  std::vector<ConditionedItem> once;
  for (ConditionedItem& entry : items) {
    if (once.empty() || key(once.back()) != key(entry))
      once.push_back(std::move(entry));  // the least doubt comes first
    else
      once.back().condition = stronger(once.back().condition, entry.condition);
  }
  return once;
}

VacancyScalars scalars_of(const Vacancy& vacancy, const PlaceTable& places) {
  const Offer& offer = vacancy.offer();
  const PlaceTable::Point place = places.find(offer.postcode());
  return {.x_m = place.x_m,
          .y_m = place.y_m,
          .hours_min = hours_or_unknown(offer.hours().has_min(), offer.hours().min()),
          .hours_max = hours_or_unknown(offer.hours().has_max(), offer.hours().max()),
          .shift_work = static_cast<std::uint8_t>(offer.shift_work()),
          .remote_percent = static_cast<std::uint8_t>(std::min(offer.remote_percent(), 100U)),
          .region = place.region};
}

Item resolve_item(const AskedItem& asked, const Taxonomy& taxonomy, StringPool& codes) {
  Item item{.code = codes.intern(asked.code), .minimum = asked.minimum, .kind = asked.kind, .doubt = asked.doubt};
  item.compared = item.code;
  if (asked.kind == COMPETENCE) item.concept_id = taxonomy.competence(asked.code);
  if (asked.kind == EXPERIENCE || asked.kind == OCCUPATION) item.concept_id = taxonomy.occupation(asked.code);
  if (asked.kind == EDUCATION) item.compared = codes.intern(education_field(asked.code));
  if (asked.kind == SECTOR) {
    const std::string_view section = section_of(asked.code);
    item.compared = section.empty() ? item.code : codes.intern(section);
  }
  return item;
}

std::uint32_t specificity(const Model& model, std::uint32_t vacancies, std::uint32_t all) {
  const auto bucket = static_cast<int>(std::bit_width(std::max(all / vacancies, 1U))) - 1;
  return model.strategy.specificity(std::min(bucket, model.strategy.specificity_size() - 1));
}

void assign_units(const Model& model, const ItemTable& items, std::uint32_t all, std::span<VacancyItem> row) {
  std::vector<std::uint64_t> weights;
  std::vector<std::uint32_t> units;
  const auto offer =
      std::ranges::find_if(row, [&](const VacancyItem& entry) { return !is_demand(items[entry.item].kind); });
  const auto demand_size = static_cast<std::size_t>(offer - row.begin());
  for (const auto side : {row.first(demand_size), row.subspan(demand_size)}) {
    if (side.empty()) continue;
    weights.clear();
    for (const VacancyItem& entry : side) {
      const Item& item = items[entry.item];
      const std::uint32_t base =
          is_demand(item.kind) ? strength(model, entry.condition) : offer_weight(model, item.kind);
      weights.push_back(std::uint64_t{base} * specificity(model, item.vacancies, all));
    }
    apportion(kUnits, weights, units);
    for (std::size_t i = 0; i < side.size(); ++i) side[i].units = static_cast<std::uint16_t>(units[i]);
  }
}

}  // namespace schakel
