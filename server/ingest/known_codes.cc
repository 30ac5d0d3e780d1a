#include "server/ingest/known_codes.h"

#include <variant>

namespace schakel {

void UnknownCodes::add(const UnknownCodes& other) {
  for (const auto& [code, times] : other.occupations) occupations[code] += times;
  for (const auto& [code, times] : other.competences) competences[code] += times;
  for (const auto& [code, times] : other.postcodes) postcodes[code] += times;
}

Result<KnownCodes> KnownCodes::read(const RecordSnapshot& snapshot) {
  KnownCodes known;
  Concept record;
  auto scanned = snapshot.scan(RecordKind::kConcept, 0, 1, [&](const StoredRecord& stored) {
    if (!record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()))) return true;
    const bool occupation = record.kind() == OCCUPATION_CONCEPT || record.kind() == ISCO_GROUP;
    (occupation ? known.occupations_ : known.competences_).emplace(stored.key);
    return true;
  });
  if (!scanned) return std::unexpected(scanned.error());
  scanned = snapshot.scan(RecordKind::kPlace, 0, 1, [&](const StoredRecord& stored) {
    known.postcodes_.emplace(stored.key);
    return true;
  });
  if (!scanned) return std::unexpected(scanned.error());
  return known;
}

void KnownCodes::count(const Set& known, std::string_view code, Counts& counts) {
  if (!known.empty() && !code.empty() && !known.contains(code)) ++counts[std::string(code)];
}

void KnownCodes::count_in(const Seeker& seeker, UnknownCodes& unknown) const {
  for (const std::string& code : seeker.wanted_occupations()) count(occupations_, code, unknown.occupations);
  for (const WantedTitle& title : seeker.wanted_titles()) count(occupations_, title.code(), unknown.occupations);
  for (const Experience& experience : seeker.experience())
    count(occupations_, experience.occupation(), unknown.occupations);
  for (const HeldCompetence& held : seeker.competences()) count(competences_, held.code(), unknown.competences);
  count(postcodes_, std::string_view(seeker.postcode()).substr(0, 4), unknown.postcodes);
}

void KnownCodes::count_in(const Vacancy& vacancy, UnknownCodes& unknown) const {
  count(occupations_, vacancy.occupation(), unknown.occupations);
  for (const Requirement& requirement : vacancy.requirements()) {
    if (requirement.kind() == COMPETENCE) count(competences_, requirement.code(), unknown.competences);
    if (requirement.kind() == EXPERIENCE) count(occupations_, requirement.code(), unknown.occupations);
  }
  count(postcodes_, std::string_view(vacancy.offer().postcode()).substr(0, 4), unknown.postcodes);
}

void KnownCodes::count_unknown(const Record& record, UnknownCodes& unknown) const {
  if (const auto* seeker = std::get_if<Seeker>(&record)) count_in(*seeker, unknown);
  if (const auto* vacancy = std::get_if<Vacancy>(&record)) count_in(*vacancy, unknown);
}

}  // namespace schakel
