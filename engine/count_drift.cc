#include "engine/count_drift.h"

#include <map>
#include <utility>
#include <vector>

namespace schakel {
namespace {

// Per item a number that items of one kind and code share.
std::vector<std::uint32_t> code_groups(std::span<const Item> items, std::size_t& groups) {
  std::map<std::pair<std::uint8_t, CodeId>, std::uint32_t> numbers;
  std::vector<std::uint32_t> group(items.size());
  for (ItemId i = 0; i < items.size(); ++i)
    group[i] =
        numbers.try_emplace({items[i].kind, items[i].code}, static_cast<std::uint32_t>(numbers.size())).first->second;
  groups = numbers.size();
  return group;
}

void compare_codes(const Epoch& epoch, CountDrift& drift) {
  std::size_t groups = 0;
  const std::vector<std::uint32_t> group = code_groups(epoch.items, groups);
  std::vector<std::uint32_t> now(groups), counted(groups), last(groups, 0xffffffff);
  for (ItemId i = 0; i < epoch.items.size(); ++i) counted[group[i]] = epoch.items[i].vacancies;
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
    for (const VacancyItem& entry : epoch.vacancy(VacancyId{v}).items)
      if (std::exchange(last[group[entry.item]], v) != v) ++now[group[entry.item]];
  std::vector<bool> moved(groups);
  const Model& model = epoch.model();
  for (std::size_t g = 0; g < groups; ++g) {
    if (now[g] == 0) continue;
    ++drift.codes;
    moved[g] =
        specificity(model, now[g], epoch.vacancies()) != specificity(model, counted[g], epoch.counted_vacancies());
    drift.codes_moved += moved[g] ? 1 : 0;
  }
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
    const auto items = epoch.vacancy(VacancyId{v}).items;
    drift.vacancies_moved +=
        std::ranges::any_of(items, [&](const VacancyItem& entry) { return moved[group[entry.item]]; }) ? 1 : 0;
  }
  drift.vacancies = epoch.vacancies();
}

void compare_cells(const Epoch& epoch, CountDrift& drift) {
  std::vector<std::uint32_t> here;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
    if (epoch.has(SeekerId{s})) here.push_back(s);
  const auto regions = static_cast<std::uint32_t>(epoch.regions().size());
  const std::vector<MarketCell> now = count_cells(
      epoch.open_vacancies(), here.size(), [&](std::size_t i) { return epoch.seeker(SeekerId{here[i]}); }, regions);
  const std::span<const MarketCell> counted = epoch.market_cells().cells;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i].vacancies + now[i].seekers == 0) continue;
    ++drift.cells;
    drift.cells_moved += now[i].tension != counted[i].tension ? 1 : 0;
  }
}

}  // namespace

CountDrift count_drift(const Epoch& epoch) {
  CountDrift drift;
  compare_codes(epoch, drift);
  compare_cells(epoch, drift);
  return drift;
}

}  // namespace schakel
