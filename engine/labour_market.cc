#include "engine/labour_market.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <map>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// The COMPETENCE items that the vacancies of one cell ask, in item order, with how many of them ask each.
struct AskedInCell {
  std::vector<ItemId> items;
  std::vector<std::uint32_t> vacancies;
};

// Where everything of the market stands, by cell: groups + 1 times regions + 1.
class Grid {
 public:
  explicit Grid(const Epoch& epoch)
      : epoch_(epoch), regions_(static_cast<std::uint32_t>(epoch.regions().size())), groups_(epoch.groups().size()) {
    for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
      group_.push_back(group_of(epoch.groups(), epoch.items, epoch.vacancy(VacancyId{v})));
  }
  [[nodiscard]] std::size_t size() const { return std::size_t{groups_ + 1} * (regions_ + 1); }
  [[nodiscard]] std::size_t at(GroupId group, std::uint32_t region) const {
    return std::size_t{group} * (regions_ + 1) + region;
  }
  [[nodiscard]] GroupId all() const { return groups_; }
  [[nodiscard]] std::uint32_t country() const { return regions_; }
  [[nodiscard]] GroupId group(std::uint32_t vacancy) const { return group_[vacancy]; }
  // The region in whose cells a vacancy counts, or country() when only there.
  [[nodiscard]] std::uint32_t region(std::uint32_t vacancy) const {
    const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy];
    return scalars.region == kNoRegion || scalars.remote_percent == 100 ? regions_ : scalars.region;
  }
  [[nodiscard]] std::uint32_t region(SeekerId seeker) const {
    const RegionId region = epoch_.seeker_scalars[seeker.value].region;
    return region == kNoRegion ? regions_ : region;
  }

 private:
  const Epoch& epoch_;
  std::uint32_t regions_, groups_;
  std::vector<GroupId> group_;  // per vacancy
};

std::vector<AskedInCell> asked_in_cells(const Epoch& epoch, const Grid& grid) {
  std::vector<std::map<ItemId, std::uint32_t>> counts(grid.size());
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) {
    if (grid.group(v) == kNoGroupId) continue;
    for (const VacancyItem& entry : epoch.vacancy(VacancyId{v}).items) {
      if (epoch.items[entry.item].kind != COMPETENCE || excludes_nobody(epoch.items[entry.item])) continue;
      ++counts[grid.at(grid.group(v), grid.country())][entry.item];
      if (grid.region(v) != grid.country()) ++counts[grid.at(grid.group(v), grid.region(v))][entry.item];
    }
  }
  std::vector<AskedInCell> asked(grid.size());
  for (std::size_t cell = 0; cell < counts.size(); ++cell)
    for (const auto& [item, vacancies] : counts[cell]) {
      asked[cell].items.push_back(item);
      asked[cell].vacancies.push_back(vacancies);
    }
  return asked;
}

// What the workers read.
struct Market {
  explicit Market(const Epoch& e)
      : epoch(e),
        grid(e),
        vacancies(e.open_vacancies()),
        asked(asked_in_cells(e, grid)),
        items_of(e.taxonomy().size()) {
    for (ItemId item = 0; item < e.items.size(); ++item)
      if (e.items[item].kind == COMPETENCE && !excludes_nobody(e.items[item]))
        items_of[e.items[item].concept_id].push_back(item);
    begin.push_back(0);
    for (const AskedInCell& cell : asked) begin.push_back(begin.back() + cell.items.size());
  }
  const Epoch& epoch;
  Grid grid;
  VacanciesByGroup vacancies;
  std::vector<AskedInCell> asked;             // per cell
  std::vector<std::size_t> begin;             // per cell, its first entry in Worker::lacking
  std::vector<std::vector<ItemId>> items_of;  // COMPETENCE items per concept
};

// Counts seeker after seeker. One per thread; sums do not depend on who counted whom.
class Worker {
 public:
  explicit Worker(const Market& market)
      : lacking(market.begin.back(), 0),
        matchable(market.grid.size(), 0),
        seekers(market.grid.size(), 0),
        market_(market),
        counter_(market.vacancies),
        found_(market.epoch.items.size(), 0),
        matched_(market.grid.size(), 0) {}

  void count(SeekerId id) {
    ++current_;
    const SeekerView seeker = market_.epoch.seeker(id);
    const std::uint32_t region = market_.grid.region(id), country = market_.grid.country();
    market_.epoch.groups().wanted(seeker.wanted, wanted_);
    if (wanted_.empty()) {
      ++without_wish;
      return;
    }
    count_all_groups(region);
    match(seeker, region);
    if (seeker.competences.empty()) return;  // what they lack is unknown
    find_competences(seeker);
    for (const GroupId group : wanted_) {
      count_lacking(market_.grid.at(group, country));
      if (region != country) count_lacking(market_.grid.at(group, region));
    }
  }

  std::vector<std::uint32_t> lacking;    // per entry of Market::asked: seekers of the cell who have nothing of it
  std::vector<std::uint32_t> matchable;  // per cell
  std::vector<std::uint32_t> seekers;    // of the cells of all groups
  std::uint32_t without_wish = 0;

