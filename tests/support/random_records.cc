#include "tests/support/random_records.h"

#include <array>

namespace schakel::testing {
namespace {

void set_hours(Random& random, std::uint32_t known_percent, HoursPerWeek& hours) {
  const std::uint32_t min = random.between(0, 40);
  if (random.chance(known_percent)) hours.set_min(min);
  if (random.chance(known_percent)) hours.set_max(random.between(min, 48));
}

// Mostly 0: a code that was delivered.
std::uint32_t confidence(Random& random) { return random.chance(75) ? 0 : random.between(1, 100); }

Answer random_answer(Random& random) { return static_cast<Answer>(random.between(Answer_MIN, Answer_MAX)); }

}  // namespace

RandomRecords::RandomRecords(const RandomMarket& market, Random& random)
    : market_(market),
      codes_(market.concepts),
      known_percent_(random.between(25, 95)),
      must_percent_(random.chance(50) ? 0 : random.between(1, 40)) {}

std::string RandomRecords::postcode(Random& random) const {
  if (!random.chance(known_percent_)) return "";
  if (random.chance(4)) return "9999";  // nowhere
  const std::string& digits = random.pick(market_.places).postcode();
  return random.chance(50) ? digits + "AB" : digits;
}

std::string RandomRecords::date(Random& random) const {
  constexpr std::array<std::string_view, 4> kDates{"2026-11-22", "2026-11-23", "2027-06-30", "2026-11-21"};
  if (random.chance(70)) return "";
  return std::string(random.chance(80) ? kDates[random.between(0, 2)] : kDates[3]);
}

Seeker RandomRecords::seeker(Random& random) const {
  Seeker made;
  made.set_source("test");
  made.set_revision(1);
  made.set_valid_until(date(random));
  made.set_postcode(postcode(random));
  set_wishes(random, made);
  set_history(random, made);
  set_skills(random, made);
  set_limits(random, made);
  return made;
}

void RandomRecords::set_wishes(Random& random, Seeker& made) const {
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 3); left > 0; --left)
      made.add_wanted_occupations(codes_.occupation(random));
  if (random.chance(known_percent_ / 3))
    for (std::uint32_t left = random.between(1, 2); left > 0; --left) {
      WantedTitle& title = *made.add_wanted_titles();
      title.set_text("a title");
      if (random.chance(90)) title.set_code(codes_.occupation(random));
      title.set_confidence(confidence(random));
    }
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 2); left > 0; --left) made.add_wanted_sectors(random_sector(random));
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 2); left > 0; --left)
      made.add_contract_forms(random.chance(90) ? random_contract_form(random) : CONTRACT_FORM_UNKNOWN);
}

void RandomRecords::set_history(Random& random, Seeker& made) const {
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 4); left > 0; --left) {
      Experience& experience = *made.add_experience();
      experience.set_occupation(codes_.occupation(random));
      experience.set_confidence(confidence(random));
      if (random.chance(known_percent_)) experience.set_months(random_months(random));
      if (random.chance(known_percent_)) experience.set_last_year(random_year(random));
    }
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 2); left > 0; --left) {
      Education& education = *made.add_education();
      if (random.chance(known_percent_)) education.set_level(random.between(1, 6));
      if (random.chance(known_percent_)) education.set_field(random_field(random));
      education.set_diploma(random_answer(random));
    }
}

void RandomRecords::set_skills(Random& random, Seeker& made) const {
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 8); left > 0; --left) {
      HeldCompetence& competence = *made.add_competences();
      competence.set_code(codes_.competence(random));
      competence.set_confidence(confidence(random));
      if (random.chance(known_percent_)) competence.set_level(random.between(1, 5));
      if (random.chance(known_percent_)) competence.set_last_used_year(random_year(random));
    }
  if (random.chance(known_percent_))
    for (std::uint32_t left = random.between(1, 3); left > 0; --left) {
      Language& language = *made.add_languages();
      language.set_language(random_language(random));
      if (random.chance(known_percent_)) language.set_spoken(random.between(0, 4));
      if (random.chance(known_percent_)) language.set_written(random.between(0, 4));
    }
  if (random.chance(known_percent_)) {
    DrivingLicences& licences = *made.mutable_driving_licences();
    for (std::uint32_t left = random.between(0, 2); left > 0; --left) licences.add_categories(random_licence(random));
  }
}

