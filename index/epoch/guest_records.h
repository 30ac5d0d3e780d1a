// Records that were read with an epoch's numbers and are not in it: by whom, says guest.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/position.h"

namespace schakel {

struct GuestSeeker {
  std::string name;
  std::uint64_t tie = 0;    // fnv1a(id)
  SeekerColumns columns;    // one row
  SeekerPosition position;  // counted against the epoch's vacancies
  [[nodiscard]] SeekerView view() const { return columns.view(0); }
};

struct GuestVacancy {
  std::string name;
  std::uint64_t tie = 0;  // mix64(fnv1a(id))
  VacancyScalars scalars;
  SidePosition position;  // by the epoch's cells
  std::vector<VacancyItem>
      items;  // with units by the epoch's counts; an item that the epoch does not count counts as 1
  [[nodiscard]] VacancyView view() const { return {&scalars, items}; }
};

// Codes and items that an epoch does not have, in order of first sight: they are numbered behind the epoch's.
struct GuestTerms {
  StringArrays codes;
  std::vector<Item> items;
};

}  // namespace schakel
