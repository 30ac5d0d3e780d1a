#include "server/verify/frozen_scorer.h"

#include <span>

#include "engine/reference/score.h"
#include "server/verify/frozen_records.h"

namespace schakel {
namespace {

bool same_item(const Epoch& epoch, ItemId frozen, const reference::Item& read) {
  const Item& item = epoch.items[frozen];
  return item.kind == read.kind && item.minimum == read.minimum && epoch.item_code(frozen) == read.code;
}

ReferenceInterval interval(const SidePosition& position) { return {position.low, position.high}; }

}  // namespace

FrozenScorer::FrozenScorer(const Epoch& epoch)
    : epoch_(epoch),
      strategy_(epoch.model().strategy),
      taxonomy_(strategy_, parsed<Concept>(epoch.concept_records())),
      geography_(parsed<Place>(epoch.place_records())) {}

std::optional<reference::VacancyFacts> FrozenScorer::vacancy(VacancyId id) const {
  reference::VacancyFacts facts(epoch_.record(id), taxonomy_, geography_, strategy_);
  const std::span<const VacancyItem> frozen = epoch_.vacancy(id).items;
  if (facts.items.size() != frozen.size()) return std::nullopt;
  for (std::size_t i = 0; i < frozen.size(); ++i) {
    if (!same_item(epoch_, frozen[i].item, facts.items[i])) return std::nullopt;
    facts.items[i].units = frozen[i].units;
  }
  facts.position = interval(epoch_.vacancy_positions[id.value]);
  return facts;
}

reference::SeekerFacts FrozenScorer::seeker(SeekerId id) const {
  reference::SeekerFacts facts(epoch_.record(id), taxonomy_, geography_, strategy_, epoch_.date());
  facts.position.points = interval(epoch_.seeker_positions[id.value].points);
  return facts;
}

std::optional<std::uint32_t> FrozenScorer::total(const reference::VacancyFacts& vacancy,
                                                 const reference::SeekerFacts& seeker) const {
  const reference::Terms terms = reference::terms(vacancy, seeker, strategy_);
  if (terms.fail()) return std::nullopt;
  const reference::Score score =
      reference::score(vacancy, seeker, terms, strategy_, static_cast<std::uint32_t>(epoch_.date().year()));
  return score.eligible ? std::optional(score.total.low) : std::nullopt;
}

}  // namespace schakel
