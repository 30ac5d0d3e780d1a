// What vacancies ask and offer, in dense numbers: the vocabulary of items, and each vacancy's row of it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "data/date.h"
#include "data/schema/common.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/epoch/facts.h"
#include "index/epoch/read_seeker.h"
#include "index/epoch/strings.h"
#include "index/model/model.h"
#include "index/taxonomy/taxonomy.h"

namespace schakel {

// Number of an item inside one epoch; items are numbered in item order (docs/model.md section 2).
using ItemId = std::uint32_t;

struct Item {
  ConceptId concept_id = kNoConcept;  // of COMPETENCE, EXPERIENCE, OCCUPATION; kNoConcept when the code is not known
  CodeId code = kNoCode;              // as written in the record
  CodeId compared = kNoCode;          // EDUCATION: the normalised field; SECTOR: its section; otherwise as code
  std::uint32_t vacancies = 0;        // n(kind, code)
  std::uint16_t minimum = 0;
  std::uint8_t kind = KIND_UNKNOWN;
  std::uint8_t doubt = 0;  // grades that its code loses for having been recognised in text
};

[[nodiscard]] inline bool is_demand(std::uint8_t kind) { return kind <= DRIVING_LICENCE; }

// Whether the item's own code is one that the taxonomy should know and does not: unknown for everybody.
[[nodiscard]] inline bool is_unknowable(const Item& item) {
  return item.concept_id == kNoConcept &&
         (item.kind == COMPETENCE || item.kind == EXPERIENCE || item.kind == OCCUPATION);
}

// Whether nobody can fail the item as a MUST, because its code is not known or not sure.
[[nodiscard]] inline bool excludes_nobody(const Item& item) { return item.doubt > 0 || is_unknowable(item); }

// One item of one vacancy.
struct VacancyItem {
  ItemId item = 0;
  std::uint16_t units = 0;                     // a(v,i): demand items sum to 4096, offer items too
  std::uint8_t condition = CONDITION_UNKNOWN;  // of demand; offer items have none
  std::uint8_t zero = 0;
};

struct VacancyScalars {
  std::int32_t x_m = kNoPlace;
  std::int32_t y_m = kNoPlace;
  std::uint8_t hours_min = kUnknown8;
  std::uint8_t hours_max = kUnknown8;
  std::uint8_t shift_work = ANSWER_UNKNOWN;
  std::uint8_t remote_percent = 0;
  RegionId region = kNoRegion;  // of the place
  std::uint16_t zero = 0;
};

struct VacancyView {
  const VacancyScalars* scalars = nullptr;
  std::span<const VacancyItem> items;  // in item order: demand first, then offer
};

struct VacancyColumns {
  std::vector<VacancyScalars> scalars;
  Rows<VacancyItem> items;
  [[nodiscard]] std::size_t size() const { return scalars.size(); }
};

// An item as a record states it, before items have numbers. Ordered as items are.
struct AskedItem {
  std::uint8_t kind = KIND_UNKNOWN;
  std::string code;
  std::uint16_t minimum = 0;
  std::uint8_t doubt = 0;
  friend auto operator<=>(const AskedItem&, const AskedItem&) = default;
};

struct ConditionedItem {
  AskedItem item;
  std::uint8_t condition = CONDITION_UNKNOWN;
};

[[nodiscard]] bool is_active(const Vacancy& vacancy, Date date);
// The last day on which it is active; no date: always.
[[nodiscard]] Date last_day_of(const Vacancy& vacancy);

// The items of a record, in item order, each once.
[[nodiscard]] std::vector<ConditionedItem> items_of(const Vacancy& vacancy, const Model& model);

[[nodiscard]] VacancyScalars scalars_of(const Vacancy& vacancy, const PlaceTable& places);

// Fills in what an item's code stands for. Codes are interned in `codes`.
[[nodiscard]] Item resolve_item(const AskedItem& asked, const Taxonomy& taxonomy, StringPool& codes);

// Items by number: the epoch's, behind them those that only a delta's vacancies ask (delta/delta.h), and then those
// that only guests do.
struct ItemTable {
  std::span<const Item> items;
  std::span<const Item> delta_items;
  std::span<const Item> guest_items;
  [[nodiscard]] std::size_t shared() const { return items.size() + delta_items.size(); }
  [[nodiscard]] const Item& operator[](ItemId id) const {
    if (id < items.size()) return items[id];
    return id < shared() ? delta_items[id - items.size()] : guest_items[id - shared()];
  }
};

// Specificity of an item that `vacancies` of `all` have; requires vacancies > 0. A quotient of 0 counts as 1.
[[nodiscard]] std::uint32_t specificity(const Model& model, std::uint32_t vacancies, std::uint32_t all);

// Sets the units of one vacancy's items, from their conditions and counts.
void assign_units(const Model& model, const ItemTable& items, std::uint32_t all, std::span<VacancyItem> row);

}  // namespace schakel
