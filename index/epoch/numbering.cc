#include "index/epoch/numbering.h"

#include <limits>
#include <utility>

namespace schakel {

CodeNumbers number_codes(const std::set<std::string_view>& texts, const Epoch* base, StringArrays& codes) {
  CodeNumbers numbers;
  const auto add = [&](std::string_view text) {
    if (numbers.try_emplace(std::string(text), static_cast<CodeId>(codes.size())).second) codes.push_back(text);
  };
  const StringSpans known = base != nullptr ? base->rules().codes : StringSpans{};
  for (CodeId i = 0; i < known.size(); ++i) add(known[i]);
  for (const std::string_view text : texts) add(text);
  return numbers;
}

ItemNumbers number_items(const std::set<AskedItem>& asked, const Epoch* base) {
  ItemNumbers numbers;
  if (base != nullptr)
    for (ItemId id = 0; id < base->items.size(); ++id) {
      const Item& item = base->items[id];
      numbers.emplace(AskedItem{item.kind, std::string(base->item_code(id)), item.minimum, item.doubt}, id);
    }
  for (const AskedItem& item : asked) numbers.try_emplace(item, static_cast<ItemId>(numbers.size()));
  return numbers;
}

void count_items(const VacancyColumns& vacancies, std::vector<Item>& items) {
  std::vector<std::uint32_t> group(items.size(), 0);  // items of one kind and code share a group
  for (ItemId i = 1; i < items.size(); ++i)
    group[i] = group[i - 1] + (items[i].kind != items[i - 1].kind || items[i].code != items[i - 1].code);
  std::vector<std::uint32_t> counts(items.empty() ? 0 : group.back() + 1, 0);
  for (std::size_t v = 0; v < vacancies.size(); ++v) {
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
    for (const VacancyItem& entry : vacancies.items[v])
      if (std::exchange(last, group[entry.item]) != group[entry.item]) ++counts[group[entry.item]];
  }
  for (ItemId i = 0; i < items.size(); ++i) items[i].vacancies = counts[group[i]];
}

void freeze_counts(const Epoch& base, std::vector<Item>& items) {
  std::map<std::pair<std::uint8_t, CodeId>, std::uint32_t> counts;
  for (const Item& item : base.items) counts.emplace(std::pair(item.kind, item.code), item.vacancies);
  for (std::size_t i = base.items.size(); i < items.size(); ++i) {
    const auto found = counts.find({items[i].kind, items[i].code});
    items[i].vacancies = found == counts.end() ? 1 : found->second;
  }
}

}  // namespace schakel
