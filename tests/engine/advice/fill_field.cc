#include "tests/engine/advice/fill_field.h"

namespace schakel::testing {
namespace {

void fill_facts(Seeker& seeker, Field field, Random& random) {
  for (HeldCompetence& held : *seeker.mutable_competences()) {
    if (field == Field::kCompetenceLevels && held.level() == 0) held.set_level(random.between(1, 5));
    if (field == Field::kCompetenceYears && held.last_used_year() == 0) held.set_last_used_year(random_year(random));
  }
  for (Experience& held : *seeker.mutable_experience()) {
    if (field == Field::kExperienceMonths && !held.has_months()) held.set_months(random_months(random));
    if (field == Field::kExperienceYears && held.last_year() == 0) held.set_last_year(random_year(random));
  }
  for (Education& held : *seeker.mutable_education()) {
    if (field == Field::kEducationLevel && held.level() == 0) held.set_level(random.between(1, 6));
    if (field == Field::kEducationField && held.field().empty()) held.set_field(random_field(random));
    if (field == Field::kDiploma && held.diploma() == ANSWER_UNKNOWN) held.set_diploma(random.chance(50) ? YES : NO);
  }
  for (Language& held : *seeker.mutable_languages()) {
    if (field == Field::kSpokenLevels && !held.has_spoken()) held.set_spoken(random.between(0, 4));
    if (field == Field::kWrittenLevels && !held.has_written()) held.set_written(random.between(0, 4));
  }
}

void fill_hours(HoursPerWeek& hours, Random& random) {
  if (!hours.has_min()) hours.set_min(random.between(0, hours.has_max() ? hours.max() : 60));
  if (!hours.has_max()) hours.set_max(random.between(hours.min(), 80));
}

void add_facts(Seeker& seeker, const RandomCodes& codes, Field field, Random& random) {
  switch (field) {
    case Field::kCompetences: {
      HeldCompetence& held = *seeker.add_competences();
      held.set_code(codes.known_competence(random));
      held.set_level(random.between(0, 5));
      return held.set_last_used_year(random.chance(50) ? 0 : random_year(random));
    }
    case Field::kExperience: {
      Experience& held = *seeker.add_experience();
      held.set_occupation(codes.known_occupation(random));
      if (random.chance(50)) held.set_months(random_months(random));
      return held.set_last_year(random.chance(50) ? 0 : random_year(random));
    }
    case Field::kEducation:
      seeker.add_education()->set_level(random.between(0, 6));
      if (random.chance(50)) seeker.mutable_education(0)->set_field(random_field(random));
      return seeker.mutable_education(0)->set_diploma(static_cast<Answer>(random.between(0, 2)));
    case Field::kLanguages:
      seeker.add_languages()->set_language(random_language(random));
      if (random.chance(50)) seeker.mutable_languages(0)->set_spoken(random.between(0, 4));
      return;
    default:
      return;
  }
}

}  // namespace

Seeker fill_field(const RandomMarket& market, Seeker seeker, Field field, Random& random) {
  const RandomCodes codes(market.concepts);
  Travel& travel = *seeker.mutable_travel();
  fill_facts(seeker, field, random);
  add_facts(seeker, codes, field, random);
  switch (field) {
    case Field::kLicences:
      seeker.mutable_driving_licences()->add_categories(random_licence(random));
      break;
    case Field::kWantedOccupations:
      seeker.add_wanted_occupations(codes.known_occupation(random));
      break;
    case Field::kWantedSectors:
      seeker.add_wanted_sectors(random_sector(random));
      break;
    case Field::kContractForms:
      seeker.add_contract_forms(random_contract_form(random));
      break;
    case Field::kSearchingSince:
      seeker.set_searching_since(std::to_string(random.between(2020, 2026)) + "-06-15");
      break;
    case Field::kPostcode:
      seeker.set_postcode(random.pick(market.places).postcode());
      break;
    case Field::kTravelLimit:
      travel.set_max_distance_km(random.between(1, 400));
      break;
    case Field::kTravelModes:
      travel.add_modes(random_mode(random));
      break;
    case Field::kHours:
      fill_hours(*seeker.mutable_hours(), random);
      break;
    case Field::kRecognised:
      for (HeldCompetence& held : *seeker.mutable_competences()) held.set_confidence(0);
      for (Experience& held : *seeker.mutable_experience()) held.set_confidence(0);
      for (WantedTitle& title : *seeker.mutable_wanted_titles()) title.set_confidence(0);
      break;
    case Field::kShiftWork:
      seeker.set_shift_work(random.chance(50) ? YES : NO);
      break;
    default:
      break;
  }
  return seeker;
}

}  // namespace schakel::testing
