#include "engine/kernel/plan.h"

#include <algorithm>
#include <utility>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// Units that an item is worth from grade `to` on, over those from `from` on. On a ladder these differences add up to
// floor(a * q / 256) for the best grade q, exactly.
std::uint32_t step_units(const Model& model, std::uint32_t units, ListKey list) {
  return units * model.quality(to_grade(list)) / kFullQuality - units * model.quality(from_grade(list)) / kFullQuality;
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
  std::vector<std::vector<PlannedList>> lists(parts);
  std::vector<std::vector<ItemId>> musts(parts);
  lists_.begin.resize(epoch.vacancies() + std::size_t{1});
  musts_.begin.resize(epoch.vacancies() + std::size_t{1});
  for_all(parts, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    for (std::uint32_t v = first; v < std::min(epoch.vacancies(), first + kPart); ++v) {
      plan_vacancy(epoch, VacancyId{v}, lists[part], musts[part]);
      lists_.begin[v + 1] = static_cast<std::uint32_t>(lists[part].size());
      musts_.begin[v + 1] = static_cast<std::uint32_t>(musts[part].size());
    }
  });
  // So far every part has counted from 0.
  for (std::uint32_t first = kPart; first < epoch.vacancies(); first += kPart)
    for (std::uint32_t v = first; v < std::min(epoch.vacancies(), first + kPart); ++v) {
      lists_.begin[v + 1] += lists_.begin[first];
      musts_.begin[v + 1] += musts_.begin[first];
    }
  lists_.cells = join_parts(std::move(lists));
  musts_.cells = join_parts(std::move(musts));
}

}  // namespace schakel
