// What may be missing in two records, field by field: docs/advice.md section 3.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "index/epoch/epoch.h"

namespace schakel {

enum class Field : std::uint8_t {
  kCompetences,
  kCompetenceLevels,
  kCompetenceYears,
  kExperience,
  kExperienceMonths,
  kExperienceYears,
  kEducation,
  kEducationLevel,
  kEducationField,
  kDiploma,
  kLanguages,
  kSpokenLevels,
  kWrittenLevels,
  kLicences,
  kWantedOccupations,
  kWantedSectors,
  kContractForms,
  kSearchingSince,
  kPostcode,
  kTravelLimit,
  kTravelModes,
  kHours,
  kShiftWork,
  kRecognised,  // whether codes that were recognised in text are right
  // Of the vacancy: for the employer.
  kAsked,
  kOffered,
  kVacancyPostcode,
  kVacancyHours,
  kUnknownCodes,  // codes that the taxonomy does not know, or that were recognised and are not sure
  // Of nobody: the position follows from the other answers, and is never an empty field.
  kPosition,
};
inline constexpr std::size_t kFields = 30;
[[nodiscard]] constexpr bool is_of_vacancy(Field field) { return field >= Field::kAsked; }

// The field of the record: "competences", "education.level", "offer.postcode".
[[nodiscard]] std::string_view field_name(Field field);

class FieldSet {
 public:
  constexpr FieldSet() = default;
  constexpr FieldSet(std::initializer_list<Field> fields) {
    for (const Field field : fields) add(field);
  }
  [[nodiscard]] static constexpr FieldSet all() {
    FieldSet set;
    set.bits_ = (1U << kFields) - 1;
    return set;
  }
  [[nodiscard]] constexpr bool has(Field field) const { return (bits_ >> static_cast<unsigned>(field) & 1U) != 0; }
  constexpr void add(Field field) { bits_ |= 1U << static_cast<unsigned>(field); }
  constexpr void remove(Field field) { bits_ &= ~(1U << static_cast<unsigned>(field)); }
  [[nodiscard]] friend constexpr FieldSet operator&(FieldSet a, FieldSet b) {
    a.bits_ &= b.bits_;
    return a;
  }
  [[nodiscard]] friend constexpr FieldSet operator|(FieldSet a, FieldSet b) {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr bool operator==(FieldSet, FieldSet) = default;
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::size_t i = 0; i < kFields; ++i)
      if (has(static_cast<Field>(i))) visit(static_cast<Field>(i));
  }

 private:
  std::uint32_t bits_ = 0;
};

[[nodiscard]] bool is_missing(const SeekerView& seeker, Field field);
// The fields of the seeker in which something is missing. (No bound at all is kTravelLimit; minutes without means of
// transport are kTravelModes, where that makes a difference.)
[[nodiscard]] FieldSet empty_fields(const SeekerView& seeker);
// The same for a vacancy.
[[nodiscard]] FieldSet empty_fields(const ItemTable& items, const VacancyView& vacancy);

}  // namespace schakel
