#include "index/model/model.h"

#include <cassert>
#include <numeric>
#include <optional>

namespace schakel {

namespace {

// From `from` to `to`, at least 0.
std::uint32_t whole_months(Date from, Date to) {
  const auto months = [](Date date) { return 12 * date.year() + date.yyyymmdd / 100 % 100; };
  const int between = months(to) - months(from) - (to.yyyymmdd % 100 < from.yyyymmdd % 100 ? 1 : 0);
  return static_cast<std::uint32_t>(std::max(between, 0));
}

}  // namespace

Model::Model(const Strategy& s, Date date) : strategy(s), date_(date) {
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
  const std::int64_t years = std::int64_t{date_.year()} - std::int64_t{year};
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

std::uint8_t Model::doubt(std::uint32_t confidence) const {
  const auto& bands = strategy.recognised_codes().bands();
  const auto band = std::ranges::find_if(bands, [&](const auto& b) { return confidence < b.under(); });
  return static_cast<std::uint8_t>(confidence == 0 || band == bands.end() ? 0U : band->grades());
}

Interval<std::uint8_t> Model::steps_passed(std::string_view searching_since) const {
  const PassendeArbeid& rule = strategy.passende_arbeid();
  const std::optional<Date> from = parse_date(rule.valid_from()), since = parse_date(searching_since);
  if (!from || *from > date_) return {0, 0};
  const auto all = static_cast<std::uint8_t>(rule.steps_size());
  if (!since) return {0, all};
  std::uint8_t passed = 0;
  while (passed < all && rule.steps(passed).after_months() <= whole_months(*since, date_)) ++passed;
  return {passed, passed};
}

std::uint32_t Model::skill_level(std::string_view isco) const {
  const auto& levels = strategy.passende_arbeid().skill_levels();
  if (levels.empty() || isco.empty() || isco[0] < '0' || isco[0] > '9') return 0;
  return levels[isco[0] - '0'];
}

bool Model::widens(const PassendeArbeid::Step& step, std::string_view wanted, std::string_view offered) const {
  if (const std::size_t digits = step.isco_digits(); digits > 0)
    return wanted.size() >= digits && offered.size() >= digits && wanted.substr(0, digits) == offered.substr(0, digits);
  const std::uint32_t own = skill_level(wanted), other = skill_level(offered);
  return own > 0 && other > 0 && other <= own && own <= other + step.levels_below();
}

Grade Model::widened_grade(std::string_view wanted, std::string_view offered, std::uint32_t passed) const {
  Grade best = kNoGrade;
  for (std::uint32_t i = 0; i < passed; ++i) {
    const auto& step = strategy.passende_arbeid().steps(static_cast<int>(i));
    if (step.grade() < best && widens(step, wanted, offered)) best = step.grade();
  }
  return best;
}

void apportion(std::uint32_t sum, const std::vector<std::uint64_t>& weights, std::vector<std::uint32_t>& shares) {
  const std::uint64_t total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  assert(total > 0);
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
