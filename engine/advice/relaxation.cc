#include "engine/advice/relaxation.h"

#include <algorithm>

namespace schakel {
namespace {

using Way = Relaxation::Kind;

constexpr std::uint32_t kHours = 8, kMostHours = 40, kRemotePoints = 20;

// What the minimum of a requirement is, where its kind has one that can be lowered: docs/model.md section 2.
std::uint32_t least_level(Kind kind) {
  switch (kind) {
    case COMPETENCE:
    case EDUCATION:
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return 1;
    default:
      return 0;  // has no level
  }
}

bool states_item(const Requirement& requirement) {
  if (requirement.kind() < COMPETENCE || requirement.kind() > DRIVING_LICENCE) return false;
  return !requirement.code().empty() || (requirement.kind() == EDUCATION && requirement.min_level() > 0);
}

// The level or months by which a requirement is an item.
std::uint32_t minimum_of(const Requirement& requirement) {
  if (requirement.kind() == EXPERIENCE) return requirement.min_months();
  if (requirement.kind() == SPOKEN_LANGUAGE || requirement.kind() == WRITTEN_LANGUAGE)
    return std::max(1U, requirement.min_level());
  return requirement.kind() == DRIVING_LICENCE ? 0 : requirement.min_level();
}

bool same_item(const Requirement& a, const Requirement& b) {
  return a.kind() == b.kind() && a.code() == b.code() && minimum_of(a) == minimum_of(b);
}

void add_requirement(const Vacancy& record, int i, std::vector<Relaxation>& found) {
  const auto& requirements = record.requirements();
  const Requirement& own = requirements[i];
  const auto same = [&](const Requirement& other) { return same_item(own, other); };
  if (!states_item(own) || std::any_of(requirements.begin(), requirements.begin() + i, same)) return;
  const auto is_must = [&](const Requirement& other) { return same(other) && other.condition() == MUST; };
  if (std::ranges::any_of(requirements, is_must)) found.push_back({.kind = Way::kMustToWanted, .requirement = i});
  const std::uint32_t minimum = minimum_of(own), least = least_level(own.kind());
  if (least > 0 && minimum > least)
    found.push_back({.kind = Way::kLowerLevel, .requirement = i, .before = minimum, .after = minimum - 1});
  if (own.kind() == EXPERIENCE && minimum > 0)
    found.push_back({.kind = Way::kFewerMonths, .requirement = i, .before = minimum, .after = minimum / 2});
}

void add_offer(const Offer& offer, std::vector<Relaxation>& found) {
  const auto add = [&](Way kind, std::uint32_t before, std::uint32_t after) {
    if (before != after) found.push_back({.kind = kind, .before = before, .after = after});
  };
  const HoursPerWeek& hours = offer.hours();
  if (hours.has_min()) add(Way::kFewerHours, hours.min(), hours.min() - std::min(hours.min(), kHours));
  if (hours.has_max())
    add(Way::kMoreHours, hours.max(), std::max(hours.max(), std::min(hours.max() + kHours, kMostHours)));
  if (offer.shift_work() == YES) add(Way::kNoShifts, 1, 0);
  const std::uint32_t remote = std::min(offer.remote_percent(), 100U);
  if (remote + kRemotePoints < 100) add(Way::kPartlyRemote, remote, remote + kRemotePoints);
  add(Way::kFullyRemote, remote, 100);
}

void relax_requirement(Requirement& requirement, const Relaxation& relaxation) {
  if (relaxation.kind == Way::kMustToWanted) {
    if (requirement.condition() == MUST) requirement.set_condition(WANTED);
  } else if (relaxation.kind == Way::kFewerMonths) {
    requirement.set_min_months(relaxation.after);
  } else {
    requirement.set_min_level(relaxation.after);
  }
}

void relax_offer(Offer& offer, const Relaxation& relaxation) {
  switch (relaxation.kind) {
    case Way::kFewerHours:
      return offer.mutable_hours()->set_min(relaxation.after);
    case Way::kMoreHours:
      return offer.mutable_hours()->set_max(relaxation.after);
    case Way::kNoShifts:
      return offer.set_shift_work(NO);
    default:
      return offer.set_remote_percent(relaxation.after);
  }
}

bool is_remote(const Relaxation& relaxation) {
  return relaxation.kind == Way::kPartlyRemote || relaxation.kind == Way::kFullyRemote;
}

}  // namespace

std::vector<Relaxation> relaxations_of(const Vacancy& record) {
  std::vector<Relaxation> found;
  for (int i = 0; i < record.requirements_size(); ++i) add_requirement(record, i, found);
  add_offer(record.offer(), found);
  std::ranges::stable_sort(found, {}, &Relaxation::kind);
  return found;
}

Vacancy relaxed(Vacancy record, std::span<const Relaxation> relaxations) {
  const Vacancy before = record;
  for (const Relaxation& relaxation : relaxations) {
    if (relaxation.requirement < 0) {
      relax_offer(*record.mutable_offer(), relaxation);
      continue;
    }
    const Requirement& own = before.requirements(relaxation.requirement);
    for (int i = 0; i < before.requirements_size(); ++i)
      if (same_item(own, before.requirements(i))) relax_requirement(*record.mutable_requirements(i), relaxation);
  }
  return record;
}

bool compatible(const Relaxation& a, const Relaxation& b) { return !is_remote(a) || !is_remote(b); }

}  // namespace schakel
