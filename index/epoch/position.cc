#include "index/epoch/position.h"

#include <algorithm>
#include <utility>

#include "index/epoch/postings.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint64_t kEverywhere = std::numeric_limits<std::uint64_t>::max();

// The largest squared straight distance whose distance over the road is within the bound: floor(s * detour / 100) <= b
// exactly when s <= floor((100 * (b + 1) - 1) / detour), and floor(sqrt(n)) <= s exactly when n < (s + 1)^2.
std::uint64_t largest_square(std::uint32_t bound_m, std::uint32_t detour_percent) {
  if (bound_m == kNoBound) return kEverywhere;
  const std::uint64_t straight = (100 * (std::uint64_t{bound_m} + 1) - 1) / detour_percent;
  return (straight + 1) * (straight + 1) - 1;
}

std::uint64_t squared(std::int64_t dx, std::int64_t dy) { return static_cast<std::uint64_t>(dx * dx + dy * dy); }

std::int64_t beyond(std::int64_t at, std::int64_t low, std::int64_t high) {
  return at < low ? low - at : std::max<std::int64_t>(at - high, 0);
}

std::uint32_t share(std::uint64_t part, std::uint64_t rest) {
  return part + rest == 0 ? 0 : static_cast<std::uint32_t>(kMostPosition * part / (part + rest));
}

SidePosition interval(std::uint32_t low, std::uint32_t high) {
  return {static_cast<std::uint16_t>(low), static_cast<std::uint16_t>(high)};
}

}  // namespace

GroupId group_of(const OccupationGroups& groups, std::span<const Item> items, const VacancyView& vacancy) {
  for (const VacancyItem& entry : vacancy.items)
    if (items[entry.item].kind == OCCUPATION) return groups.group_of(items[entry.item].concept_id);
  return kNoGroupId;
}

VacanciesByGroup::VacanciesByGroup(const OpenVacancies& vacancies) : vacancies_(vacancies) {
  std::vector<std::vector<std::uint32_t>> members(vacancies.groups->size());
  for (std::uint32_t v = 0; v < vacancies.scalars.size(); ++v) {
    const VacancyView view{&vacancies.scalars[v], vacancies.rows[v]};
    if (const GroupId group = schakel::group_of(*vacancies.groups, vacancies.items, view); group != kNoGroupId)
      members[group].push_back(v);
  }
  // Near each other in the list is near each other on the map, so that bounds are narrow; those of nowhere come first.
  std::vector<std::uint32_t> places(vacancies.scalars.size());
  for_all(places.size(), [&](std::size_t v) {
    const VacancyScalars& s = vacancies.scalars[v];
    places[v] = s.remote_percent == 100 || s.x_m == kNoPlace ? 0 : hilbert(s.x_m, s.y_m) + 1;
  });
  for_all(members.size(), [&](std::size_t group) {
    std::ranges::sort(members[group], {}, [&](std::uint32_t v) { return std::pair(places[v], v); });
  });
  for (const auto& group : members) {
    begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
    for (const std::uint32_t v : group) {
      const VacancyScalars& s = vacancies.scalars[v];
      entries_.push_back({s.x_m, s.y_m, v, static_cast<std::uint32_t>(musts_.size()), s.hours_min, s.hours_max,
                          s.remote_percent == 100});
      for (const VacancyItem& entry : vacancies.rows[v])
        if (entry.condition == MUST) musts_.push_back(entry.item);
    }
    run_begin_.push_back(static_cast<std::uint32_t>(runs_.size()));
    add_runs(begin_.back(), entries_.size());
  }
  begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
  run_begin_.push_back(static_cast<std::uint32_t>(runs_.size()));
  entries_.push_back({.musts = static_cast<std::uint32_t>(musts_.size())});
}

void VacanciesByGroup::add_runs(std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; at += kRun) {
    Run run{.min_x = std::numeric_limits<std::int32_t>::max(),
            .max_x = std::numeric_limits<std::int32_t>::min(),
            .min_y = std::numeric_limits<std::int32_t>::max(),
            .max_y = std::numeric_limits<std::int32_t>::min(),
            .anywhere = false};
    for (std::size_t i = at; i < std::min(last, at + kRun); ++i) {
      const Entry& entry = entries_[i];
      if (entry.remote || entry.x_m == kNoPlace) {
        run.anywhere = true;
        continue;
      }
      run.min_x = std::min(run.min_x, entry.x_m);
      run.max_x = std::max(run.max_x, entry.x_m);
      run.min_y = std::min(run.min_y, entry.y_m);
      run.max_y = std::max(run.max_y, entry.y_m);
    }
    runs_.push_back(run);
  }
}

// What rules out by travel, of one seeker.
struct PositionCounter::Limits {
  Limits(const SeekerScalars& seeker, std::uint32_t detour_percent)
      : x(seeker.x_m),
        y(seeker.y_m),
        placed(seeker.x_m != kNoPlace),
        low(largest_square(seeker.bound_m.low, detour_percent)),
        high(largest_square(seeker.bound_m.high, detour_percent)) {}

  [[nodiscard]] bool reaches(const VacanciesByGroup::Run& run) const {
    return run.anywhere || !placed || squared(beyond(x, run.min_x, run.max_x), beyond(y, run.min_y, run.max_y)) <= high;
  }
  [[nodiscard]] Verdict travel(const VacanciesByGroup::Entry& entry) const {
    if (entry.remote) return Verdict::kMeets;
    if (!placed || entry.x_m == kNoPlace) return Verdict::kUnknown;
    const std::uint64_t distance = squared(x - entry.x_m, y - entry.y_m);
    if (distance > high) return Verdict::kFails;
    return distance <= low ? Verdict::kMeets : Verdict::kUnknown;
  }

