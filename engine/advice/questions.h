// Which missing field is worth asking for: docs/advice.md section 3.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/advice/fields.h"
#include "engine/match.h"
#include "engine/pair.h"

namespace schakel {

// Of a seeker, over all vacancies.
struct SeekerQuestion {
  Field field{};
  std::uint64_t gained = 0;     // vacancies outside the top that would stand in it, each with this field alone in full
  std::uint64_t raised = 0;     // eligible pairs with a higher total then
  std::uint64_t settled = 0;    // eligible pairs of which an unknown criterion would be met then
  std::uint32_t best_rank = 0;  // the highest rank that one of the gained could have; 0 when none is gained
};

// One question for each empty field of the seeker, those that gain most first: by gained, settled, raised, and the
// order of fields. `top` is the length of the list that they could get into. Cost: about a microsecond per field and
// vacancy within reach.
[[nodiscard]] std::vector<SeekerQuestion> questions_of(Matcher& matcher, const CategoryWeights& weights,
                                                       const SeekerSide& seeker, std::uint32_t top);

// Of one row of a list.
struct RowQuestion {
  Field field{};
  std::uint32_t total = 0;  // with this field alone in full
  std::uint32_t rank = 0;   // in the list, all others as they are
  bool settles = false;     // an unknown criterion would be met
  friend bool operator==(const RowQuestion&, const RowQuestion&) = default;
};

struct ListedPair {
  VacancySide vacancy;
  SeekerSide seeker;
  // Of the vacancy's items, as score_pair() gives them for these sides; or none, and then they are evaluated.
  std::vector<Interval<std::uint32_t>> qualities;
};
[[nodiscard]] std::vector<Interval<std::uint32_t>> qualities_of(const PairScore& score);

// For each row of a list (best first, nobody left out above), its questions by the rank they could gain: the fields
// that could raise the pair by themselves, that settle a criterion, or without which the high cannot be reached; where
// none does so by itself, all empty fields. Empty for a row with nothing unknown besides the position, which no answer
// of its own settles.
[[nodiscard]] std::vector<std::vector<RowQuestion>> questions_of_rows(const GuestBook& book,
                                                                      const CategoryWeights& weights,
                                                                      std::span<const ListedPair> rows);

}  // namespace schakel
