// The criteria of docs/model.md section 4 that are decided from a few numbers.
#pragma once

#include <cstdint>

#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/model/model.h"

namespace schakel {

// Only kFails excludes.
enum class Verdict : std::uint8_t { kMeets, kFails, kUnknown };

// Verdict of one MUST item.
[[nodiscard]] inline Verdict must_verdict(const Model& model, const Interval<std::uint32_t>& quality) {
  if (quality.low >= model.must_quality()) return Verdict::kMeets;
  return quality.high < model.must_quality() ? Verdict::kFails : Verdict::kUnknown;
}

[[nodiscard]] inline Verdict hours_verdict(const SeekerScalars& s, const VacancyScalars& v) {
  const auto known = [](std::uint8_t hours) { return hours != kUnknown8; };
  const bool seeker_less = known(s.hours_max) && known(v.hours_min) && s.hours_max < v.hours_min;
  const bool vacancy_less = known(v.hours_max) && known(s.hours_min) && v.hours_max < s.hours_min;
  if (seeker_less || vacancy_less) return Verdict::kFails;
  const bool all = known(s.hours_min) && known(s.hours_max) && known(v.hours_min) && known(v.hours_max);
  return all ? Verdict::kMeets : Verdict::kUnknown;
}

[[nodiscard]] inline Verdict shift_verdict(const SeekerScalars& s, const VacancyScalars& v) {
  if (v.shift_work != YES || s.shift_work == YES) return Verdict::kMeets;
  return s.shift_work == NO ? Verdict::kFails : Verdict::kUnknown;
}

}  // namespace schakel
