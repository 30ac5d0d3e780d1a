#include <algorithm>

#include "tests/support/random.h"
#include "tests/support/random_codes.h"
#include "tests/support/random_market.h"

namespace schakel::testing {
namespace {

// Fills what is unknown, each thing with the same chance.
class Filler {
 public:
  Filler(const RandomMarket& market, std::uint64_t seed, std::uint32_t percent)
      : market_(market), codes_(market.concepts), random_(seed), percent_(percent) {}

  void fill(Seeker& seeker) {
    if (seeker.postcode().empty() && drawn()) seeker.set_postcode(postcode());
    fill_travel(seeker);
    fill_wishes(seeker);
    add_missing_facts(seeker);
    for (WantedTitle& title : *seeker.mutable_wanted_titles()) confirm(title);
    for (HeldCompetence& held : *seeker.mutable_competences()) {
      confirm(held);
      if (held.level() == 0 && drawn()) held.set_level(random_.between(1, 5));
      if (held.last_used_year() == 0 && drawn()) held.set_last_used_year(random_year(random_));
    }
    for (Experience& held : *seeker.mutable_experience()) {
      confirm(held);
      if (!held.has_months() && drawn()) held.set_months(random_months(random_));
      if (held.last_year() == 0 && drawn()) held.set_last_year(random_year(random_));
    }
    for (Education& held : *seeker.mutable_education()) {
      if (held.level() == 0 && drawn()) held.set_level(random_.between(1, 6));
      if (held.field().empty() && drawn()) held.set_field(random_field(random_));
      if (held.diploma() == ANSWER_UNKNOWN && drawn()) held.set_diploma(answer());
    }
    for (Language& held : *seeker.mutable_languages()) {
      if (!held.has_spoken() && drawn()) held.set_spoken(random_.between(0, 4));
      if (!held.has_written() && drawn()) held.set_written(random_.between(0, 4));
    }
    fill_hours(*seeker.mutable_hours());
    if (seeker.shift_work() == ANSWER_UNKNOWN && drawn()) seeker.set_shift_work(answer());
    if (seeker.searching_since().empty() && drawn()) seeker.set_searching_since(random_searching_since(random_));
  }

  void fill(Vacancy& vacancy) {
    if (vacancy.offer().postcode().empty() && drawn()) vacancy.mutable_offer()->set_postcode(postcode());
    fill_hours(*vacancy.mutable_offer()->mutable_hours());
    for (Requirement& requirement : *vacancy.mutable_requirements()) confirm(requirement);
    if (drawn()) vacancy.set_occupation_confidence(0);
  }

 private:
  bool drawn() { return random_.chance(percent_); }
  // Somebody says that a recognised code is right.
  void confirm(auto& coded) {
    if (drawn()) coded.set_confidence(0);
  }
  std::string postcode() { return random_.pick(market_.places).postcode(); }
  Answer answer() { return random_.chance(50) ? YES : NO; }

  // One limit alone is the whole limit: the other is not unknown then, it is not there.
  void fill_travel(Seeker& seeker) {
    Travel& travel = *seeker.mutable_travel();
    if (travel.max_distance_km() == 0 && travel.max_minutes() == 0 && drawn()) {
      const std::uint32_t which = random_.between(1, 3);
      if (which != 1) travel.set_max_distance_km(random_.between(1, 400));
      if (which != 2) travel.set_max_minutes(random_.between(1, 300));
    }
    const auto known = [](int mode) { return mode != TRAVEL_MODE_UNKNOWN; };
    if (std::ranges::none_of(travel.modes(), known) && drawn()) {
      travel.add_modes(random_mode(random_));
      travel.add_modes(random_mode(random_));
    }
  }

  void fill_wishes(Seeker& seeker) {
    const auto known = [&](const std::string& code) { return codes_.is_occupation(code); };
    const auto known_title = [&](const WantedTitle& title) { return known(title.code()); };
    if (std::ranges::none_of(seeker.wanted_occupations(), known) &&
        std::ranges::none_of(seeker.wanted_titles(), known_title) && drawn())
      seeker.add_wanted_occupations(codes_.known_occupation(random_));
    if (seeker.wanted_sectors().empty() && drawn()) seeker.add_wanted_sectors(random_sector(random_));
    const auto known_form = [](int form) { return form != CONTRACT_FORM_UNKNOWN; };
    if (std::ranges::none_of(seeker.contract_forms(), known_form) && drawn())
      seeker.add_contract_forms(random_contract_form(random_));
  }

  void add_missing_facts(Seeker& seeker) {
    const auto known = [&](const HeldCompetence& held) { return codes_.is_competence(held.code()); };
    if (std::ranges::none_of(seeker.competences(), known) && drawn())
      seeker.add_competences()->set_code(codes_.known_competence(random_));
    const auto known_job = [&](const Experience& held) { return codes_.is_occupation(held.occupation()); };
    if (std::ranges::none_of(seeker.experience(), known_job) && drawn())
      seeker.add_experience()->set_occupation(codes_.known_occupation(random_));
    if (seeker.education().empty() && drawn()) seeker.add_education();
    if (seeker.languages().empty() && drawn()) seeker.add_languages()->set_language(random_language(random_));
    if (!seeker.has_driving_licences() && drawn()) {
      DrivingLicences& licences = *seeker.mutable_driving_licences();
      while (random_.chance(60)) licences.add_categories(random_licence(random_));
    }
  }

  void fill_hours(HoursPerWeek& hours) {
    if (!hours.has_min() && drawn()) hours.set_min(random_.between(0, hours.has_max() ? hours.max() : 60));
    if (!hours.has_max() && drawn()) hours.set_max(random_.between(hours.has_min() ? hours.min() : 0, 80));
  }

  const RandomMarket& market_;
  RandomCodes codes_;
  Random random_;
  std::uint32_t percent_;
};

}  // namespace

Seeker fill_unknowns(const RandomMarket& market, Seeker seeker, std::uint64_t seed, std::uint32_t percent) {
  Filler(market, seed, percent).fill(seeker);
  return seeker;
}

Vacancy fill_unknowns(const RandomMarket& market, Vacancy vacancy, std::uint64_t seed, std::uint32_t percent) {
  Filler(market, seed, percent).fill(vacancy);
  return vacancy;
}

}  // namespace schakel::testing
