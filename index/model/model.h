// The strategy's numbers as the arithmetic needs them. docs/model.md is the specification of every function here.
//
// A plain value: build once, copy freely, share between threads.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "data/date.h"
#include "data/schema/strategy.pb.h"

namespace schakel {

// A step on the ladder of qualities: 0 is best, 7 and up is "no match".
using Grade = std::uint32_t;
inline constexpr Grade kNoGrade = 7;

// What may be known only in part: low counts the unknown as nothing, high counts it in full.
template <class T>
struct Interval {
  T low{};
  T high{};
  friend bool operator==(const Interval&, const Interval&) = default;
};
using Grades = Interval<Grade>;  // low is the worse (higher) grade

inline constexpr std::uint32_t kUnits = 4096;  // what the units of a category sum to
inline constexpr std::uint32_t kFullQuality = 256;
inline constexpr std::uint32_t kNoBound = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint8_t kUnknown8 = 255;  // an unknown level or number of hours
inline constexpr std::uint32_t kWeightSum = 10000;

struct CategoryWeights {
  std::uint32_t demand = 0, wish = 0, position = 0, region = 0;
  friend bool operator==(const CategoryWeights&, const CategoryWeights&) = default;
};

// floor(sqrt(n)), exactly, for n < 2^63: the processor's root is a first guess, integers decide.
[[nodiscard]] inline std::uint32_t integer_sqrt(std::uint64_t n) {
  auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(n)));
  while (root * root > n) --root;
  while ((root + 1) * (root + 1) <= n) ++root;
  return static_cast<std::uint32_t>(root);
}

class Model {
 public:
  // Requires a valid strategy, and the epoch's date.
  Model(const Strategy& strategy, Date date);

  [[nodiscard]] std::uint32_t quality(Grade grade) const { return qualities_[std::min(grade, kNoGrade)]; }
  // The smallest grade from which a match is none.
  [[nodiscard]] Grade grades() const { return grades_; }
  // A MUST is met up to this grade; may be below 0 when no grade is good enough: then -1.
  [[nodiscard]] int must_grade() const { return must_grade_; }
  [[nodiscard]] std::uint32_t must_quality() const { return must_quality_; }

  // Steps for a competence level: asked 0 is "not asked", held 0 is "unknown".
  [[nodiscard]] Grades competence_level_steps(std::uint32_t asked, std::uint32_t held) const;
  // Steps for years since use, of a known year, and the most that an unknown year can cost.
  [[nodiscard]] Grade year_steps(std::uint32_t year) const;
  [[nodiscard]] Grade worst_year_steps() const { return worst_year_steps_; }
  [[nodiscard]] Grade month_steps(std::uint32_t asked, std::uint32_t held) const;
  [[nodiscard]] Grades education_level_steps(std::uint32_t asked, std::uint32_t held) const;
  [[nodiscard]] Grade language_steps(std::uint32_t asked, std::uint32_t held) const;
  // Of a code that was recognised with this confidence; 0: it was delivered. At most 100.
  [[nodiscard]] std::uint8_t doubt(std::uint32_t confidence) const;

  // Passende arbeid: how many of its steps, the first ones, have passed for low and for high.
  [[nodiscard]] Interval<std::uint8_t> steps_passed(std::string_view searching_since) const;
  // The level of an occupation by its ISCO code, 0: none.
  [[nodiscard]] std::uint32_t skill_level(std::string_view isco) const;
  // Whether a step applies to a wanted and an offered occupation of these ISCO codes.
  [[nodiscard]] bool widens(const PassendeArbeid::Step& step, std::string_view wanted, std::string_view offered) const;
  // The lowest grade of the first `passed` steps that apply; kNoGrade when none does.
  [[nodiscard]] Grade widened_grade(std::string_view wanted, std::string_view offered, std::uint32_t passed) const;

  // R0: points for a known distance within the bound, in metres; 0 beyond it.
  [[nodiscard]] std::uint32_t decay(std::uint32_t distance_m, std::uint32_t bound_m) const {
    if (bound_m == kNoBound) return kUnits;
    if (bound_m == 0 || distance_m > bound_m) return 0;
    constexpr std::uint32_t kShort = std::numeric_limits<std::uint32_t>::max() / 1024;  // the faster division
    return decay_[distance_m <= kShort ? 1024 * distance_m / bound_m : std::uint64_t{1024} * distance_m / bound_m];
  }
  // Road metres between two places of the national grid.
  [[nodiscard]] std::uint32_t distance_m(std::int32_t dx, std::int32_t dy) const {
    const auto x = static_cast<std::int64_t>(dx), y = static_cast<std::int64_t>(dy);
    const std::uint64_t straight = integer_sqrt(static_cast<std::uint64_t>(x * x + y * y));
    return static_cast<std::uint32_t>(straight * detour_percent_ / 100);
  }

  [[nodiscard]] std::uint32_t slowest() const { return slowest_; }
  [[nodiscard]] std::uint32_t fastest() const { return fastest_; }
  [[nodiscard]] std::uint32_t speed(int mode) const { return speeds_[static_cast<std::size_t>(mode)]; }

  Strategy strategy;
  CategoryWeights weights;

 private:
  std::array<std::uint32_t, kNoGrade + 1> qualities_{};
  Grade grades_ = 0;
  int must_grade_ = -1;
  std::uint32_t must_quality_ = 0;
  Date date_;
  Grade worst_year_steps_ = 0;
  std::uint32_t slowest_ = 0, fastest_ = 0, detour_percent_ = 100;
  std::array<std::uint32_t, 16> speeds_{};
  std::array<std::uint16_t, 1025> decay_{};  // R0 for each f
};

// Splits `sum` over the weights in proportion, by largest remainder; the earlier one wins among equal remainders.
// Requires at least one weight above 0, and sum * weight < 2^64. Cost: O(n log n).
void apportion(std::uint32_t sum, const std::vector<std::uint64_t>& weights, std::vector<std::uint32_t>& shares);

// The tie of section 6: fnv over an id, and the tie of a pair from both.
[[nodiscard]] std::uint64_t fnv1a(std::string_view bytes);
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}
// `mixed_vacancy` is mix64(fnv1a(vacancy id)).
[[nodiscard]] constexpr std::uint64_t tie_of(std::uint64_t mixed_vacancy, std::uint64_t seeker_fnv) {
  return mix64(mixed_vacancy ^ seeker_fnv);
}

}  // namespace schakel
