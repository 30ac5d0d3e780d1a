#include "loaders/synthetic/seekers.h"

#include <string_view>
#include <utility>

#include "loaders/synthetic/person.h"
#include "loaders/synthetic/shaping.h"

namespace schakel {
namespace {

// What people do not fill in. The level of education is missed most.
void punch_holes(Random& random, Seeker& seeker) {
  if (random.permille(15)) seeker.clear_postcode();
  if (random.percent(30)) {
    seeker.clear_education();
  } else if (random.percent(14)) {
    for (Education& education : *seeker.mutable_education()) education.clear_level();
  }
  if (random.percent(3)) seeker.clear_competences();
  if (random.percent(10)) seeker.clear_wanted_occupations();
  if (random.percent(30)) seeker.clear_wanted_sectors();
  if (random.percent(25)) seeker.clear_contract_forms();
  if (random.percent(12)) seeker.clear_experience();
  if (random.percent(15)) seeker.clear_languages();
  if (random.percent(20)) seeker.clear_driving_licences();
  if (random.percent(20)) seeker.clear_hours();
  if (random.percent(15)) seeker.clear_availability();
  if (random.percent(30)) seeker.clear_shift_work();
  if (random.percent(10)) seeker.clear_searching_since();
  if (random.percent(20)) seeker.clear_presentation();
  if (random.percent(10)) seeker.clear_valid_until();
  if (random.percent(10)) seeker.clear_consents();

  Travel& travel = *seeker.mutable_travel();
  const std::uint32_t bounds = random.below(100);  // 10: neither, 50: distance, 15: time, 25: both
  if (bounds < 10 || (bounds >= 60 && bounds < 75)) travel.clear_max_distance_km();
  if (bounds < 60) travel.clear_max_minutes();
  if (random.percent(12)) travel.clear_modes();
}

}  // namespace

std::string draw_postcode(const Town& town, Random& random) {
  static constexpr std::string_view kLetters = "ABCDEGHJKLMNPRTVWXZ";
  std::string postcode = town.postcode;
  if (random.percent(67)) {
    postcode += random.pick(kLetters);
    postcode += random.pick(kLetters);
  }
  return postcode;
}

Seeker make_seeker(const World& world, std::uint64_t number, Date day) {
  Random random = random_stream(world.seed, Stream::kSeeker, number);
  Person person = make_person(world, random, day);
  person.profile.set_presentation(write_presentation(person, day, random));
  punch_holes(random, person.profile);
  Random shaping = random_stream(world.seed, Stream::kSeekerShape, number);
  thin_out(world.shape, shaping, person.profile);
  shape_bounds(world.shape, *person.profile.mutable_travel());
  person.profile.set_source("synthetisch");
  person.profile.set_revision(1);
  return std::move(person.profile);
}

}  // namespace schakel
