#include "engine/kernel/plan.h"

#include <algorithm>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// Units that an item is worth from grade `to` on, over those from `from` on. On a ladder these differences add up to
// floor(a * q / 256) for the best grade q, exactly.
std::uint32_t step_units(const Model& model, std::uint32_t units, ListKey list) {
  return units * model.quality(to_grade(list)) / kFullQuality - units * model.quality(from_grade(list)) / kFullQuality;
}

template <class T>
Rows<T> joined(std::vector<Rows<T>>& parts) {
  Rows<T> all;
  std::vector<std::size_t> begins;
  for (const Rows<T>& part : parts) {
    begins.push_back(all.begin.back());
    const std::uint32_t base = all.begin.back();
    for (std::size_t i = 1; i < part.begin.size(); ++i) all.begin.push_back(base + part.begin[i]);
  }
  all.cells.resize(all.begin.back());
  for_all(parts.size(), [&](std::size_t i) {
    std::ranges::copy(parts[i].cells, all.cells.begin() + static_cast<std::ptrdiff_t>(begins[i]));
    parts[i] = {};
  });
  return all;
}

}  // namespace

void plan_item(const Epoch& epoch, const VacancyItem& entry, std::vector<PlannedList>& lists) {
  const Item& item = epoch.items[entry.item];
  const int shift = is_demand(item.kind) ? 0 : kWishShift;
  const std::uint32_t rung = item.kind == OCCUPATION ? kOccupationRung : 0;
  for (const NodeId node : epoch.nodes.ladder(entry.item))
    epoch.postings.each_list(node, [&](std::uint32_t list) {
      if (is_pass(epoch.postings.lists[list])) return;
      const std::uint32_t units = step_units(epoch.model(), entry.units, epoch.postings.lists[list]);
      if (const std::uint32_t weight = (units << shift) + rung; weight > 0) lists.push_back({list, weight});
    });
}

void plan_vacancy(const Epoch& epoch, VacancyId vacancy, std::vector<PlannedList>& lists, std::vector<ItemId>& musts) {
  for (const VacancyItem& entry : epoch.vacancy(vacancy).items) {
    plan_item(epoch, entry, lists);
    if (entry.condition == MUST && !excludes_nobody(epoch.items[entry.item])) musts.push_back(entry.item);
  }
}

PlanTable::PlanTable(const Epoch& epoch) : epoch_(epoch) {
  constexpr std::uint32_t kPart = 4096;
  const std::uint32_t parts = (epoch.vacancies() + kPart - 1) / kPart;
  std::vector<Rows<PlannedList>> lists(parts);
  std::vector<Rows<ItemId>> musts(parts);
  for_all(parts, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    for (std::uint32_t v = first; v < std::min(epoch.vacancies(), first + kPart); ++v) {
      plan_vacancy(epoch, VacancyId{v}, lists[part].cells, musts[part].cells);
      lists[part].close_row();
      musts[part].close_row();
    }
  });
  lists_ = joined(lists);
  musts_ = joined(musts);
}

}  // namespace schakel
