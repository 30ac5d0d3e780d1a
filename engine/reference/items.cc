#include "engine/reference/items.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "engine/reference/arithmetic.h"

namespace schakel::reference {
namespace {

constexpr std::uint32_t kAllUnits = 4096;

// Nothing when the requirement asks nothing.
std::optional<Item> demand_item(const Requirement& requirement, const Strategy& strategy) {
  Item item{.kind = requirement.kind(), .code = requirement.code()};
  item.condition = requirement.condition() == CONDITION_UNKNOWN ? WANTED : requirement.condition();
  switch (requirement.kind()) {
    case COMPETENCE:
      item.minimum = requirement.min_level();
      item.doubt = doubt_of(requirement.confidence(), strategy.recognised_codes());
      break;
    case EXPERIENCE:
      item.minimum = requirement.min_months();
      item.doubt = doubt_of(requirement.confidence(), strategy.recognised_codes());
      break;
    case EDUCATION:
      item.minimum = requirement.min_level();
      if (item.minimum > 0) return item;
      break;
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      item.minimum = std::max(requirement.min_level(), 1U);
      break;
    case DRIVING_LICENCE:
      break;
    default:
      return std::nullopt;
  }
  if (item.code.empty()) return std::nullopt;
  return item;
}

auto item_order(const Item& item) { return std::tie(item.kind, item.code, item.minimum); }

// Equal requirements become one, with the strongest condition (their names rise from MUST to BONUS) and the least
// doubt.
void add_demand(const Vacancy& vacancy, const Strategy& strategy, std::vector<Item>& items) {
  for (const Requirement& requirement : vacancy.requirements()) {
    const std::optional<Item> item = demand_item(requirement, strategy);
    if (!item) continue;
    const auto same = std::ranges::find_if(items, [&](const Item& i) { return item_order(i) == item_order(*item); });
    if (same == items.end()) {
      items.push_back(*item);
      continue;
    }
    same->condition = std::min(same->condition, item->condition);
    same->doubt = std::min(same->doubt, item->doubt);
  }
}

void add_offer(const Vacancy& vacancy, const Strategy& strategy, std::vector<Item>& items) {
  if (!vacancy.occupation().empty())
    items.push_back({.kind = OCCUPATION,
                     .code = vacancy.occupation(),
                     .doubt = doubt_of(vacancy.occupation_confidence(), strategy.recognised_codes())});
  if (!vacancy.employer().sector().empty()) items.push_back({.kind = SECTOR, .code = vacancy.employer().sector()});
  std::set<std::string> forms;
  for (const int form : vacancy.offer().contract_forms())
    if (form != CONTRACT_FORM_UNKNOWN) forms.insert(ContractForm_Name(form));
  for (const std::string& form : forms) items.push_back({.kind = CONTRACT, .code = form});
}

std::uint32_t strength(const Item& item, const Strategy& strategy) {
  if (item.kind == OCCUPATION) return strategy.offer().occupation();
  if (item.kind == SECTOR) return strategy.offer().sector();
  if (item.kind == CONTRACT) return strategy.offer().contract();
  if (item.condition == MUST) return strategy.strengths().must();
  if (item.condition == STRONG) return strategy.strengths().strong();
  if (item.condition == BONUS) return strategy.strengths().bonus();
  return strategy.strengths().wanted();
}

}  // namespace

std::uint32_t doubt_of(std::uint32_t confidence, const RecognisedCodes& strategy) {
  if (confidence == 0) return 0;
  for (const RecognisedCodes::Band& band : strategy.bands())
    if (confidence < band.under()) return band.grades();
  return 0;
}

std::vector<Item> items_of(const Vacancy& vacancy, const Strategy& strategy) {
  std::vector<Item> items;
  add_demand(vacancy, strategy, items);
  add_offer(vacancy, strategy, items);
  std::ranges::sort(items, [](const Item& a, const Item& b) { return item_order(a) < item_order(b); });
  return items;
}

void ItemCounts::add(const std::vector<Item>& items_of_one_vacancy) {
  ++vacancies_;
  std::set<std::pair<Kind, std::string>> different;
  for (const Item& item : items_of_one_vacancy) different.emplace(item.kind, item.code);
  for (const auto& kind_and_code : different) ++having_[kind_and_code];
}

std::uint32_t ItemCounts::specificity(const Item& item, const Strategy& strategy) const {
  const auto found = having_.find({item.kind, item.code});
  const std::uint64_t having = found == having_.end() ? 1 : found->second;
  const std::uint32_t bucket = floor_log2(std::max(vacancies_ / having, std::uint64_t{1}));
  const auto last = static_cast<std::uint32_t>(strategy.specificity_size()) - 1;
  return strategy.specificity(static_cast<int>(std::min(bucket, last)));
}

void set_units(std::vector<Item>& items, const ItemCounts& counts, const Strategy& strategy) {
  for (const bool demand : {true, false}) {
    std::vector<std::uint64_t> weights;
    weights.reserve(items.size());
    for (const Item& item : items)
      weights.push_back(is_demand(item) == demand ? strength(item, strategy) * counts.specificity(item, strategy) : 0);
    const std::vector<std::uint32_t> units = largest_remainder(kAllUnits, weights);
    for (std::size_t i = 0; i < items.size(); ++i)
      if (is_demand(items[i]) == demand) items[i].units = units[i];
  }
}

}  // namespace schakel::reference
