#include "loaders/synthetic/person.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "loaders/synthetic/seekers.h"
#include "loaders/synthetic/shaping.h"

namespace schakel {
namespace {

constexpr Share<std::uint32_t> kWishes[] = {{1, 50}, {2, 32}, {3, 18}};
constexpr Share<std::uint32_t> kLevels[] = {{1, 8}, {2, 27}, {3, 35}, {4, 23}, {5, 7}};
constexpr Share<std::string_view> kMotherTongues[] = {
    {"ara", 16}, {"pol", 14}, {"ukr", 11}, {"tur", 10}, {"tir", 6}, {"spa", 6}, {"ron", 5}, {"bul", 5},
    {"por", 5},  {"pap", 5},  {"fas", 4},  {"som", 4},  {"rus", 3}, {"eng", 3}, {"zho", 2}, {"hun", 1}};
constexpr Share<ContractForm> kContracts[] = {
    {PERMANENT, 45}, {FIXED_TERM, 35}, {AGENCY, 14}, {APPRENTICE, 4}, {WORK_EXPERIENCE, 2}};

void draw_wishes(const World& world, Random& random, Person& person) {
  const std::uint32_t count = draw(kWishes, random);
  const Occupation* main = &world.catalogue.draw_for_seeker(random);
  person.wanted.push_back(main);
  for (std::uint32_t i = 1; i < count; ++i) {
    const bool related = !main->related.empty() && random.percent(88);
    const Occupation* other = related
                                  ? main->related[random.low_below(static_cast<std::uint32_t>(main->related.size()))]
                                  : &world.catalogue.draw_for_seeker(random);
    if (std::ranges::find(person.wanted, other) == person.wanted.end()) person.wanted.push_back(other);
  }
  for (const Occupation* wanted : person.wanted) {
    person.profile.add_wanted_occupations(wanted->uri);
    const std::string& sector = random.pick(wanted->traits->employers).sector;
    if (std::ranges::find(person.profile.wanted_sectors(), sector) == person.profile.wanted_sectors().end())
      person.profile.add_wanted_sectors(sector);
  }
}

const Occupation* draw_past_work(const World& world, const Person& person, Random& random) {
  const std::uint32_t kind = random.below(100);
  const Occupation* main = random.pick(person.wanted);
  if (kind < 60) return main;
  if (kind < 85 && !main->related.empty()) return random.pick(main->related);
  return &world.catalogue.draw_for_seeker(random);
}

void draw_history(const World& world, Date day, Random& random, Person& person) {
  int months_left = static_cast<int>(12 * random.low_below(38));  // of a working life; short ones more often
  int year = day.year() - static_cast<int>(random.low_below(4));
  for (int i = 0; i < 5 && months_left >= 3; ++i) {
    const Occupation* work = draw_past_work(world, person, random);
    const auto months = static_cast<std::uint32_t>(std::min<int>(months_left, 3 + random.low_below(140)));
    person.worked_as.push_back(work);
    Experience& experience = *person.profile.add_experience();
    experience.set_occupation(work->uri);
    if (random.percent(90)) experience.set_months(months);
    if (random.percent(90)) experience.set_last_year(static_cast<std::uint32_t>(year));
    months_left -= static_cast<int>(months);
    year -= static_cast<int>(months / 12 + random.low_below(3));
    if (random.percent(15)) break;
  }
}

void draw_competences(const World& world, Date day, Random& random, Person& person) {
  std::vector<const Occupation*> sources = person.wanted;
  sources.insert(sources.end(), person.worked_as.begin(), person.worked_as.end());
  const std::uint32_t most = random.between(5, 20);
  const std::uint32_t count = shaped_competences(world.shape, random.between(4, most));
  for (std::uint32_t tries = 3 * count; tries > 0 && person.competences.size() < count; --tries) {
    const Occupation& source = *random.pick(sources);
    const auto& list = source.optional.empty() || random.percent(72) ? source.essential : source.optional;
    if (list.empty()) continue;
    const Competence* competence = list[draw_competence(world.shape, random, list.size())];
    if (std::ranges::find(person.competences, competence) != person.competences.end()) continue;
    person.competences.push_back(competence);
    HeldCompetence& held = *person.profile.add_competences();
    held.set_code(competence->uri);
    if (random.percent(45)) held.set_level(draw(kLevels, random));
    if (random.percent(45)) held.set_last_used_year(static_cast<std::uint32_t>(day.year()) - random.low_below(14));
  }
}

void draw_education(Random& random, Person& person) {
  const Traits& traits = *person.wanted[0]->traits;
  std::uint32_t level = random.between(traits.education_from, traits.education_to);
  if (random.percent(10)) level = std::min(level + 1, 6U);
  if (random.percent(12)) level = std::max(level - 1, 1U);
  Education& highest = *person.profile.add_education();
  highest.set_level(level);
  if (level != 1 && level != 3 && !traits.fields.empty() && random.percent(65))
    highest.set_field(random.pick(traits.fields));
  if (random.percent(87)) highest.set_diploma(random.percent(86) ? YES : NO);
  if (level >= 4 && random.percent(20)) {
    Education& earlier = *person.profile.add_education();
    earlier.set_level(level == 4 ? 2 : 3);
    earlier.set_diploma(YES);
  }
}

void add_language(Person& person, std::string_view code, std::uint32_t spoken, std::uint32_t written) {
  Language& language = *person.profile.add_languages();
  language.set_language(std::string(code));
  language.set_spoken(spoken);
  language.set_written(written);
}

void draw_languages(Random& random, Person& person) {
  const std::uint32_t needed = person.wanted[0]->traits->dutch;
  const bool raised_in_dutch = random.percent(std::min(60 + 10 * needed, 96U));
  const std::uint32_t spoken = raised_in_dutch ? 4 : random.between(std::max(needed, 2U) - 1, 3);
  add_language(person, "nld", spoken, raised_in_dutch ? random.between(3, 4) : spoken - random.below(2));
  const std::string_view mother_tongue = raised_in_dutch ? "nld" : draw(kMotherTongues, random);
  if (!raised_in_dutch) add_language(person, mother_tongue, 4, random.between(3, 4));
  const std::uint32_t level = person.profile.education(0).level();
  if (mother_tongue != "eng" && random.percent(35 + 9 * level)) {
    const std::uint32_t english = std::clamp(level / 2 + random.below(2), 1U, 4U);
    add_language(person, "eng", english, english - random.below(2));
  }
  for (const auto& [code, percent] : {std::pair{"deu", 12U}, std::pair{"fra", 5U}}) {
    const std::uint32_t foreign = random.between(1, 3);
    if (random.percent(percent)) add_language(person, code, foreign, foreign - random.below(2));
  }
}

// Means of transport, the licences that go with them, and how far they reach.
void draw_travel(Random& random, Person& person) {
  const bool licensed = random.percent(68);
  const bool car = licensed && random.percent(75);
  Travel& travel = *person.profile.mutable_travel();
  if (car) travel.add_modes(CAR);
  if (licensed && random.percent(3)) travel.add_modes(MOTORCYCLE);
  if (random.percent(car ? 20 : 55)) travel.add_modes(BICYCLE);
  if (random.percent(car ? 15 : 60)) travel.add_modes(PUBLIC_TRANSPORT);
  if (travel.modes().empty()) travel.add_modes(random.percent(20) ? MOPED : BICYCLE);
  const auto has = [&](TravelMode mode) { return std::ranges::find(travel.modes(), mode) != travel.modes().end(); };
  std::uint32_t km = 5 * random.between(1, 3);
  std::uint32_t minutes = 15 * random.between(1, 3);
  if (has(MOPED)) km = 5 * random.between(2, 4);
  if (has(PUBLIC_TRANSPORT)) km = 5 * random.between(3, 8), minutes = 15 * random.between(2, 5);
  if (car || has(MOTORCYCLE)) km = 5 * random.between(4, 12), minutes = 15 * random.between(2, 4);
  if (car && random.percent(5)) km = 10 * random.between(8, 15), minutes = 30 * random.between(2, 4);
  travel.set_max_distance_km(km);
  travel.set_max_minutes(minutes);

  DrivingLicences& licences = *person.profile.mutable_driving_licences();
  if (licensed) licences.add_categories("B");
  if (has(MOPED) && !licensed) licences.add_categories("AM");
  if (has(MOTORCYCLE)) licences.add_categories("A");
  const Traits& traits = *person.wanted[0]->traits;
  if (licensed && !traits.licences.empty() && random.percent(traits.licence_percent * 7 / 10)) {
    const std::string& extra = random.pick(traits.licences);
    if (extra != "B") licences.add_categories(extra);
  }
}

HoursPerWeek draw_hours(HoursPattern pattern, Random& random) {
  static constexpr Share<std::uint32_t> kMost[][4] = {
      {{40, 60}, {36, 18}, {32, 16}, {24, 6}},
      {{40, 20}, {36, 25}, {32, 35}, {24, 20}},
      {{36, 15}, {32, 25}, {24, 40}, {20, 20}},
      {{32, 15}, {24, 25}, {20, 35}, {12, 25}},
  };
  HoursPerWeek hours;
  hours.set_max(draw(kMost[static_cast<std::size_t>(pattern)], random));
  hours.set_min(hours.max() - std::min(4 * random.low_below(6), hours.max() - 4));
  return hours;
}

void draw_terms(Date day, Random& random, Person& person) {
  Seeker& profile = person.profile;
  const Traits& traits = *person.wanted[0]->traits;
  *profile.mutable_hours() = draw_hours(traits.hours, random);
  profile.mutable_availability()->set_from(format_date(plus_days(day, static_cast<int>(random.below(90)) - 45)));
  if (random.percent(6))
    profile.mutable_availability()->set_until(format_date(plus_days(day, 90 + static_cast<int>(random.below(300)))));
  profile.set_shift_work(random.percent(25 + traits.shift_percent * 6 / 10) ? YES : NO);
  for (std::uint32_t forms = random.between(1, 3); forms > 0; --forms) {
    const ContractForm form = draw(kContracts, random);
    if (std::ranges::find(profile.contract_forms(), form) == profile.contract_forms().end())
      profile.add_contract_forms(form);
  }
  const std::uint32_t months = random.percent(60) ? random.below(9) : random.low_below(60);
  profile.set_searching_since(format_date(plus_days(day, -static_cast<int>(30 * months + random.between(1, 30)))));
  profile.set_valid_until(format_date(plus_days(day, 30 + static_cast<int>(random.below(150)))));
  profile.mutable_consents()->set_publish_on_werk_nl(random.percent(72));
  profile.mutable_consents()->set_share_in_chain(random.percent(88));
}

}  // namespace

Person make_person(const World& world, Random& random, Date day) {
  Person person;
  person.profile.set_postcode(draw_postcode(world.towns.draw_home(random), random));
  draw_wishes(world, random, person);
  draw_history(world, day, random, person);
  draw_competences(world, day, random, person);
  draw_education(random, person);
  draw_languages(random, person);
  draw_travel(random, person);
  draw_terms(day, random, person);
  return person;
}

}  // namespace schakel
