#include "engine/kernel/query_plan.h"

#include <algorithm>

#include "engine/pair.h"

namespace schakel {
namespace {

// Whether pass lists say of everybody who may meet the item as a MUST.
bool has_pass_lists(const Epoch& epoch, ItemId item) {
  return std::ranges::all_of(epoch.nodes.ladder(item), [&](NodeId node) { return epoch.nodes.nodes[node].must != 0; });
}

}  // namespace

QueryPlan::QueryPlan(const GuestBook& book, const VacancyView& vacancy, std::optional<ItemId> waived) : book_(book) {
  const Epoch& epoch = book.epoch();
  for (const VacancyItem& entry : vacancy.items) {
    const bool posted = !book.is_unposted(entry.item);
    if (is_unknowable(book.items()[entry.item])) continue;  // nobody has it, nobody fails it
    if (posted) {
      plan_item(epoch, entry, lists_);
    } else {
      unposted_.push_back(entry);
      everybody_ += gathered(entry, kFullQuality);
    }
    if (entry.condition != MUST || entry.item == waived || excludes_nobody(book.items()[entry.item])) continue;
    (posted && has_pass_lists(epoch, entry.item) ? musts_ : unposted_musts_).push_back(entry.item);
  }
}

// As in plan.h.
std::uint32_t QueryPlan::gathered(const VacancyItem& entry, std::uint32_t quality) const {
  const std::uint8_t kind = book_.items()[entry.item].kind;
  const std::uint32_t units = entry.units * quality / kFullQuality;
  if (is_demand(kind)) return units;
  return (units << kWishShift) + (kind == OCCUPATION && quality > 0 ? kOccupationRung : 0);
}

std::optional<std::uint32_t> QueryPlan::settle(std::uint32_t accumulated, const SeekerView& seeker) const {
  if (is_settled()) return accumulated;
  const Rules rules = book_.rules();
  const ItemTable items = book_.items();
  accumulated -= everybody_;
  for (const VacancyItem& entry : unposted_)
    accumulated += gathered(entry, evaluate(rules, items[entry.item], seeker).low);
  if ((accumulated & kEvidenceBits) == 0) return std::nullopt;
  for (const ItemId item : unposted_musts_)
    if (must_verdict(*rules.model, evaluate(rules, items[item], seeker)) == Verdict::kFails) return std::nullopt;
  return accumulated;
}

}  // namespace schakel
