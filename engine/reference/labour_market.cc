#include "engine/reference/labour_market.h"

#include <algorithm>

#include "engine/reference/quality.h"
#include "engine/reference/score.h"

namespace schakel::reference {
namespace {

using enum ReferenceVerdict;

constexpr std::uint32_t kMost = 2048;
constexpr std::uint32_t kFewestSeekers = 10;

bool wants(const SeekerFacts& seeker, const std::string& group) {
  return std::ranges::any_of(seeker.wanted_prefixes,
                             [&](const std::string& prefix) { return group.starts_with(prefix); });
}

ReferenceVerdict all_musts(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Strategy& strategy,
                           std::uint32_t year) {
  ReferenceVerdict all = kMeets;
  for (std::size_t i = 0; i < vacancy.items.size(); ++i) {
    if (vacancy.items[i].condition != MUST) continue;
    const ReferenceVerdict one =
        must_verdict(quality(vacancy.items[i], vacancy.starts[i], seeker, strategy, year), strategy.must_quality());
    if (one == kFails) return kFails;
    if (one == kUnknown) all = kUnknown;
  }
  return all;
}

std::uint32_t share(std::uint64_t part, std::uint64_t rest) {
  return part + rest == 0 ? 0 : static_cast<std::uint32_t>(kMost * part / (part + rest));
}

ReferenceInterval points(const ReferencePosition& counts, const Position& strategy) {
  if (strategy.policy() == Position::NEUTRAL) return {kMost / 2, kMost / 2};
  if (!counts.wish_known) return {0, kMost};
  if (strategy.policy() == Position::READY_FIRST) return {share(counts.a, counts.n), share(counts.b, counts.m)};
  return {share(strategy.half_at(), counts.b), share(strategy.half_at(), counts.a)};
}

std::uint32_t tension_class(std::uint64_t vacancies, std::uint64_t seekers) {
  if (4 * vacancies < seekers) return 1;
  if (3 * vacancies <= 2 * seekers) return 2;
  if (2 * vacancies <= 3 * seekers) return 3;
  return vacancies <= 4 * seekers ? 4 : 5;
}

}  // namespace

LabourMarket::LabourMarket(const Strategy& strategy, std::uint32_t year, const Taxonomy& taxonomy,
                           std::span<const VacancyFacts> vacancies, std::span<const SeekerFacts> seekers)
    : strategy_(strategy), year_(year) {
  for (const VacancyFacts& vacancy : vacancies) {
    if (!vacancy.group) continue;
    by_group_[*vacancy.group].push_back(&vacancy);
    ++cells_[{*vacancy.group, std::nullopt}].vacancies;
    if (vacancy.region && vacancy.remote_percent != 100) ++cells_[{*vacancy.group, vacancy.region}].vacancies;
  }
  for (const SeekerFacts& seeker : seekers)
    for (const std::string& group : taxonomy.groups()) {
      if (!wants(seeker, group)) continue;
      ++cells_[{group, std::nullopt}].seekers;
      if (seeker.region) ++cells_[{group, seeker.region}].seekers;
    }
}

void LabourMarket::count_in_reach(const VacancyFacts& vacancy, const SeekerFacts& seeker,
                                  ReferencePosition& position) const {
  const Terms pair = terms(vacancy, seeker, strategy_);
  if (pair.travel == kFails || pair.hours == kFails) return;
  const bool certain = pair.travel == kMeets && pair.hours == kMeets;
  const ReferenceVerdict musts = all_musts(vacancy, seeker, strategy_, year_);
  if (certain && musts == kMeets)
    ++position.a;
  else
    ++position.n;
  if (musts != kFails) ++position.b;
  if (certain && musts == kFails) ++position.m;
}

ReferencePosition LabourMarket::position(const SeekerFacts& seeker) const {
  ReferencePosition position{.wish_known = !seeker.wanted_prefixes.empty()};
  for (const auto& [group, members] : by_group_) {
    if (!wants(seeker, group)) continue;
    for (const VacancyFacts* vacancy : members) count_in_reach(*vacancy, seeker, position);
  }
  position.points = points(position, strategy_.position());
  return position;
}

LabourMarket::Count LabourMarket::count(const Key& key) const {
  const auto found = cells_.find(key);
  return found == cells_.end() ? Count{} : found->second;
}

ReferenceCell LabourMarket::cell(const std::string& group, const std::optional<std::string>& region) const {
  const Count own = count({group, region}), national = count({group, std::nullopt});
  const Count& counted = own.seekers < kFewestSeekers ? national : own;
  const std::uint32_t tension =
      counted.seekers < kFewestSeekers ? 0 : tension_class(counted.vacancies, counted.seekers);
  return {.vacancies = own.vacancies, .seekers = own.seekers, .tension = tension};
}

ReferenceInterval LabourMarket::position(const VacancyFacts& vacancy) const {
  const bool remote = vacancy.remote_percent == 100;
  if (!vacancy.group || (!remote && !vacancy.region)) return {0, kMost};
  const std::uint32_t tension = cell(*vacancy.group, remote ? std::nullopt : vacancy.region).tension;
  const Position& strategy = strategy_.position();
  const std::uint32_t value = tension == 0 ? strategy.no_class() : strategy.tension(static_cast<int>(tension) - 1);
  return {value, value};
}

}  // namespace schakel::reference
