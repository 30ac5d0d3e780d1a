#include "server/verify/cell_bounds.h"

#include <algorithm>
#include <limits>

#include "index/parallel/for_all.h"
#include "server/verify/frozen_records.h"

namespace schakel {
namespace {

// The first straight distance, squared, of which the road is longer than the bound: floor(s * detour / 100) > bound for
// s = floor(sqrt(n)) and every n from here on.
std::uint64_t squared_beyond(std::uint64_t bound_m, std::uint64_t detour_percent) {
  const std::uint64_t longest = ((bound_m + 1) * 100 - 1) / detour_percent;
  constexpr std::uint64_t kFar = 1ULL << 31;  // metres: no two places are further apart
  return longest >= kFar ? std::numeric_limits<std::uint64_t>::max() : (longest + 1) * (longest + 1);
}

std::uint64_t apart(std::int64_t at, std::int64_t low, std::int64_t high) {
  return static_cast<std::uint64_t>(std::max({low - at, at - high, std::int64_t{0}}));
}

}  // namespace

CellBounds::CellBounds(const Epoch& epoch) : epoch_(epoch), geography_(parsed<Place>(epoch.place_records())) {
  workplaces_.resize(epoch.vacancies());
  for_all(workplaces_.size(), [&](std::size_t v) {
    const Vacancy vacancy = epoch.record(VacancyId{static_cast<std::uint32_t>(v)});
    workplaces_[v] = {geography_.place(vacancy.offer().postcode()), vacancy.offer().remote_percent() == 100};
  });
}

CellBounds::Traveller CellBounds::traveller(const Seeker& seeker) const {
  return {geography_.place(seeker.postcode()),
          reference::travel_bound(seeker.travel(), epoch_.model().strategy.travel())};
}

std::size_t CellBounds::first_seeker(std::size_t cell) const {
  return cell / epoch_.cells_per_block() * epoch_.block_seekers() + cell % epoch_.cells_per_block() * kCellSeekers;
}

std::vector<std::string> CellBounds::outside(std::size_t cell) const {
  std::vector<std::string> wrong;
  const Cell& bounds = epoch_.cells[cell];
  const std::size_t block = cell / epoch_.cells_per_block(), first = first_seeker(cell);
  const std::size_t last =
      std::min<std::size_t>({first + kCellSeekers, (block + 1) * epoch_.block_seekers(), epoch_.seekers()});
  for (std::size_t s = first; s < last; ++s) {
    const SeekerId id{static_cast<std::uint32_t>(s)};
    if (!epoch_.has(id)) continue;
    const auto [place, bound] = traveller(epoch_.record(id));
    const bool unbound = !place || bound.high == reference::TravelBound::kInfinite;
    const bool inside = !place || (bounds.min_x <= place->x && place->x <= bounds.max_x && bounds.min_y <= place->y &&
                                   place->y <= bounds.max_y);
    const bool covered = (!unbound || bounds.everywhere != 0) && (unbound || bound.high <= bounds.max_bound_high) &&
                         (!place || bound.low <= bounds.max_bound_low || bounds.max_bound_low == kNoBound);
    if (!inside || !covered)
      wrong.push_back("seeker " + std::string(epoch_.name(id)) + " is not within the bounds of cell " +
                      std::to_string(cell));
  }
  return wrong;
}

std::uint32_t CellBounds::vacancies_in_reach(std::size_t cell) const {
  const Cell& bounds = epoch_.cells[cell];
  if (!holds_anybody(cell)) return 0;
  if (bounds.everywhere != 0) return epoch_.vacancies();
  const std::uint64_t beyond = squared_beyond(bounds.max_bound_high, epoch_.model().strategy.travel().detour_percent());
  std::uint32_t count = 0;
  for (const Workplace& work : workplaces_) {
    bool reached = work.anywhere || !work.place;
    if (!reached) {
      const std::uint64_t dx = apart(work.place->x, bounds.min_x, bounds.max_x);
      const std::uint64_t dy = apart(work.place->y, bounds.min_y, bounds.max_y);
      reached = dx * dx + dy * dy < beyond;
    }
    count += reached ? 1 : 0;
  }
  return count;
}

}  // namespace schakel
