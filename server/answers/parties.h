// The two records that an answer is about, each of a market or a guest of its book, and how their items are written.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/sides.h"
#include "index/epoch/guest.h"
#include "server/answers/words.h"

namespace schakel {

// A copy shares the guest that the side looks at.
struct SeekerParty {
  Seeker record;
  SeekerSide side;
  SeekerPosition position;
  std::shared_ptr<const GuestSeeker> guest;  // null for a record of the market
};

struct VacancyParty {
  Vacancy record;
  VacancySide side;
  std::shared_ptr<const GuestVacancy> guest;  // null for a record of the market
};

// How much of its record a party has: all of it, or what a line about it shows (record_head.h).
enum class RecordPart : std::uint8_t { kWhole, kHead };

// Both parse the record; valid as long as what the market looks at.
[[nodiscard]] SeekerParty party_of(Market market, SeekerId id, RecordPart part = RecordPart::kWhole);
[[nodiscard]] VacancyParty party_of(Market market, VacancyId id, RecordPart part = RecordPart::kWhole);

// Both read a guest into the book, which must outlive it.
[[nodiscard]] SeekerParty guest_party(GuestBook& book, Seeker record);
[[nodiscard]] VacancyParty guest_party(GuestBook& book, Vacancy record);

// Items of the market and of the guests that a book has read. Both must outlive it; valid until the next guest is read.
class ItemTexts {
 public:
  ItemTexts(const GuestBook& book, const Words& words) : items_(book.items()), rules_(book.rules()), words_(words) {}
  ItemTexts(Market market, const Words& words) : items_(market.items()), rules_(market.rules()), words_(words) {}

  [[nodiscard]] const Item& item(ItemId id) const { return items_[id]; }
  [[nodiscard]] std::string_view code(ItemId id) const { return rules_.code(items_[id].code); }
  // For machines: "COMPETENCE urn:... >=3".
  [[nodiscard]] std::string key(ItemId id) const;
  // For people: "Duits spreken (niveau 3)".
  [[nodiscard]] std::string name(ItemId id) const { return words_.item(item(id).kind, code(id), item(id).minimum); }
  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const Rules& rules() const { return rules_; }

 private:
  ItemTable items_;
  Rules rules_;
  const Words& words_;
};

}  // namespace schakel
