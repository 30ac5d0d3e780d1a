#include "index/model/model.h"

#include <numeric>

namespace schakel {

Model::Model(const Strategy& s, int year) : strategy(s), year_(year) {
  weights = {s.weights().demand(), s.weights().wish(), s.weights().position(), s.weights().region()};
  grades_ = static_cast<Grade>(s.qualities_size());
  must_quality_ = s.must_quality();
  for (Grade grade = 0; grade < grades_; ++grade) {
    qualities_[grade] = s.qualities(static_cast<int>(grade));
    if (qualities_[grade] >= must_quality_) must_grade_ = static_cast<int>(grade);
  }
  for (const auto& age : s.shortfall().years_since_use()) worst_year_steps_ = age.grades();
  detour_percent_ = s.travel().detour_percent();
  slowest_ = kNoBound;
  for (const auto& speed : s.travel().speeds()) {
    speeds_[static_cast<std::size_t>(speed.mode())] = speed.metres_per_minute();
    slowest_ = std::min(slowest_, speed.metres_per_minute());
    fastest_ = std::max(fastest_, speed.metres_per_minute());
  }
  const auto& knots = s.travel().decay();
  for (int k = 1; k < knots.size(); ++k) {
    const auto &from = knots[k - 1], &to = knots[k];
    for (std::uint32_t f = from.at(); f <= to.at(); ++f)
      decay_[f] = static_cast<std::uint16_t>(from.points() -
                                             (from.points() - to.points()) * (f - from.at()) / (to.at() - from.at()));
  }
}

Grades Model::competence_level_steps(std::uint32_t asked, std::uint32_t held) const {
  if (asked == 0) return {0, 0};
  const std::uint32_t per = strategy.shortfall().per_competence_level();
  if (held == 0) return {(asked - 1) * per, 0};
  const Grade steps = asked > held ? (asked - held) * per : 0;
  return {steps, steps};
}

Grade Model::year_steps(std::uint32_t year) const {
  const std::int64_t years = std::int64_t{year_} - std::int64_t{year};
  Grade steps = 0;
  for (const auto& age : strategy.shortfall().years_since_use())
    if (years > std::int64_t{age.over_years()}) steps = age.grades();
  return steps;
}

Grade Model::month_steps(std::uint32_t asked, std::uint32_t held) const {
  if (held >= asked) return 0;
  return 2 * held >= asked ? strategy.shortfall().half_of_months() : strategy.shortfall().less_months();
}

Grades Model::education_level_steps(std::uint32_t asked, std::uint32_t held) const {
  if (asked == 0) return {0, 0};
  const std::uint32_t per = strategy.shortfall().per_education_level();
  if (held == 0) return {(asked - 1) * per, 0};
  const Grade steps = asked > held ? (asked - held) * per : 0;
  return {steps, steps};
}

Grade Model::language_steps(std::uint32_t asked, std::uint32_t held) const {
  return asked > held ? (asked - held) * strategy.shortfall().per_language_level() : 0;
}

void apportion(std::uint32_t sum, const std::vector<std::uint64_t>& weights, std::vector<std::uint32_t>& shares) {
  const std::uint64_t total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  shares.resize(weights.size());
  std::vector<std::uint32_t> order(weights.size());
  std::uint32_t given = 0;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    shares[i] = static_cast<std::uint32_t>(sum * weights[i] / total);
    given += shares[i];
    order[i] = i;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return sum * weights[a] % total > sum * weights[b] % total; });
  for (std::uint32_t i = 0; given < sum; ++i, ++given) ++shares[order[i]];
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace schakel
