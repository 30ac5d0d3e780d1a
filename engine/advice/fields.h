// What may be missing in two records, field by field, and a pair's score with some of it counted in full:
// docs/advice.md section 3. With nothing in full it is the low of docs/model.md, with everything in full the high.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "engine/pair.h"
#include "engine/sides.h"

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
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::size_t i = 0; i < kFields; ++i)
      if (has(static_cast<Field>(i))) visit(static_cast<Field>(i));
  }

 private:
  std::uint32_t bits_ = 0;
};

// The fields of the seeker in which something is missing. (No bound at all is kTravelLimit; minutes without means of
// transport are kTravelModes, where that makes a difference.)
[[nodiscard]] FieldSet empty_fields(const SeekerView& seeker);
// The same for a vacancy.
[[nodiscard]] FieldSet empty_fields(const ItemTable& items, const VacancyView& vacancy);

// A pair with some fields in full: one number for each category, and what is certain then.
struct FullScore {
  std::uint32_t demand = 0, wish = 0, position = 0, region = 0, total = 0;
  std::uint32_t weighted = 0;   // the total before it is divided by 4096 and rounded down
  std::uint32_t unsettled = 0;  // criteria that are still unknown: MUSTs, travel, hours, shift work
  bool evidence = false;
};

// A seeker with the fields of a set in full; keeps a copy of the facts. Cost of a copy: that of the profile.
class FilledSeeker {
 public:
  // Of `fields` only those matter in which something is missing. The book must outlive it.
  FilledSeeker(const GuestBook& book, const SeekerSide& seeker, FieldSet fields);
  FilledSeeker(const FilledSeeker&) = delete;  // looks at its own copy
  FilledSeeker& operator=(const FilledSeeker&) = delete;

  // Whatever fails stays failed. Cost: about a microsecond.
  [[nodiscard]] FullScore score(const CategoryWeights& weights, const VacancySide& vacancy) const;

 private:
  [[nodiscard]] std::uint32_t quality(const Item& item) const;
  void score_items(const VacancyView& vacancy, FullScore& score) const;
  void score_place(const VacancyScalars& vacancy, FullScore& score) const;
  [[nodiscard]] bool is_unsettled(const VacancyItem& entry, const Item& item, std::uint32_t full) const;

  const GuestBook& book_;
  SeekerView before_;
  SidePosition position_;
  FieldSet fields_;
  SeekerScalars scalars_;
  std::vector<CompetenceFact> competences_;
  std::vector<ExperienceFact> experience_;
  std::vector<EducationFact> education_;
  std::vector<LanguageFact> languages_;
  std::vector<WantedFact> wanted_;
  SeekerView view_;
};

}  // namespace schakel
