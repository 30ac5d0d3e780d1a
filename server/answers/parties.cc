#include "server/answers/parties.h"

#include <utility>

#include "index/epoch/record_head.h"

namespace schakel {

SeekerParty party_of(Market market, SeekerId id, RecordPart part) {
  return {part == RecordPart::kHead ? seeker_head(market.record_bytes(id)) : market.record(id), side_of(market, id),
          market.position(id), nullptr};
}

VacancyParty party_of(Market market, VacancyId id, RecordPart part) {
  return {part == RecordPart::kHead ? vacancy_head(market.record_bytes(id)) : market.record(id), side_of(market, id),
          nullptr};
}

SeekerParty guest_party(GuestBook& book, Seeker record) {
  auto guest = std::make_shared<const GuestSeeker>(book.read(record));
  return {std::move(record), side_of(*guest), guest->position, guest};
}

VacancyParty guest_party(GuestBook& book, Vacancy record) {
  auto guest = std::make_shared<const GuestVacancy>(book.read(record));
  return {std::move(record), side_of(*guest), guest};
}

std::string ItemTexts::key(ItemId id) const {
  std::string text = Kind_Name(static_cast<Kind>(item(id).kind));
  if (const std::string_view written = code(id); !written.empty()) text += " " + std::string(written);
  if (item(id).minimum > 0) text += " >=" + std::to_string(item(id).minimum);
  return text;
}

}  // namespace schakel
