#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "tests/support/random.h"
#include "tests/support/random_market.h"

namespace schakel::testing {
namespace {

// Rising, different numbers of low..high.
std::set<std::uint32_t> some_numbers(Random& random, std::uint32_t count, std::uint32_t low, std::uint32_t high) {
  std::set<std::uint32_t> numbers;
  while (numbers.size() < count) numbers.insert(random.between(low, high));
  return numbers;
}

void set_weights(Random& random, Weights& weights) {
  std::array<std::uint32_t, 4> shares{};
  std::uint32_t left = 10000;
  for (std::uint32_t& share : shares) {
    if (random.chance(70)) share = random.between(0, left);
    left -= share;
  }
  shares[random.between(0, 3)] += left;
  weights.set_demand(shares[0]);
  weights.set_wish(shares[1]);
  weights.set_position(shares[2]);
  weights.set_region(shares[3]);
}

void set_qualities(Random& random, Strategy& strategy) {
  const auto lower = some_numbers(random, random.between(0, 6), 1, 255);
  strategy.add_qualities(256);
  std::for_each(lower.rbegin(), lower.rend(), [&](std::uint32_t quality) { strategy.add_qualities(quality); });
  strategy.set_must_quality(random.chance(70) ? random.pick(strategy.qualities()) : random.between(1, 256));
}

void set_start_grades(Random& random, Strategy& strategy) {
  CompetenceGrades& competence = *strategy.mutable_competence();
  competence.set_exact(random.chance(80) ? 0 : random.between(0, 8));
  competence.set_narrower(random.between(0, 8));
  competence.set_related(random.between(0, 8));
  competence.set_broader(random.between(0, 8));
  competence.set_sibling(random.between(0, 8));
  competence.set_max_fan_out(random.between(0, 6));
  OccupationGrades& occupation = *strategy.mutable_occupation();
  occupation.set_exact(random.chance(80) ? 0 : random.between(0, 8));
  occupation.set_isco4(random.between(0, 8));
  occupation.set_isco3(random.between(0, 8));
  occupation.set_isco2(random.between(0, 8));
  occupation.set_neighbour(random.between(0, 8));
  occupation.set_neighbour_share_percent(random.between(1, 100));
  occupation.set_neighbour_min_shared(random.between(1, 3));
}

void set_shortfall(Random& random, Shortfall& shortfall) {
  shortfall.set_per_competence_level(random.between(0, 4));
  shortfall.set_per_language_level(random.between(0, 4));
  shortfall.set_per_education_level(random.between(0, 4));
  shortfall.set_no_diploma(random.between(0, 4));
  shortfall.set_other_field(random.between(0, 8));
  shortfall.set_half_of_months(random.between(0, 4));
  shortfall.set_less_months(shortfall.half_of_months() + random.between(0, 4));
  std::uint32_t grades = 0;
  for (const std::uint32_t years : some_numbers(random, random.between(0, 3), 0, 20)) {
    Shortfall::Age& age = *shortfall.add_years_since_use();
    age.set_over_years(years);
    age.set_grades(grades += random.between(0, 3));
  }
}

void set_item_weights(Random& random, Strategy& strategy) {
  const std::uint32_t most = random.chance(50) ? 4 : 1000;  // few values make many equal remainders
  const auto weight = [&] { return random.between(1, most); };
  strategy.mutable_strengths()->set_must(weight());
  strategy.mutable_strengths()->set_strong(weight());
  strategy.mutable_strengths()->set_wanted(weight());
  strategy.mutable_strengths()->set_bonus(weight());
  for (std::uint32_t left = random.between(1, 7); left > 0; --left) strategy.add_specificity(weight());
  strategy.mutable_offer()->set_occupation(weight());
  strategy.mutable_offer()->set_sector(weight());
  strategy.mutable_offer()->set_contract(weight());
}

void set_travel(Random& random, Travelling& travel) {
  travel.set_detour_percent(random.between(100, 300));
  for (int mode = TravelMode_MIN + 1; mode <= TravelMode_MAX; ++mode) {
    Travelling::Speed& speed = *travel.add_speeds();
    speed.set_mode(static_cast<TravelMode>(mode));
    speed.set_metres_per_minute(random.between(50, 2000));
  }
  const auto add_knot = [&](std::uint32_t at, std::uint32_t points) {
    Travelling::Knot& knot = *travel.add_decay();
    knot.set_at(at);
    knot.set_points(points);
  };
  add_knot(0, 4096);
  std::uint32_t points = 4096;
  for (const std::uint32_t at : some_numbers(random, random.between(0, 4), 1, 1023))
    add_knot(at, points = random.between(0, points));
  add_knot(1024, 0);
}

void set_position(Random& random, Position& position) {
  position.set_policy(static_cast<Position::Policy>(random.between(1, 3)));
  position.set_half_at(random.chance(70) ? random.between(1, 10) : random.between(1, 10000));
  std::uint32_t points = 0;
  for (int tension = 1; tension <= 5; ++tension) position.add_tension(points = random.between(points, 2048));
  position.set_no_class(random.between(0, 2048));
}

void set_passende_arbeid(Random& random, PassendeArbeid& rule) {
  constexpr std::array<std::string_view, 3> kDates{"2015-07-01", "2026-11-22", "2026-11-23"};
  rule.set_valid_from(std::string(random.chance(80) ? kDates[0] : random.pick(kDates)));
  std::uint32_t months = 0;
  for (std::uint32_t left = random.between(0, 4); left > 0; --left) {
    PassendeArbeid::Step& step = *rule.add_steps();
    step.set_after_months(months += random.between(0, 6));
    step.set_isco_digits(random.between(0, 4));
    if (step.isco_digits() == 0) step.set_levels_below(random.between(0, 3));
    step.set_grade(random.between(0, 8));
  }
  if (random.chance(80))
    for (int major = 0; major <= 9; ++major) rule.add_skill_levels(random.between(0, 4));
}

void set_recognised_codes(Random& random, RecognisedCodes& codes) {
  const auto under = some_numbers(random, random.between(0, 3), 1, 101);
  const auto grades = some_numbers(random, static_cast<std::uint32_t>(under.size()), 1, 8);
  auto grade = grades.rbegin();
  for (const std::uint32_t confidence : under) {
    RecognisedCodes::Band& band = *codes.add_bands();
    band.set_under(confidence);
    band.set_grades(*grade++);
  }
}

}  // namespace

Strategy random_strategy(std::uint64_t seed) {
  Random random(seed);
  Strategy strategy;
  strategy.set_name("random");
  strategy.set_version(1);
  set_weights(random, *strategy.mutable_weights());
  set_qualities(random, strategy);
  set_start_grades(random, strategy);
  set_shortfall(random, *strategy.mutable_shortfall());
  set_item_weights(random, strategy);
  set_travel(random, *strategy.mutable_travel());
  set_position(random, *strategy.mutable_position());
  set_passende_arbeid(random, *strategy.mutable_passende_arbeid());
  set_recognised_codes(random, *strategy.mutable_recognised_codes());
  return strategy;
}

}  // namespace schakel::testing
