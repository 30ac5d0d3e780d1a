#include "index/epoch/market.h"

namespace schakel {

bool Market::has(SeekerId id) const {
  if (is_new(id)) return delta_->has_seeker(in_delta(id));
  return epoch_->has(id) && (delta_ == nullptr || !delta_->gone_seekers().has(id.value));
}

bool Market::has(VacancyId id) const {
  if (is_new(id)) return delta_->has_vacancy(in_delta(id));
  return delta_ == nullptr || !delta_->gone_vacancies().has(id.value);
}

std::uint32_t Market::active_seekers() const {
  if (delta_ == nullptr) return epoch_->active_seekers();
  return epoch_->active_seekers() - delta_->gone_seekers().count() + delta_->active_seekers();
}

std::uint32_t Market::active_vacancies() const {
  if (delta_ == nullptr) return epoch_->vacancies();
  return epoch_->vacancies() - delta_->gone_vacancies().count() + delta_->active_vacancies();
}

SeekerView Market::seeker(SeekerId id) const {
  return is_new(id) ? delta_->seeker(in_delta(id)).guest.view() : epoch_->seeker(id);
}

VacancyView Market::vacancy(VacancyId id) const {
  return is_new(id) ? delta_->vacancy(in_delta(id)).guest.view() : epoch_->vacancy(id);
}

std::string_view Market::name(SeekerId id) const {
  return is_new(id) ? std::string_view(delta_->seeker(in_delta(id)).guest.name) : epoch_->name(id);
}

std::string_view Market::name(VacancyId id) const {
  return is_new(id) ? std::string_view(delta_->vacancy(in_delta(id)).guest.name) : epoch_->name(id);
}

const SeekerPosition& Market::position(SeekerId id) const {
  return is_new(id) ? delta_->seeker(in_delta(id)).guest.position : epoch_->seeker_positions[id.value];
}

const SidePosition& Market::position(VacancyId id) const {
  return is_new(id) ? delta_->vacancy(in_delta(id)).guest.position : epoch_->vacancy_positions[id.value];
}

std::string_view Market::record_bytes(SeekerId id) const {
  return is_new(id) ? std::string_view(delta_->seeker(in_delta(id)).bytes) : epoch_->record_bytes(id);
}

std::string_view Market::record_bytes(VacancyId id) const {
  return is_new(id) ? std::string_view(delta_->vacancy(in_delta(id)).bytes) : epoch_->record_bytes(id);
}

Seeker Market::record(SeekerId id) const {
  Seeker seeker;
  const std::string_view bytes = record_bytes(id);
  seeker.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return seeker;
}

Vacancy Market::record(VacancyId id) const {
  Vacancy vacancy;
  const std::string_view bytes = record_bytes(id);
  vacancy.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return vacancy;
}

std::optional<SeekerId> Market::find_seeker(std::string_view name) const {
  if (delta_ != nullptr)
    if (const auto now = delta_->find_seeker(name)) return SeekerId{epoch_->seekers() + *now};
  const auto frozen = epoch_->find_seeker(name);
  return frozen && has(*frozen) ? frozen : std::nullopt;
}

std::optional<VacancyId> Market::find_vacancy(std::string_view name) const {
  if (delta_ != nullptr)
    if (const auto now = delta_->find_vacancy(name)) return VacancyId{epoch_->vacancies() + *now};
  const auto frozen = epoch_->find_vacancy(name);
  return frozen && has(*frozen) ? frozen : std::nullopt;
}

Rules Market::rules() const {
  Rules rules = epoch_->rules();
  if (delta_ != nullptr) rules.delta_codes = &delta_->terms().codes;
  return rules;
}

ItemTable Market::items() const {
  ItemTable table{.items = epoch_->items};
  if (delta_ != nullptr) table.delta_items = delta_->terms().items;
  return table;
}

std::string Market::item_text(ItemId id) const {
  const Item& item = items()[id];
  std::string text = Kind_Name(static_cast<Kind>(item.kind));
  if (const std::string_view code = item_code(id); !code.empty()) text += " " + std::string(code);
  if (item.minimum > 0) text += " >=" + std::to_string(item.minimum);
  return text;
}

}  // namespace schakel
