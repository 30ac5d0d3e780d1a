// What a vacancy asks and offers, and how much each thing weighs (docs/model.md, section 2).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "data/schema/common.pb.h"
#include "data/schema/strategy.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel::reference {

struct Item {
  Kind kind = KIND_UNKNOWN;
  std::string code;
  std::uint32_t minimum = 0;
  Condition condition = CONDITION_UNKNOWN;  // of an offer item always
  std::uint32_t units = 0;                  // a
  std::string isco;                         // of a known OCCUPATION
  std::uint32_t doubt = 0;                  // grades
};

// What is asked, else offered.
[[nodiscard]] inline bool is_demand(const Item& item) { return item.kind <= DRIVING_LICENCE; }

// Grades that a code loses for having been recognised with this confidence (section 3); 0 where that is 0.
[[nodiscard]] std::uint32_t doubt_of(std::uint32_t confidence, const RecognisedCodes& strategy);

// In item order, without units. All demand items stand before all offer items.
[[nodiscard]] std::vector<Item> items_of(const Vacancy& vacancy, const Strategy& strategy);

// N and n(kind, code).
class ItemCounts {
 public:
  void add(const std::vector<Item>& items_of_one_vacancy);

  // s of section 2. An item that no counted vacancy has counts as had by one.
  [[nodiscard]] std::uint32_t specificity(const Item& item, const Strategy& strategy) const;

 private:
  std::uint64_t vacancies_ = 0;
  std::map<std::pair<Kind, std::string>, std::uint64_t> having_;
};

// Gives the demand items, and the offer items, their units.
void set_units(std::vector<Item>& items, const ItemCounts& counts, const Strategy& strategy);

}  // namespace schakel::reference