 private:
  void count_all_groups(std::uint32_t region) {
    ++seekers[market_.grid.at(market_.grid.all(), market_.grid.country())];
    if (region != market_.grid.country()) ++seekers[market_.grid.at(market_.grid.all(), region)];
  }

  void match(const SeekerView& seeker, std::uint32_t region) {
    const Grid& grid = market_.grid;
    for (const Reached& reached : counter_.in_reach(seeker)) {
      if (reached.failing > 0 || reached.unknown > 0) continue;
      const GroupId group = grid.group(reached.vacancy);
      const bool near = region != grid.country() && grid.region(reached.vacancy) == region;
      for (const GroupId row : {group, grid.all()}) {
        mark(grid.at(row, grid.country()));
        if (near) mark(grid.at(row, region));
      }
    }
  }

  void mark(std::size_t cell) {
    if (std::exchange(matched_[cell], current_) != current_) ++matchable[cell];
  }

  void find_competences(const SeekerView& seeker) {
    const Model& model = market_.epoch.model();
    for (const CompetenceFact& fact : seeker.competences)
      for (const Reach& reach : market_.epoch.taxonomy().reach(fact.concept_id))
        for (const ItemId item : market_.items_of[reach.asked]) {
          const Grades grades = competence_grades(model, reach.grade, market_.epoch.items[item].minimum, fact);
          if (grades.high < model.grades()) found_[item] = current_;
        }
  }

  void count_lacking(std::size_t cell) {
    std::uint32_t* counts = lacking.data() + market_.begin[cell];
    for (const ItemId item : market_.asked[cell].items) *counts++ += found_[item] != current_ ? 1 : 0;
  }

  const Market& market_;
  PositionCounter counter_;
  std::vector<std::uint32_t> found_;    // per item: the last seeker who has something of it
  std::vector<std::uint32_t> matched_;  // per cell: the last seeker who is matchable there
  std::vector<GroupId> wanted_;
  std::uint32_t current_ = 0;
};

void add(std::vector<std::uint32_t>& sums, const std::vector<std::uint32_t>& more) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

std::optional<MissingCompetence> most_missing(const AskedInCell& asked, const std::uint32_t* lacking) {
  std::optional<MissingCompetence> most;
  for (std::size_t i = 0; i < asked.items.size(); ++i) {
    const std::uint64_t times = std::uint64_t{asked.vacancies[i]} * lacking[i];
    if (times > (most ? most->times : 0)) most = {asked.items[i], times};
  }
  return most;
}

// The cells of all groups together: V by counting, W by the workers, the class by the rules of any other.
void fill_all_groups(const Market& market, const Worker& sums, LabourMarket& result) {
  const Grid& grid = market.grid;
  MarketRow* rows = result.rows.data() + grid.at(grid.all(), 0);
  for (std::uint32_t v = 0; v < market.epoch.vacancies(); ++v) {
    if (grid.group(v) == kNoGroupId) {
      ++result.vacancies_without_group;
      continue;
    }
    ++rows[grid.country()].cell.vacancies;
    if (grid.region(v) != grid.country()) ++rows[grid.region(v)].cell.vacancies;
  }
  MarketCell& country = rows[grid.country()].cell;
  for (std::uint32_t region = 0; region <= grid.country(); ++region)
    rows[region].cell.seekers = sums.seekers[grid.at(grid.all(), region)];
  country.tension = tension_of(country, {});
  for (std::uint32_t region = 0; region < grid.country(); ++region)
    rows[region].cell.tension = tension_of(rows[region].cell, country);
}

}  // namespace

const MarketRow& LabourMarket::row(GroupId group, std::uint32_t region) const {
  const std::size_t groups = rows.size() / (regions + 1) - 1;
  return rows[std::min<std::size_t>(group, groups) * (regions + 1) + region];
}

LabourMarket labour_market(const Epoch& epoch) {
  const Market market(epoch);
  tbb::enumerable_thread_specific<Worker> workers([&] { return Worker(market); });
  for_all(epoch.seekers(), [&](std::size_t s) {
    const SeekerId seeker{static_cast<std::uint32_t>(s)};
    if (epoch.has(seeker)) workers.local().count(seeker);
  });
  Worker sums(market);
  for (const Worker& worker : workers) {
    add(sums.lacking, worker.lacking);
    add(sums.matchable, worker.matchable);
    add(sums.seekers, worker.seekers);
    sums.without_wish += worker.without_wish;
  }

  LabourMarket result{.regions = market.grid.country(), .seekers_without_wish = sums.without_wish};
  const CellSpans cells = epoch.market_cells();
  for (GroupId group = 0; group <= market.grid.all(); ++group)
    for (std::uint32_t region = 0; region <= market.grid.country(); ++region) {
      const std::size_t at = market.grid.at(group, region);
      MarketRow& row = result.rows.emplace_back(MarketRow{.region = region, .matchable = sums.matchable[at]});
      if (group == market.grid.all()) continue;
      row.group = group;
      row.cell = cells.regional(group, region);
      row.missing = most_missing(market.asked[at], sums.lacking.data() + market.begin[at]);
    }
  fill_all_groups(market, sums, result);
  return result;
}

}  // namespace schakel
