#include "index/model/strategy.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "data/reference/reference.h"
#include "tests/support/random_market.h"

namespace schakel {

TEST_CASE("the published strategy is valid, and is the one in the program") {
  const auto parsed = parse_strategy(reference_text("strategy.textproto"));
  REQUIRE(parsed.has_value());
  REQUIRE(parsed->name() == "standaard");
  REQUIRE(strategy_hash(*parsed) == strategy_hash(standard_strategy()));
}

TEST_CASE("a comment does not change the hash of a strategy, a number does") {
  const std::string text(reference_text("strategy.textproto"));
  const auto commented = parse_strategy("# another remark\n" + text);
  REQUIRE(commented.has_value());
  REQUIRE(strategy_hash(*commented) == strategy_hash(standard_strategy()));
  Strategy changed = standard_strategy();
  changed.set_must_quality(200);
  REQUIRE(strategy_hash(changed) != strategy_hash(standard_strategy()));
}

TEST_CASE("a strategy that is not text format is refused with line and column") {
  const auto parsed = parse_strategy("name: \"x\"\nversion: \"one\"\n");
  REQUIRE_FALSE(parsed.has_value());
  REQUIRE(parsed.error().code == ErrorCode::kBadInput);
  REQUIRE(parsed.error().message.find("line 2") != std::string::npos);
}

TEST_CASE("a strategy with an unknown field is refused") {
  const auto parsed = parse_strategy("name: \"x\"\nage_weight: 3\n");
  REQUIRE_FALSE(parsed.has_value());
  REQUIRE(parsed.error().message.find("age_weight") != std::string::npos);
}

TEST_CASE("every number out of its range is refused by name") {
  const std::vector<std::pair<std::string, std::function<void(Strategy&)>>> faults{
      {"weights", [](Strategy& s) { s.mutable_weights()->set_demand(5001); }},
      {"qualities", [](Strategy& s) { s.clear_qualities(); }},
      {"qualities", [](Strategy& s) { s.set_qualities(0, 255); }},
      {"qualities", [](Strategy& s) { s.set_qualities(2, s.qualities(1)); }},
      {"qualities",
       [](Strategy& s) {
         s.clear_qualities();
         for (int i = 0; i < 8; ++i) s.add_qualities(static_cast<std::uint32_t>(256 - i));
       }},
      {"must_quality", [](Strategy& s) { s.set_must_quality(0); }},
      {"must_quality", [](Strategy& s) { s.set_must_quality(257); }},
      {"grade", [](Strategy& s) { s.mutable_competence()->set_sibling(101); }},
      {"neighbour_share_percent", [](Strategy& s) { s.mutable_occupation()->set_neighbour_share_percent(0); }},
      {"half_of_months", [](Strategy& s) { s.mutable_shortfall()->set_half_of_months(9); }},
      {"years_since_use", [](Strategy& s) { s.mutable_shortfall()->mutable_years_since_use(1)->set_over_years(5); }},
      {"strengths", [](Strategy& s) { s.mutable_strengths()->set_bonus(0); }},
      {"specificity", [](Strategy& s) { s.clear_specificity(); }},
      {"offer", [](Strategy& s) { s.mutable_offer()->set_sector(1001); }},
      {"detour_percent", [](Strategy& s) { s.mutable_travel()->set_detour_percent(99); }},
      {"speeds", [](Strategy& s) { s.mutable_travel()->mutable_speeds()->RemoveLast(); }},
      {"speeds", [](Strategy& s) { s.mutable_travel()->mutable_speeds(0)->set_mode(BICYCLE); }},
      {"decay", [](Strategy& s) { s.mutable_travel()->mutable_decay(0)->set_points(4095); }},
      {"decay", [](Strategy& s) { s.mutable_travel()->mutable_decay(1)->set_at(512); }},
      {"policy", [](Strategy& s) { s.mutable_position()->set_policy(Position::POLICY_UNKNOWN); }},
      {"half_at", [](Strategy& s) { s.mutable_position()->set_half_at(0); }},
      {"half_at", [](Strategy& s) { s.mutable_position()->set_half_at(10001); }},
      {"tension", [](Strategy& s) { s.mutable_position()->mutable_tension()->RemoveLast(); }},
      {"tension", [](Strategy& s) { s.mutable_position()->add_tension(2048); }},
      {"tension", [](Strategy& s) { s.mutable_position()->set_tension(4, 2049); }},
      {"tension", [](Strategy& s) { s.mutable_position()->set_tension(1, 1025); }},
      {"no_class", [](Strategy& s) { s.mutable_position()->set_no_class(2049); }},
      {"valid_from", [](Strategy& s) { s.mutable_passende_arbeid()->set_valid_from("juli 2015"); }},
      {"after_months", [](Strategy& s) { s.mutable_passende_arbeid()->mutable_steps(1)->set_after_months(2); }},
      {"isco_digits", [](Strategy& s) { s.mutable_passende_arbeid()->mutable_steps(0)->set_isco_digits(5); }},
      {"levels_below", [](Strategy& s) { s.mutable_passende_arbeid()->mutable_steps(0)->set_levels_below(1); }},
      {"levels_below", [](Strategy& s) { s.mutable_passende_arbeid()->mutable_steps(2)->set_levels_below(4); }},
      {"steps[2].grade", [](Strategy& s) { s.mutable_passende_arbeid()->mutable_steps(2)->set_grade(101); }},
      {"skill_levels", [](Strategy& s) { s.mutable_passende_arbeid()->add_skill_levels(1); }},
      {"skill_levels", [](Strategy& s) { s.mutable_passende_arbeid()->set_skill_levels(3, 5); }},
      {"recognised_codes.bands[0].under",
       [](Strategy& s) { s.mutable_recognised_codes()->mutable_bands(0)->set_under(0); }},
      {"recognised_codes.bands[1].grades",
       [](Strategy& s) { s.mutable_recognised_codes()->mutable_bands(1)->set_grades(0); }},
      {"rising `under`", [](Strategy& s) { s.mutable_recognised_codes()->mutable_bands(1)->set_under(45); }},
      {"falling `grades`", [](Strategy& s) { s.mutable_recognised_codes()->mutable_bands(1)->set_grades(4); }},
      {"name", [](Strategy& s) { s.clear_name(); }},
  };
  for (const auto& [field, fault] : faults) {
    Strategy strategy = standard_strategy();
    fault(strategy);
    const auto valid = validate_strategy(strategy);
    INFO(field);
    REQUIRE_FALSE(valid.has_value());
    REQUIRE(valid.error().message.find(field) != std::string::npos);
  }
}

TEST_CASE("random strategies are valid") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto valid = validate_strategy(testing::random_strategy(seed));
    INFO((valid ? "" : valid.error().message));
    REQUIRE(valid.has_value());
  }
}

}  // namespace schakel
