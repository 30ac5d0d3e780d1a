#include "index/model/strategy.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <array>
#include <cassert>
#include <set>

#include "data/date.h"
#include "data/reference/reference.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

// Keeps the first complaint of protobuf's text parser, with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (text.empty())
      text = "strategy: line " + std::to_string(line + 1) + ", column " + std::to_string(column + 1) + ": " + message;
  }
  std::string text;
};

// Collects range checks; the first one that fails is the error.
class Checker {
 public:
  void range(std::uint64_t value, std::uint64_t low, std::uint64_t high, const std::string& field) {
    require(value >= low && value <= high,
            field + " is " + std::to_string(value) + ", expected " + std::to_string(low) + ".." + std::to_string(high));
  }
  void require(bool holds, const std::string& message) {
    if (!holds && error_.empty()) error_ = message;
  }
  [[nodiscard]] Result<void> result() const {
    if (error_.empty()) return {};
    return fail(ErrorCode::kBadInput, "strategy: " + error_);
  }

 private:
  std::string error_;
};

void check_qualities(const Strategy& s, Checker& check) {
  check.range(static_cast<std::uint64_t>(s.qualities_size()), 1, kMaxQualities, "the number of qualities");
  for (int i = 0; i < s.qualities_size(); ++i) {
    check.range(s.qualities(i), 1, 256, "qualities[" + std::to_string(i) + "]");
    check.require(i == 0 ? s.qualities(0) == 256 : s.qualities(i) < s.qualities(i - 1),
                  "qualities must start at 256 and fall strictly");
  }
  check.range(s.must_quality(), 1, 256, "must_quality");
}

void check_grades(const Strategy& s, Checker& check) {
  constexpr std::uint64_t kMost = 100;
  for (const std::uint32_t grade :
       {s.competence().exact(), s.competence().narrower(), s.competence().related(), s.competence().broader(),
        s.competence().sibling(), s.occupation().exact(), s.occupation().isco4(), s.occupation().isco3(),
        s.occupation().isco2(), s.occupation().neighbour(), s.shortfall().per_competence_level(),
        s.shortfall().per_language_level(), s.shortfall().per_education_level(), s.shortfall().no_diploma(),
        s.shortfall().other_field(), s.shortfall().half_of_months(), s.shortfall().less_months()})
    check.range(grade, 0, kMost, "a grade in competence, occupation or shortfall");
  check.range(s.competence().max_fan_out(), 0, 10000, "competence.max_fan_out");
  check.range(s.occupation().neighbour_share_percent(), 1, 100, "occupation.neighbour_share_percent");
  check.range(s.occupation().neighbour_min_shared(), 1, 1000, "occupation.neighbour_min_shared");
  check.require(s.shortfall().half_of_months() <= s.shortfall().less_months(),
                "shortfall.half_of_months must not be above less_months");
  for (int i = 0; i < s.shortfall().years_since_use_size(); ++i) {
    const auto& age = s.shortfall().years_since_use(i);
    check.range(age.grades(), 0, kMost, "years_since_use.grades");
    check.range(age.over_years(), 0, 100, "years_since_use.over_years");
    if (i == 0) continue;
    const auto& before = s.shortfall().years_since_use(i - 1);
    check.require(age.over_years() > before.over_years() && age.grades() >= before.grades(),
                  "years_since_use must rise");
  }
}

void check_travel(const Strategy& s, Checker& check) {
  check.range(s.travel().detour_percent(), 100, 300, "travel.detour_percent");
  std::set<int> modes;
  for (const auto& speed : s.travel().speeds()) {
    check.range(speed.metres_per_minute(), 50, 2000, "travel.speeds.metres_per_minute");
    check.require(speed.mode() != TRAVEL_MODE_UNKNOWN && modes.insert(speed.mode()).second,
                  "travel.speeds must name each mode once, without TRAVEL_MODE_UNKNOWN");
  }
  check.require(modes.size() == static_cast<std::size_t>(TravelMode_ARRAYSIZE - 1),
                "travel.speeds must name every mode");
  const auto& decay = s.travel().decay();
  check.require(decay.size() >= 2 && decay.begin()->at() == 0 && decay.begin()->points() == 4096 &&
                    decay.rbegin()->at() == 1024 && decay.rbegin()->points() == 0,
                "travel.decay must run from (at 0, points 4096) to (at 1024, points 0)");
  for (int i = 1; i < decay.size(); ++i)
    check.require(decay[i].at() > decay[i - 1].at() && decay[i].points() <= decay[i - 1].points(),
                  "travel.decay must have rising `at` and falling `points`");
}

