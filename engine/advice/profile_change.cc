#include "engine/advice/profile_change.h"

#include <algorithm>

namespace schakel {
namespace {

void raise_language(Seeker& record, const ProfileChange::LanguageLevel& change) {
  auto& languages = *record.mutable_languages();
  auto entry = std::ranges::find(languages, change.language, &Language::language);
  if (entry == languages.end()) {
    record.add_languages()->set_language(change.language);
    entry = languages.end() - 1;
  }
  entry->set_spoken(std::max(entry->spoken(), change.level));
  entry->set_written(std::max(entry->written(), change.level));
}

void set_hours(HoursPerWeek& hours, const ProfileChange& change) {
  if (change.hours_min) hours.set_min(*change.hours_min);
  if (change.hours_max) hours.set_max(*change.hours_max);
  if (!hours.has_min() || !hours.has_max() || hours.min() <= hours.max()) return;
  if (change.hours_max)
    hours.set_min(hours.max());
  else
    hours.set_max(hours.min());
}

}  // namespace

Seeker changed(Seeker record, const ProfileChange& change, Date date) {
  for (const ProfileChange::Competence& competence : change.competences) {
    HeldCompetence& held = *record.add_competences();
    held.set_code(competence.code);
    held.set_level(competence.level);
    held.set_last_used_year(static_cast<std::uint32_t>(date.year()));
  }
  for (const std::string& licence : change.licences) {
    auto& categories = *record.mutable_driving_licences()->mutable_categories();
    if (std::ranges::find(categories, licence) == categories.end()) categories.Add()->assign(licence);
  }
  for (const ProfileChange::LanguageLevel& language : change.languages) raise_language(record, language);
  for (const ProfileChange::Diploma& diploma : change.diplomas) {
    Education& education = *record.add_education();
    education.set_level(diploma.level);
    education.set_field(diploma.field);
    education.set_diploma(YES);
  }
  if (change.hours_min || change.hours_max) set_hours(*record.mutable_hours(), change);
  if (change.kilometres) {
    record.mutable_travel()->set_max_distance_km(*change.kilometres);
    record.mutable_travel()->clear_max_minutes();
  }
  return record;
}

}  // namespace schakel