  std::int64_t x, y;
  bool placed;
  std::uint64_t low, high;
};

PositionCounter::PositionCounter(const VacanciesByGroup& vacancies)
    : PositionCounter(vacancies, vacancies.vacancies_.rules) {}

PositionCounter::PositionCounter(const VacanciesByGroup& vacancies, const Rules& rules)
    : vacancies_(vacancies), rules_(rules), verdicts_(vacancies.vacancies_.items.size(), 0) {}

Verdict PositionCounter::must(ItemId item, const SeekerView& seeker) {
  std::uint32_t& verdict = verdicts_[item];
  if ((verdict & ~3U) != seeker_)
    verdict = seeker_ | static_cast<std::uint32_t>(
                            must_verdict(*rules_.model, evaluate(rules_, vacancies_.vacancies_.items[item], seeker)));
  return static_cast<Verdict>(verdict & 3U);
}

template <class Visit, class EndGroup>
void PositionCounter::visit(const SeekerView& seeker, const Visit& visit, const EndGroup& end_group) {
  seeker_ += 4;
  if (seeker_ == 0) {  // all numbers were used
    std::ranges::fill(verdicts_, 0U);
    seeker_ = 4;
  }
  vacancies_.vacancies_.groups->wanted(seeker.wanted, groups_);
  const Limits limits(*seeker.scalars, vacancies_.vacancies_.rules.model->strategy.travel().detour_percent());
  const auto visit_entry = [&](const VacanciesByGroup::Entry& entry) {
    const Verdict travel = limits.travel(entry);
    if (travel == Verdict::kFails) return;
    const Verdict hours = hours_verdict(*seeker.scalars, {.hours_min = entry.hours_min, .hours_max = entry.hours_max});
    if (hours == Verdict::kFails) return;
    Reached reached{.vacancy = entry.vacancy, .certain = travel == Verdict::kMeets && hours == Verdict::kMeets};
    for (std::uint32_t i = entry.musts; i < (&entry + 1)->musts; ++i) {
      const ItemId item = vacancies_.musts_[i];
      const Verdict verdict = must(item, seeker);
      if (verdict == Verdict::kFails) ++reached.failing, reached.failing_item = item;
      if (verdict == Verdict::kUnknown) ++reached.unknown, reached.unknown_item = item;
    }
    visit(reached);
  };
  for (const GroupId group : groups_) {
    std::uint32_t at = vacancies_.begin_[group];
    const std::uint32_t end = vacancies_.begin_[group + 1];
    for (std::uint32_t run = vacancies_.run_begin_[group]; at < end; ++run, at += VacanciesByGroup::kRun)
      if (limits.reaches(vacancies_.runs_[run]))
        for (std::uint32_t i = at; i < std::min(end, at + VacanciesByGroup::kRun); ++i)
          visit_entry(vacancies_.entries_[i]);
    end_group();
  }
}

SeekerPosition PositionCounter::count(const SeekerView& seeker) {
  SeekerPosition position;
  PositionCounts& counts = position.counts;
  visit(
      seeker,
      [&](const Reached& reached) {
        const bool fits = reached.failing == 0;
        const bool certainly = reached.certain && fits && reached.unknown == 0;
        counts.a += certainly ? 1 : 0;
        counts.b += fits ? 1 : 0;
        counts.m += reached.certain && !fits ? 1 : 0;
        counts.n += certainly ? 0 : 1;
      },
      [] {});
  const OpenVacancies& open = vacancies_.vacancies_;
  const bool known = std::ranges::any_of(
      seeker.wanted, [&](const WantedFact& wish) { return open.groups->has_prefix(wish.concept_id); });
  position.wish_known = known ? 1 : 0;
  position.points = seeker_points(*open.rules.model, counts, known);
  return position;
}

std::span<const Reached> PositionCounter::in_reach(const SeekerView& seeker) {
  reached_.clear();
  std::size_t first = 0;
  visit(
      seeker, [&](const Reached& reached) { reached_.push_back(reached); },
      [&] {
        std::ranges::sort(std::span(reached_).subspan(first), {}, &Reached::vacancy);
        first = reached_.size();
      });
  return reached_;
}

SidePosition seeker_points(const Model& model, const PositionCounts& counts, bool wish_known) {
  const Position& strategy = model.strategy.position();
  if (strategy.policy() == Position::NEUTRAL) return interval(kMostPosition / 2, kMostPosition / 2);
  if (!wish_known) return interval(0, kMostPosition);
  if (strategy.policy() == Position::READY_FIRST) return interval(share(counts.a, counts.n), share(counts.b, counts.m));
  return interval(share(strategy.half_at(), counts.b), share(strategy.half_at(), counts.a));
}

SidePosition vacancy_points(const Model& model, const CellSpans& cells, GroupId group, const VacancyScalars& vacancy) {
  const bool remote = vacancy.remote_percent == 100;
  if (group == kNoGroupId || (!remote && vacancy.region == kNoRegion)) return interval(0, kMostPosition);
  const std::uint32_t tension = (remote ? cells.national(group) : cells.regional(group, vacancy.region)).tension;
  const Position& strategy = model.strategy.position();
  const std::uint32_t points = tension == 0 ? strategy.no_class() : strategy.tension(static_cast<int>(tension) - 1);
  return interval(points, points);
}

}  // namespace schakel
