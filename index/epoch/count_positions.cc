// The positions of everybody in an epoch, and the cells of its labour market.

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>

#include "index/epoch/position.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kFewestSeekers = 10;

GroupId group_at(const OpenVacancies& open, std::size_t v) {
  return group_of(*open.groups, open.items, {&open.scalars[v], open.rows[v]});
}

void count_vacancies(const OpenVacancies& open, std::uint32_t regions, std::vector<MarketCell>& cells) {
  for (std::size_t v = 0; v < open.scalars.size(); ++v) {
    const GroupId group = group_at(open, v);
    if (group == kNoGroupId) continue;
    MarketCell* row = &cells[std::size_t{group} * (regions + 1)];
    const VacancyScalars& vacancy = open.scalars[v];
    ++row[regions].vacancies;
    if (vacancy.region != kNoRegion && vacancy.remote_percent != 100) ++row[vacancy.region].vacancies;
  }
}

void count_seekers(const OpenVacancies& open, std::size_t seekers, const std::function<SeekerView(std::size_t)>& seeker,
                   std::uint32_t regions, std::vector<MarketCell>& cells) {
  std::vector<GroupId> wanted;
  for (std::size_t s = 0; s < seekers; ++s) {
    const SeekerView view = seeker(s);
    open.groups->wanted(view.wanted, wanted);
    const RegionId region = view.scalars->region;
    for (const GroupId group : wanted) {
      MarketCell* row = &cells[std::size_t{group} * (regions + 1)];
      ++row[regions].seekers;
      if (region != kNoRegion) ++row[region].seekers;
    }
  }
}

std::vector<SeekerPosition> positions_of(const SeekerColumns& seekers, const OpenVacancies& open,
                                         const KnownPosition& known) {
  std::vector<SeekerPosition> positions(seekers.size());
  const VacanciesByGroup vacancies(open);
  tbb::enumerable_thread_specific<PositionCounter> counters([&] { return PositionCounter(vacancies); });
  for_all(seekers.size(), [&](std::size_t s) {
    const SeekerPosition* before = known ? known(s) : nullptr;
    positions[s] = before != nullptr ? *before : counters.local().count(seekers.view(s));
  });
  return positions;
}

void set_tensions(std::uint32_t regions, std::vector<MarketCell>& cells) {
  for (std::size_t first = 0; first < cells.size(); first += regions + 1) {
    MarketCell& national = cells[first + regions];
    national.tension = tension_of(national, {});
    for (std::size_t i = first; i < first + regions; ++i) cells[i].tension = tension_of(cells[i], national);
  }
}

}  // namespace

std::uint32_t tension_of(const MarketCell& cell, const MarketCell& national) {
  const std::uint64_t v = cell.vacancies, w = cell.seekers;
  if (w < kFewestSeekers) return national.tension;
  if (4 * v < w) return 1;
  if (3 * v <= 2 * w) return 2;
  if (2 * v <= 3 * w) return 3;
  return v <= 4 * w ? 4 : 5;
}

std::vector<MarketCell> count_cells(const OpenVacancies& open, std::size_t seekers,
                                    const std::function<SeekerView(std::size_t)>& seeker, std::uint32_t regions) {
  std::vector<MarketCell> cells(std::size_t{open.groups->size()} * (regions + 1));
  count_vacancies(open, regions, cells);
  count_seekers(open, seekers, seeker, regions, cells);
  set_tensions(regions, cells);
  return cells;
}

PositionColumns count_positions(const OpenVacancies& open, const SeekerColumns& seekers, std::uint32_t regions) {
  PositionColumns counted;
  counted.cells = count_cells(open, seekers.size(), [&](std::size_t i) { return seekers.view(i); }, regions);
  const CellSpans cells{counted.cells, regions};
  for (std::size_t v = 0; v < open.scalars.size(); ++v)
    counted.vacancies.push_back(vacancy_points(*open.rules.model, cells, group_at(open, v), open.scalars[v]));
  counted.seekers = positions_of(seekers, open, nullptr);
  return counted;
}

PositionColumns count_positions_in(const OpenVacancies& open, const CellSpans& cells, const VacancyColumns& vacancies,
                                   const SeekerColumns& seekers, const KnownPosition& known) {
  PositionColumns counted{.seekers = positions_of(seekers, open, known), .vacancies = {}, .cells = {}};
  for (std::size_t v = 0; v < vacancies.size(); ++v) {
    const VacancyView view{&vacancies.scalars[v], vacancies.items[v]};
    counted.vacancies.push_back(
        vacancy_points(*open.rules.model, cells, group_of(*open.groups, open.items, view), *view.scalars));
  }
  return counted;
}

}  // namespace schakel
