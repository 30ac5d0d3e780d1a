// Guests: records that are not in a market, or not so, read with the epoch's frozen numbers and counts, so that they
// can be scored against it. A guest copy of a record of the market is the same as that record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/epoch/guest_records.h"
#include "index/epoch/market.h"
#include "index/epoch/position.h"

namespace schakel {

// Reads guests, and keeps the codes and items that only guests have: they are numbered behind the market's. Reading is
// for one thread; in between, any number of threads may use what was read. What the market looks at must outlive the
// book, and the book its guests.
class GuestBook {
 public:
  explicit GuestBook(Market market) : market_(market), epoch_(market.epoch()) {}
  GuestBook(const GuestBook&) = delete;
  GuestBook& operator=(const GuestBook&) = delete;

  // Both read the record as if it were active, whatever its dates say. Cost: some microseconds, and
  // for the first seeker some tens more.
  [[nodiscard]] GuestSeeker read(const Seeker& record);
  [[nodiscard]] GuestVacancy read(const Vacancy& record);

  [[nodiscard]] Market market() const { return market_; }
  [[nodiscard]] const Epoch& epoch() const { return epoch_; }
  // Both are good for records of the market too, and valid until the next read().
  [[nodiscard]] Rules rules() const;
  [[nodiscard]] ItemTable items() const;
  // What only its guests name.
  [[nodiscard]] const GuestTerms& terms() const { return terms_; }
  // Whether the epoch does not have the item, so that nobody is posted under it.
  [[nodiscard]] bool is_unposted(ItemId id) const { return id >= epoch_.items.size(); }

 private:
  [[nodiscard]] CodeId code(std::string_view text);
  [[nodiscard]] ItemId item(const AskedItem& asked);
  struct FoundPlace;
  [[nodiscard]] FoundPlace place_of(std::string_view postcode) const;
  [[nodiscard]] SeekerPosition count_position(const SeekerView& seeker);

  Market market_;
  const Epoch& epoch_;
  std::optional<PositionCounter> counter_;
  GuestTerms terms_;
  std::unordered_map<std::string, CodeId> guest_numbers_;
};

}  // namespace schakel
