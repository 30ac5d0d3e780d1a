// The positions of everybody in an epoch, and the cells of its labour market.

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "index/epoch/position.h"

namespace schakel {
namespace {

constexpr std::uint32_t kFewestSeekers = 10;

std::uint32_t tension_class(std::uint64_t vacancies, std::uint64_t seekers) {
  if (4 * vacancies < seekers) return 1;
  if (3 * vacancies <= 2 * seekers) return 2;
  if (2 * vacancies <= 3 * seekers) return 3;
  return vacancies <= 4 * seekers ? 4 : 5;
}

void count_vacancies(const OpenVacancies& open, std::span<const GroupId> group, std::uint32_t regions,
                     std::vector<MarketCell>& cells) {
  for (std::size_t v = 0; v < open.scalars.size(); ++v) {
    if (group[v] == kNoGroupId) continue;
    MarketCell* row = &cells[std::size_t{group[v]} * (regions + 1)];
    const VacancyScalars& vacancy = open.scalars[v];
    ++row[regions].vacancies;
    if (vacancy.region != kNoRegion && vacancy.remote_percent != 100) ++row[vacancy.region].vacancies;
  }
}

void count_seekers(const OpenVacancies& open, const SeekerColumns& seekers, std::uint32_t regions,
                   std::vector<MarketCell>& cells) {
  std::vector<GroupId> wanted;
  for (std::size_t s = 0; s < seekers.size(); ++s) {
    open.groups->wanted(seekers.wanted[s], wanted);
    const RegionId region = seekers.scalars[s].region;
    for (const GroupId group : wanted) {
      MarketCell* row = &cells[std::size_t{group} * (regions + 1)];
      ++row[regions].seekers;
      if (region != kNoRegion) ++row[region].seekers;
    }
  }
}

void set_tensions(std::uint32_t regions, std::vector<MarketCell>& cells) {
  const auto tension = [](const MarketCell& cell) { return tension_class(cell.vacancies, cell.seekers); };
  for (std::size_t first = 0; first < cells.size(); first += regions + 1) {
    MarketCell& national = cells[first + regions];
    if (national.seekers >= kFewestSeekers) national.tension = tension(national);
    for (std::size_t i = first; i < first + regions; ++i)
      cells[i].tension = cells[i].seekers >= kFewestSeekers ? tension(cells[i]) : national.tension;
  }
}

}  // namespace

PositionColumns count_positions(const OpenVacancies& open, const SeekerColumns& seekers, std::uint32_t regions) {
  std::vector<GroupId> group(open.scalars.size());
  for (std::size_t v = 0; v < group.size(); ++v)
    group[v] = group_of(*open.groups, open.items, {&open.scalars[v], open.rows[v]});
  PositionColumns counted;
  counted.cells.resize(std::size_t{open.groups->size()} * (regions + 1));
  count_vacancies(open, group, regions, counted.cells);
  count_seekers(open, seekers, regions, counted.cells);
  set_tensions(regions, counted.cells);
  const CellSpans cells{counted.cells, regions};
  for (std::size_t v = 0; v < group.size(); ++v)
    counted.vacancies.push_back(vacancy_points(*open.rules.model, cells, group[v], open.scalars[v]));

  counted.seekers.resize(seekers.size());
  const VacanciesByGroup vacancies(open);
  tbb::enumerable_thread_specific<PositionCounter> counters([&] { return PositionCounter(vacancies); });
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, seekers.size(), 256), [&](const auto& range) {
    PositionCounter& counter = counters.local();
    for (std::size_t s = range.begin(); s < range.end(); ++s) counted.seekers[s] = counter.count(seekers.view(s));
  });
  return counted;
}

}  // namespace schakel
