// A pair's place in a list, by counting: docs/model.md section 6, docs/advice.md section 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "engine/match.h"
#include "engine/sides.h"

namespace schakel {

// What decides about the order of a list; `name` is the counterpart's.
struct ListPlace {
  std::uint32_t total = 0;
  std::uint64_t tie = 0;
  std::string_view name;
};

// Whether a stands above b in a list that both are of.
[[nodiscard]] inline bool above(const ListPlace& a, const ListPlace& b) {
  return std::tie(b.total, a.tie, a.name) < std::tie(a.total, b.tie, b.name);
}

[[nodiscard]] inline ListPlace seeker_place(Market market, const Visited& pair) {
  return {pair.total, pair.tie, market.name(SeekerId{pair.other})};
}
[[nodiscard]] inline ListPlace vacancy_place(Market market, const Visited& pair) {
  return {pair.total, pair.tie, market.name(VacancyId{pair.other})};
}

// Where a pair with a given total stands, or would stand, among the eligible pairs of a list.
struct Standing {
  std::uint64_t rank = 0;                   // 1 is best
  std::uint64_t others = 0;                 // eligible counterparts besides this one
  std::optional<std::uint32_t> next_above;  // SeekerId or VacancyId of who stands just above; nothing at rank 1
};

// Of a seeker with `total` in the vacancy's list; of a vacancy with `total` in the seeker's list. A counterpart with
// the same id is passed over: it is the pair itself, as it was. Cost: all eligible pairs of the list.
[[nodiscard]] Standing standing_of_seeker(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                                          const SeekerSide& seeker, std::uint32_t total);
[[nodiscard]] Standing standing_of_vacancy(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                                           const VacancySide& vacancy, std::uint32_t total);

}  // namespace schakel