void check_position(const Position& position, Checker& check) {
  constexpr std::uint64_t kMost = 2048;
  check.require(position.policy() != Position::POLICY_UNKNOWN, "position.policy is missing");
  check.range(position.half_at(), 1, 10000, "position.half_at");
  check.require(position.tension_size() == 5, "position.tension must have exactly five values");
  for (int i = 0; i < position.tension_size(); ++i) {
    check.range(position.tension(i), 0, kMost, "position.tension[" + std::to_string(i) + "]");
    check.require(i == 0 || position.tension(i) >= position.tension(i - 1), "position.tension must not fall");
  }
  check.range(position.no_class(), 0, kMost, "position.no_class");
}

void check_passende_arbeid(const PassendeArbeid& rule, Checker& check) {
  check.range(static_cast<std::uint64_t>(rule.steps_size()), 0, kMaxWideningSteps,
              "the number of passende_arbeid.steps");
  check.require(rule.steps().empty() || parse_date(rule.valid_from()).has_value(),
                "passende_arbeid.valid_from is not a date like 2026-07-01");
  for (int i = 0; i < rule.steps_size(); ++i) {
    const auto& step = rule.steps(i);
    const std::string name = "passende_arbeid.steps[" + std::to_string(i) + "].";
    check.range(step.after_months(), 0, 1200, name + "after_months");
    check.require(i == 0 || step.after_months() >= rule.steps(i - 1).after_months(),
                  name + "after_months is below the one before");
    check.range(step.isco_digits(), 0, 4, name + "isco_digits");
    check.range(step.levels_below(), 0, 3, name + "levels_below");
    check.require(step.isco_digits() == 0 || step.levels_below() == 0,
                  name + "levels_below means nothing where isco_digits is not 0");
    check.range(step.grade(), 0, 100, name + "grade");
  }
  check.require(rule.skill_levels_size() == 0 || rule.skill_levels_size() == 10,
                "passende_arbeid.skill_levels must have none or exactly ten values");
  for (const std::uint32_t level : rule.skill_levels())
    check.range(level, 0, 4, "a value of passende_arbeid.skill_levels");
}

void check_recognised_codes(const RecognisedCodes& codes, Checker& check) {
  check.range(static_cast<std::uint64_t>(codes.bands_size()), 0, 16, "the number of recognised_codes.bands");
  for (int i = 0; i < codes.bands_size(); ++i) {
    const auto& band = codes.bands(i);
    const std::string name = "recognised_codes.bands[" + std::to_string(i) + "].";
    check.range(band.under(), 1, 101, name + "under");
    check.range(band.grades(), 1, 100, name + "grades");
    if (i == 0) continue;
    check.require(band.under() > codes.bands(i - 1).under() && band.grades() < codes.bands(i - 1).grades(),
                  "recognised_codes.bands must have rising `under` and falling `grades`");
  }
}

}  // namespace

Result<void> validate_strategy(const Strategy& s) {
  Checker check;
  check.require(!s.name().empty(), "name is empty");
  const auto& w = s.weights();
  check.require(std::uint64_t{w.demand()} + w.wish() + w.position() + w.region() == 10000,
                "the weights must sum to exactly 10000");
  check_qualities(s, check);
  check_grades(s, check);
  for (const std::uint32_t strength :
       {s.strengths().must(), s.strengths().strong(), s.strengths().wanted(), s.strengths().bonus()})
    check.range(strength, 1, 1000, "a weight in strengths");
  check.range(static_cast<std::uint64_t>(s.specificity_size()), 1, 64, "the number of specificity values");
  for (const std::uint32_t value : s.specificity()) check.range(value, 1, 1000, "a specificity value");
  for (const std::uint32_t weight : {s.offer().occupation(), s.offer().sector(), s.offer().contract()})
    check.range(weight, 1, 1000, "a weight in offer");
  check_travel(s, check);
  check_position(s.position(), check);
  check_passende_arbeid(s.passende_arbeid(), check);
  check_recognised_codes(s.recognised_codes(), check);
  return check.result();
}

Result<Strategy> parse_strategy(std::string_view text) {
  Strategy strategy;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(std::string(text), &strategy))
    return fail(ErrorCode::kBadInput, error.text.empty() ? "strategy: cannot be read" : error.text);
  if (auto valid = validate_strategy(strategy); !valid) return std::unexpected(valid.error());
  return strategy;
}

Strategy standard_strategy() {
  auto strategy = parse_strategy(reference_text("strategy.textproto"));
  assert(strategy.has_value());
  return *std::move(strategy);
}

std::string strategy_hash(const Strategy& strategy) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    strategy.SerializeToCodedStream(&coded);
  }
  return sha256_hex(bytes);
}

}  // namespace schakel
