// How well one seeker meets one item: the quality of docs/model.md section 3, pair by pair.
//
// The index expands profiles with the same rules in the other direction (expand.h); tests hold the two together, and
// both to the reference scorer.
#pragma once

#include <cstdint>
#include <string_view>

#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/strings.h"
#include "index/model/model.h"
#include "index/taxonomy/taxonomy.h"

namespace schakel {

// Everything that an evaluation reads besides the item and the seeker.
struct Rules {
  const Model* model = nullptr;
  const Taxonomy* taxonomy = nullptr;
  StringSpans codes;  // by CodeId
  // Those numbered behind them: what only a delta's records name (delta/delta.h), and then what only guests do.
  const StringArrays* delta_codes = nullptr;
  const StringArrays* guest_codes = nullptr;

  // How many there are without those of guests.
  [[nodiscard]] std::size_t shared_codes() const {
    return codes.size() + (delta_codes != nullptr ? delta_codes->size() : 0);
  }
  [[nodiscard]] std::string_view code(CodeId id) const {
    if (id < codes.size()) return codes[id];
    return id < shared_codes() ? (*delta_codes)[id - codes.size()] : (*guest_codes)[id - shared_codes()];
  }
};

// Where the low quality comes from, for the explanation.
struct Through {
  static constexpr std::uint32_t kNoFact = 0xffffffff;
  std::uint32_t fact = kNoFact;  // row of the seeker's facts of that kind
  Relatedness relation = Relatedness::kExact;
};

// Qualities 0..256. Cost: linear in the seeker's facts of that kind, with a binary search each.
[[nodiscard]] Interval<std::uint32_t> evaluate(const Rules& rules, const Item& item, const SeekerView& seeker,
                                               Through* through = nullptr);

// Grades of single facts, shared with expand.h. A grade from the number of qualities on is "no match".
[[nodiscard]] Grades competence_grades(const Model& model, Grade start, std::uint32_t asked_level,
                                       const CompetenceFact& fact);
[[nodiscard]] Grades experience_grades(const Model& model, Grade start, std::uint32_t asked_months,
                                       const ExperienceFact& fact);

}  // namespace schakel
