// Guests: records that are not in an epoch, or not so, read with the epoch's frozen numbers and counts, so that they
// can be scored against it. A guest copy of a record of the epoch is the same as that record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/epoch/epoch.h"
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

// Reads guests, and keeps the codes and items that only guests have: they are numbered behind the epoch's. Reading is
// for one thread; in between, any number of threads may use what was read. The epoch must outlive the book, and the
// book its guests.
class GuestBook {
 public:
  explicit GuestBook(const Epoch& epoch) : epoch_(epoch) {}
  GuestBook(const GuestBook&) = delete;
  GuestBook& operator=(const GuestBook&) = delete;

  // Both read the record as if it were active, whatever its dates say. Cost: some microseconds, and for the first
  // seeker some milliseconds.
  [[nodiscard]] GuestSeeker read(const Seeker& record);
  [[nodiscard]] GuestVacancy read(const Vacancy& record);

  [[nodiscard]] const Epoch& epoch() const { return epoch_; }
  // Both are good for records of the epoch too, and valid until the next read().
  [[nodiscard]] Rules rules() const;
  [[nodiscard]] ItemTable items() const { return {epoch_.items, guest_items_}; }
  [[nodiscard]] bool is_guest(ItemId id) const { return id >= epoch_.items.size(); }

 private:
  [[nodiscard]] CodeId code(std::string_view text);
  [[nodiscard]] ItemId item(const AskedItem& asked);
  struct FoundPlace;
  [[nodiscard]] FoundPlace place_of(std::string_view postcode) const;
  [[nodiscard]] SeekerPosition count_position(const SeekerView& seeker);

  const Epoch& epoch_;
  std::optional<VacanciesByGroup> by_group_;
  std::optional<PositionCounter> counter_;
  StringArrays guest_codes_;
  std::unordered_map<std::string, CodeId> guest_numbers_;
  std::vector<Item> guest_items_;
};

}  // namespace schakel
