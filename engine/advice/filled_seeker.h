// A pair's score with some missing fields counted in full: docs/advice.md section 3. With nothing in full it is the low
// of docs/model.md, with everything in full the high.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/advice/fields.h"
#include "engine/pair.h"
#include "engine/sides.h"

namespace schakel {

// A pair with some fields in full: one number for each category, and what is certain then.
struct FullScore {
  std::uint32_t demand = 0, wish = 0, position = 0, region = 0, total = 0;
  std::uint32_t weighted = 0;   // the total before it is divided by 4096 and rounded down
  std::uint32_t unsettled = 0;  // criteria that are still unknown: MUSTs, travel, hours, shift work
  bool evidence = false;
  friend bool operator==(const FullScore&, const FullScore&) = default;
};

// The fields that a score with this vacancy can rest on: whatever others are in full, it stays what it is.
[[nodiscard]] FieldSet fields_that_count(const ItemTable& items, const VacancyView& vacancy);

// What the items of one pair came to, so that its scores under other sets of fields evaluate anew only the items that
// rest on a field that differs. Not thread-safe.
class PairMemory {
 public:
  // `empty`: the fields of both in which something is missing. `items`: how many the vacancy has.
  PairMemory(FieldSet empty, std::size_t items) : empty_(empty), items_(items) {}
  // An item's quality, as score_pair() gives it: the low is what it comes to with nothing in full, the high with all
  // that is empty. Said before anything is scored.
  void know(const Model& model, std::size_t item, Interval<std::uint32_t> quality);

 private:
  friend class FilledSeeker;
  struct Known {
    FieldSet fields;
    std::uint32_t quality = 0;
  };
  struct OfItem {
    std::optional<Interval<std::uint32_t>> bounds;
    std::array<Known, 2> known;  // of the first sets that were asked
    std::uint8_t count = 0;
    std::optional<bool> must_is_unknown;
  };
  FieldSet empty_;
  std::vector<OfItem> items_;
};

// A seeker with the fields of a set in full; keeps a copy of the kinds of facts that the set changes, made when an item
// is evaluated for the first time. Not thread-safe.
class FilledSeeker {
 public:
  // Of `fields` only those matter in which something is missing. The book must outlive it.
  FilledSeeker(const GuestBook& book, const SeekerSide& seeker, FieldSet fields);
  FilledSeeker(const FilledSeeker&) = delete;  // looks at its own copy
  FilledSeeker& operator=(const FilledSeeker&) = delete;

  // Whatever fails stays failed. Cost: about a microsecond.
  [[nodiscard]] FullScore score(const CategoryWeights& weights, const VacancySide& vacancy) const;
  // The same, with the memory of this pair.
  [[nodiscard]] FullScore score(const CategoryWeights& weights, const VacancySide& vacancy, PairMemory& memory) const;

 private:
  [[nodiscard]] FullScore score(const CategoryWeights& weights, const VacancySide& vacancy, PairMemory* memory) const;
  [[nodiscard]] std::uint32_t quality(const Item& item) const;
  [[nodiscard]] std::uint32_t quality(const Item& item, FieldSet empty, PairMemory::OfItem& memory) const;
  void score_items(const VacancyView& vacancy, PairMemory* memory, FullScore& score) const;
  void score_place(const VacancyScalars& vacancy, FullScore& score) const;
  [[nodiscard]] bool must_is_unknown(const Item& item) const;
  // With the facts in full.
  [[nodiscard]] const SeekerView& view() const;
  void fill_facts() const;

  const GuestBook& book_;
  SeekerView before_;
  SidePosition position_;
  FieldSet fields_;
  SeekerScalars scalars_;
  // Where the set changes them, once `facts_filled_`.
  mutable std::vector<CompetenceFact> competences_;
  mutable std::vector<ExperienceFact> experience_;
  mutable std::vector<EducationFact> education_;
  mutable std::vector<LanguageFact> languages_;
  mutable std::vector<WantedFact> wanted_;
  mutable SeekerView view_;
  mutable bool facts_filled_ = false;
};

}  // namespace schakel