void RandomRecords::set_limits(Random& random, Seeker& made) const {
  Travel& travel = *made.mutable_travel();
  if (random.chance(known_percent_)) travel.set_max_distance_km(random.chance(50) ? 400 : random.between(1, 60));
  if (random.chance(known_percent_)) travel.set_max_minutes(random.chance(50) ? 300 : random.between(1, 90));
  while (random.chance(known_percent_ / 2))
    travel.add_modes(random.chance(90) ? random_mode(random) : TRAVEL_MODE_UNKNOWN);
  if (random.chance(10)) made.clear_travel();
  if (random.chance(80)) set_hours(random, known_percent_, *made.mutable_hours());
  if (random.chance(known_percent_)) made.mutable_availability()->set_until(date(random));
  made.set_shift_work(random_answer(random));
  if (random.chance(known_percent_)) made.set_searching_since(random_searching_since(random));
}

Requirement RandomRecords::requirement(Random& random) const {
  Requirement made;
  made.set_kind(static_cast<Kind>(random.between(COMPETENCE, DRIVING_LICENCE)));
  if (random.chance(40)) made.set_kind(COMPETENCE);
  if (random.chance(2)) made.set_kind(random.chance(50) ? KIND_UNKNOWN : OCCUPATION);  // asks nothing
  constexpr std::array kOtherConditions{CONDITION_UNKNOWN, STRONG, WANTED, BONUS};
  made.set_condition(random.chance(must_percent_) ? MUST : random.pick(kOtherConditions));
  if (made.kind() == COMPETENCE) made.set_code(codes_.competence(random));
  if (made.kind() == EXPERIENCE || made.kind() == OCCUPATION) made.set_code(codes_.occupation(random));
  if (made.kind() == EDUCATION && random.chance(60)) made.set_code(random_field(random));
  if (made.kind() == SPOKEN_LANGUAGE || made.kind() == WRITTEN_LANGUAGE) made.set_code(random_language(random));
  if (made.kind() == DRIVING_LICENCE) made.set_code(random_licence(random));
  if (made.kind() == COMPETENCE && random.chance(60)) made.set_min_level(random.between(1, 5));
  if (made.kind() == EXPERIENCE && random.chance(60)) made.set_min_months(random_months(random));
  if (made.kind() == EDUCATION && random.chance(80)) made.set_min_level(random.between(1, 6));
  if ((made.kind() == SPOKEN_LANGUAGE || made.kind() == WRITTEN_LANGUAGE) && random.chance(80))
    made.set_min_level(random.between(1, 4));
  made.set_confidence(confidence(random));
  return made;
}

void RandomRecords::set_offer(Random& random, Offer& offer) const {
  if (random.chance(80)) set_hours(random, known_percent_, *offer.mutable_hours());
  for (std::uint32_t left = random.between(0, 3); left > 0; --left)
    offer.add_contract_forms(random.chance(90) ? random_contract_form(random) : CONTRACT_FORM_UNKNOWN);
  offer.set_shift_work(random_answer(random));
  offer.set_postcode(postcode(random));
  if (random.chance(30)) offer.set_remote_percent(random.chance(40) ? 100 : random.between(0, 99));
}

Vacancy RandomRecords::vacancy(Random& random) const {
  Vacancy made;
  made.set_source("test");
  made.set_revision(1);
  made.set_closing_date(date(random));
  if (random.chance(known_percent_)) made.mutable_employer()->set_sector(random_sector(random));
  if (random.chance(known_percent_)) made.set_occupation(codes_.occupation(random));
  made.set_occupation_confidence(confidence(random));
  for (std::uint32_t left = random.between(0, 7); left > 0; --left) {
    if (made.requirements_size() > 0 && random.chance(15)) {
      Requirement again = random.pick(made.requirements());
      again.set_condition(static_cast<Condition>(random.between(Condition_MIN, Condition_MAX)));
      again.set_confidence(confidence(random));
      *made.add_requirements() = std::move(again);
    } else {
      *made.add_requirements() = requirement(random);
    }
  }
  if (random.chance(95)) set_offer(random, *made.mutable_offer());
  return made;
}

}  // namespace schakel::testing
