#include "engine/vacancy_order.h"

#include <algorithm>
#include <bit>

namespace schakel {
namespace {

constexpr std::size_t kLikings = 12, kRings = 17;

// From 0, the first to come.
std::size_t class_of(std::uint32_t times_listed, std::uint32_t best_region) {
  const auto liked = std::min(kLikings - 1, static_cast<std::size_t>(std::bit_width(times_listed)));
  return (kLikings - 1 - liked) * kRings + (kRings - 1) - best_region * (kRings - 1) / kUnits;
}

}  // namespace

std::span<const std::uint32_t> VacancyOrder::visiting(const BlockScorer& scorer, bool in_place) {
  classes_.resize(kLikings * kRings);
  for (auto& vacancies : classes_) vacancies.clear();
  for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v)
    if (const auto best = scorer.reach(epoch_.vacancy_scalars[v]))
      classes_[in_place ? 0 : class_of(listed_[v], *best)].push_back(v);
  order_.clear();
  for (const auto& vacancies : classes_) order_.insert(order_.end(), vacancies.begin(), vacancies.end());
  std::ranges::fill(listed_, 0U);
  return order_;
}

}  // namespace schakel
