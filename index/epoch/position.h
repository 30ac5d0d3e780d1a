// The labour market position: docs/model.md section 8, counted for one seeker, for one vacancy, or for an epoch.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "index/epoch/evaluate.h"
#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/verdict.h"
#include "index/model/model.h"
#include "index/taxonomy/occupation_groups.h"

namespace schakel {

inline constexpr std::uint32_t kMostPosition = 2048;  // of one side; P is the sum of both

// What is counted for a seeker. a <= b, m <= n, a + n is what is in reach.
struct PositionCounts {
  std::uint32_t a = 0;  // fit certainly
  std::uint32_t b = 0;  // fit
  std::uint32_t m = 0;  // in reach certainly, and a MUST fails
  std::uint32_t n = 0;  // in reach, and do not fit certainly
  [[nodiscard]] std::uint32_t in_reach() const { return a + n; }
};

// 0..2048.
using SidePosition = Interval<std::uint16_t>;

struct SeekerPosition {
  PositionCounts counts;
  SidePosition points;
  std::uint32_t wish_known = 0;  // 1: some wanted occupation says in which groups to look
};

// A cell of the labour market: V, W and its class.
struct MarketCell {
  std::uint32_t vacancies = 0, seekers = 0;
  std::uint32_t tension = 0;  // 1 very loose .. 5 very tight, by the national cell where W is small; 0: no class
};

// The class of a cell by its own counts, or that of `national` where W is below 10. Of the national cell itself:
// `national` is {}.
[[nodiscard]] std::uint32_t tension_of(const MarketCell& cell, const MarketCell& national);

// All cells: per group one per region, then the national one.
struct CellSpans {
  std::span<const MarketCell> cells;
  std::uint32_t regions = 0;
  [[nodiscard]] const MarketCell& regional(GroupId group, std::uint32_t region) const {
    return cells[std::size_t{group} * (regions + 1) + region];
  }
  [[nodiscard]] const MarketCell& national(GroupId group) const { return regional(group, regions); }
};

// The vacancies of an epoch, as spans over somebody else's arrays.
struct OpenVacancies {
  Rules rules;
  const OccupationGroups* groups = nullptr;
  std::span<const Item> items;
  std::span<const VacancyScalars> scalars;
  RowSpans<VacancyItem> rows;
};

// The group of a vacancy's occupation, or kNoGroupId.
[[nodiscard]] GroupId group_of(const OccupationGroups& groups, std::span<const Item> items, const VacancyView& vacancy);

// The vacancies by group, with what the counting reads of them laid out beside each other. Immutable; share between
// threads. Memory: about 30 bytes per vacancy. Cost: some milliseconds for 30,000 vacancies. What the spans of
// OpenVacancies refer to must outlive it.
class VacanciesByGroup {
 public:
  explicit VacanciesByGroup(const OpenVacancies& vacancies);

 private:
  friend class PositionCounter;
  static constexpr std::uint32_t kRun = 16;  // vacancies that share bounds
  struct Entry {
    std::int32_t x_m, y_m;  // kNoPlace: unknown
    std::uint32_t vacancy;
    std::uint32_t musts;  // where its MUST items begin; they end where those of the next entry begin
    std::uint8_t hours_min, hours_max;
    bool remote;
  };
  struct Run {
    std::int32_t min_x, max_x, min_y, max_y;
    bool anywhere;  // some vacancy is remote or has no place
  };
  void add_runs(std::size_t first, std::size_t last);

  OpenVacancies vacancies_;
  std::vector<std::uint32_t> begin_;      // per group, in entries_; one more at the end
  std::vector<std::uint32_t> run_begin_;  // per group, in runs_
  std::vector<Entry> entries_;            // one more at the end, for its musts
  std::vector<Run> runs_;                 // kRun entries each; the last one of a group may have fewer
  std::vector<ItemId> musts_;
};

// A vacancy in reach of a seeker.
struct Reached {
  std::uint32_t vacancy = 0;                  // its number in the epoch
  bool certain = false;                       // travel and hours meet
  std::uint32_t failing = 0, unknown = 0;     // MUST items
  ItemId failing_item = 0, unknown_item = 0;  // the last of them, when there is one
};

// Counts for one seeker after another; keeps scratch. Not thread-safe: one per worker. The seeker may be one of the
// epoch or any other whose facts have the epoch's numbers.
class PositionCounter {
 public:
  explicit PositionCounter(const VacanciesByGroup& vacancies);
  // For seekers whose codes are behind the epoch's, as the rules have them.
  PositionCounter(const VacanciesByGroup& vacancies, const Rules& rules);

  // Cost: about 10 microseconds for a seeker with some hundreds of vacancies in reach.
  [[nodiscard]] SeekerPosition count(const SeekerView& seeker);

  // Every vacancy in reach, each once, by group and then number. Valid until the next call. Cost: as count().
  [[nodiscard]] std::span<const Reached> in_reach(const SeekerView& seeker);

 private:
  struct Limits;
  // Calls visit() with whatever is in reach, group after group, and end_group() behind each.
  template <class Visit, class EndGroup>
  void visit(const SeekerView& seeker, const Visit& visit, const EndGroup& end_group);
  [[nodiscard]] Verdict must(ItemId item, const SeekerView& seeker);

  const VacanciesByGroup& vacancies_;
  Rules rules_;
  std::vector<std::uint32_t> verdicts_;  // per item: the seeker, plus his verdict in the low two bits
  std::uint32_t seeker_ = 0;             // the current one: a multiple of 4
  std::vector<GroupId> groups_;
  std::vector<Reached> reached_;
};

// p(seeker) by the strategy's policy.
[[nodiscard]] SidePosition seeker_points(const Model& model, const PositionCounts& counts, bool wish_known);

// p(vacancy) by its cell.
[[nodiscard]] SidePosition vacancy_points(const Model& model, const CellSpans& cells, GroupId group,
                                          const VacancyScalars& vacancy);

// All that an epoch keeps.
struct PositionColumns {
  std::vector<SeekerPosition> seekers;
  std::vector<SidePosition> vacancies;
  std::vector<MarketCell> cells;
};

// V, W and the class of every cell, as CellSpans has them, of the vacancies and of `seekers` seekers.
[[nodiscard]] std::vector<MarketCell> count_cells(const OpenVacancies& open, std::size_t seekers,
                                                  const std::function<SeekerView(std::size_t)>& seeker,
                                                  std::uint32_t regions);

// Counts an epoch, in parallel; the result does not depend on the number of threads.
[[nodiscard]] PositionColumns count_positions(const OpenVacancies& open, const SeekerColumns& seekers,
                                              std::uint32_t regions);

// The position of seeker i where it is known and need not be counted, or null; empty: none is. Called by any thread.
using KnownPosition = std::function<const SeekerPosition*(std::size_t)>;

// The positions of others by what was counted before: seekers against `open`, and `vacancies` by the cells.
[[nodiscard]] PositionColumns count_positions_in(const OpenVacancies& open, const CellSpans& cells,
                                                 const VacancyColumns& vacancies, const SeekerColumns& seekers,
                                                 const KnownPosition& known);

}  // namespace schakel
