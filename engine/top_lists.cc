#include "engine/top_lists.h"

#include <algorithm>
#include <limits>

namespace schakel {

namespace {

std::uint32_t capacity_for(std::uint32_t k) { return k + std::max(16U, k / 2); }

}  // namespace

std::uint64_t TopLists::bytes_per_list(std::uint32_t k) { return capacity_for(k) * sizeof(Ranked) + 16; }

TopLists::TopLists(Market market, Side side, std::uint32_t first, std::uint32_t count, std::uint32_t k)
    : market_(market),
      side_(side),
      first_(first),
      k_(k),
      capacity_(capacity_for(k)),
      rows_(std::size_t{count} * capacity_),
      sizes_(count),
      thresholds_(count),
      worst_(count) {
  reset(first);
}

TopLists::TopLists(Market market, Side side, std::uint64_t own_tie, std::uint32_t k) : TopLists(market, side, 0, 1, k) {
  own_tie_ = own_tie;
}

void TopLists::reset(std::uint32_t first) {
  first_ = first;
  std::ranges::fill(sizes_, 0U);
  std::ranges::fill(thresholds_, 0U);
  std::ranges::fill(worst_, std::numeric_limits<std::uint64_t>::max());
}

bool TopLists::better_by_ids(std::uint32_t i, const Ranked& a, const Ranked& b) const {
  const bool of_vacancy = side_ == Side::kVacancy;
  const std::uint32_t owner = first_ + i;
  const std::uint64_t own = own_tie_     ? *own_tie_
                            : of_vacancy ? market_.tie(VacancyId{owner})
                                         : market_.tie(SeekerId{owner});
  const auto tie = [&](std::uint32_t other) {
    return of_vacancy ? tie_of(own, market_.tie(SeekerId{other})) : tie_of(market_.tie(VacancyId{other}), own);
  };
  if (tie(a.other) != tie(b.other)) return tie(a.other) < tie(b.other);
  // Within one list the list's own id is the same on both sides, so the counterpart's id decides.
  return of_vacancy ? market_.name(SeekerId{a.other}) < market_.name(SeekerId{b.other})
                    : market_.name(VacancyId{a.other}) < market_.name(VacancyId{b.other});
}

void TopLists::select(std::uint32_t i) {
  const std::span<Ranked> rows(rows_.data() + std::size_t{i} * capacity_, sizes_[i]);
  const auto last = rows.begin() + static_cast<std::ptrdiff_t>(k_ - 1);
  std::ranges::nth_element(rows, last, [&](const Ranked& a, const Ranked& b) { return better(i, a, b); });
  sizes_[i] = k_;
  worst_[i] = last->key;
  thresholds_[i] = last->total();
}

std::span<const Ranked> TopLists::finish(std::uint32_t i) {
  const std::span<Ranked> rows(rows_.data() + std::size_t{i} * capacity_, sizes_[i]);
  std::ranges::sort(rows, [&](const Ranked& a, const Ranked& b) { return better(i, a, b); });
  sizes_[i] = std::min(sizes_[i], k_);
  return rows.first(sizes_[i]);
}

}  // namespace schakel
