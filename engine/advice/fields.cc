#include "engine/advice/fields.h"

#include <algorithm>

namespace schakel {
namespace {

bool no_place(const auto& scalars) { return scalars.x_m == kNoPlace; }

template <class Facts>
bool any(const Facts& facts, const auto& missing) {
  return std::ranges::any_of(facts, missing);
}

constexpr std::array<std::string_view, kFields> kNames{"competences",
                                                       "competences.level",
                                                       "competences.lastUsedYear",
                                                       "experience",
                                                       "experience.months",
                                                       "experience.lastYear",
                                                       "education",
                                                       "education.level",
                                                       "education.field",
                                                       "education.diploma",
                                                       "languages",
                                                       "languages.spoken",
                                                       "languages.written",
                                                       "drivingLicences",
                                                       "wantedOccupations",
                                                       "wantedSectors",
                                                       "contractForms",
                                                       "searchingSince",
                                                       "postcode",
                                                       "travel.maxDistanceKm",
                                                       "travel.modes",
                                                       "hours",
                                                       "shiftWork",
                                                       "confidence",
                                                       "requirements",
                                                       "occupation",
                                                       "offer.postcode",
                                                       "offer.hours",
                                                       "requirements.code",
                                                       "position"};

}  // namespace

bool is_missing(const SeekerView& seeker, Field field) {
  const auto in_doubt = [](const auto& fact) { return fact.doubt > 0; };
  const SeekerScalars& s = *seeker.scalars;
  switch (field) {
    case Field::kCompetences:
      return seeker.competences.empty();
    case Field::kCompetenceLevels:
      return any(seeker.competences, [](const CompetenceFact& fact) { return fact.level == 0; });
    case Field::kCompetenceYears:
      return any(seeker.competences, [](const CompetenceFact& fact) { return fact.year == 0; });
    case Field::kExperience:
      return seeker.experience.empty();
    case Field::kExperienceMonths:
      return any(seeker.experience, [](const ExperienceFact& fact) { return fact.months_open != 0; });
    case Field::kExperienceYears:
      return any(seeker.experience, [](const ExperienceFact& fact) { return fact.year_open != 0; });
    case Field::kEducation:
      return seeker.education.empty();
    case Field::kEducationLevel:
      return any(seeker.education, [](const EducationFact& fact) { return fact.level == 0; });
    case Field::kEducationField:
      return any(seeker.education, [](const EducationFact& fact) { return fact.field == kNoCode; });
    case Field::kDiploma:
      return any(seeker.education, [](const EducationFact& fact) { return fact.diploma == ANSWER_UNKNOWN; });
    case Field::kLanguages:
      return seeker.languages.empty();
    case Field::kSpokenLevels:
      return any(seeker.languages, [](const LanguageFact& fact) { return fact.spoken == kUnknown8; });
    case Field::kWrittenLevels:
      return any(seeker.languages, [](const LanguageFact& fact) { return fact.written == kUnknown8; });
    case Field::kLicences:
      return s.licences_known == 0;
    case Field::kWantedOccupations:
      return seeker.wanted.empty();
    case Field::kWantedSectors:
      return seeker.sectors.empty();
    case Field::kContractForms:
      return s.contract_forms == 0;
    case Field::kSearchingSince:
      return s.widening.low != s.widening.high;
    case Field::kPostcode:
      return no_place(s);
    case Field::kTravelLimit:
      return s.bound_m.high == kNoBound;
    case Field::kTravelModes:
      return s.bound_m.high != kNoBound && s.bound_m.low != s.bound_m.high;
    case Field::kHours:
      return s.hours_min == kUnknown8 || s.hours_max == kUnknown8;
    case Field::kShiftWork:
      return s.shift_work == ANSWER_UNKNOWN;
    case Field::kRecognised:
      return any(seeker.competences, in_doubt) || any(seeker.experience, in_doubt) || any(seeker.wanted, in_doubt);
    default:
      return false;
  }
}

std::string_view field_name(Field field) { return kNames[static_cast<std::size_t>(field)]; }

FieldSet empty_fields(const SeekerView& seeker) {
  FieldSet fields;
  FieldSet::all().each([&](Field field) {
    if (is_missing(seeker, field)) fields.add(field);
  });
  return fields;
}

FieldSet empty_fields(const ItemTable& items, const VacancyView& vacancy) {
  const VacancyScalars& v = *vacancy.scalars;
  FieldSet fields{Field::kAsked, Field::kOffered};
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = items[entry.item];
    fields.remove(is_demand(item.kind) ? Field::kAsked : Field::kOffered);
    if (excludes_nobody(item)) fields.add(Field::kUnknownCodes);
  }
  if (no_place(v) && v.remote_percent != 100) fields.add(Field::kVacancyPostcode);
  if (v.hours_min == kUnknown8 || v.hours_max == kUnknown8) fields.add(Field::kVacancyHours);
  return fields;
}

}  // namespace schakel
