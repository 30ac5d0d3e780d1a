#include "engine/kernel/vacancy_index.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

bool is_anywhere(const VacancyScalars& v) { return v.x_m == kNoPlace || v.remote_percent == 100; }

// Those of about the same remote share stand together.
std::uint32_t remote_class(const VacancyScalars& v) {
  if (is_anywhere(v)) return 3;
  return v.remote_percent == 0 ? 0 : (v.remote_percent < 50 ? 1 : 2);
}

std::vector<std::uint32_t> index_order(std::span<const VacancyScalars> scalars) {
  struct Key {
    std::uint32_t remote, place, vacancy;
  };
  std::vector<Key> keys(scalars.size());
  for (std::uint32_t v = 0; v < keys.size(); ++v)
    keys[v] = {remote_class(scalars[v]), scalars[v].x_m == kNoPlace ? 0 : hilbert(scalars[v].x_m, scalars[v].y_m), v};
  std::ranges::sort(keys, {}, [](const Key& key) { return std::tie(key.remote, key.place, key.vacancy); });
  std::vector<std::uint32_t> order(keys.size());
  std::ranges::transform(keys, order.begin(), &Key::vacancy);
  return order;
}

}  // namespace

void VacancyCell::include(const VacancyCell& other) {
  max_remote = std::max(max_remote, other.max_remote);
  anywhere |= other.anywhere;
  if (other.max_x < other.min_x) return;
  const bool first = max_x < min_x;
  min_x = first ? other.min_x : std::min(min_x, other.min_x);
  max_x = first ? other.max_x : std::max(max_x, other.max_x);
  min_y = first ? other.min_y : std::min(min_y, other.min_y);
  max_y = first ? other.max_y : std::max(max_y, other.max_y);
}

VacancyIndex::VacancyIndex(const Epoch& epoch, std::uint32_t block_vacancies)
    : epoch_(epoch),
      block_vacancies_(block_vacancies),
      order_(index_order(epoch.vacancy_scalars)),
      scalars_(order_.size()),
      position_lows_(order_.size()),
      blocks_((order_.size() + block_vacancies - 1) / block_vacancies) {
  for (std::size_t i = 0; i < order_.size(); ++i) {
    scalars_[i] = epoch.vacancy_scalars[order_[i]];
    position_lows_[i] = epoch.vacancy_positions[order_[i]].low;
  }
  for_all(blocks_.size(), [&](std::size_t block) {
    bound(static_cast<std::uint32_t>(block));
    post(static_cast<std::uint32_t>(block));
  });
}

void VacancyIndex::bound(std::uint32_t block) {
  Block& made = blocks_[block];
  const auto members = scalars(block);
  made.cells.resize((members.size() + kCellVacancies - 1) / kCellVacancies);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const VacancyScalars& v = members[i];
    VacancyCell own{.max_remote = v.remote_percent, .anywhere = is_anywhere(v) ? std::uint8_t{1} : std::uint8_t{0}};
    if (v.x_m != kNoPlace) own = {v.x_m, v.x_m, v.y_m, v.y_m, own.max_remote, own.anywhere};
    made.cells[i / kCellVacancies].include(own);
  }
  for (const VacancyCell& cell : made.cells) made.bounds.include(cell);
}

void VacancyIndex::post(std::uint32_t block) {
  Block& made = blocks_[block];
  const auto members = vacancies(block);
  const auto each_entry = [&](const auto& visit) {
    for (std::size_t i = 0; i < members.size(); ++i)
      for (const VacancyItem& entry : epoch_.vacancy(VacancyId{members[i]}).items)
        for (const NodeId node : epoch_.nodes.ladder(entry.item))
          visit(node, VacancyUnits{static_cast<std::uint16_t>(i), entry.units});
  };
  // Counted one place further on, so that filling in leaves each node's beginning where it belongs.
  made.begin.assign(epoch_.nodes.nodes.size() + 2, 0);
  each_entry([&](NodeId node, VacancyUnits) { ++made.begin[node + 2]; });
  std::partial_sum(made.begin.begin(), made.begin.end(), made.begin.begin());
  made.entries.resize(made.begin.back());
  each_entry([&](NodeId node, VacancyUnits entry) { made.entries[made.begin[node + 1]++] = entry; });
}

std::uint64_t VacancyIndex::bytes() const {
  std::uint64_t bytes = order_.size() * (sizeof(std::uint32_t) + sizeof(VacancyScalars) + sizeof(std::uint16_t));
  for (const Block& block : blocks_)
    bytes += block.begin.size() * sizeof(std::uint32_t) + block.entries.size() * sizeof(VacancyUnits) +
             block.cells.size() * sizeof(VacancyCell);
  return bytes;
}

}  // namespace schakel
