#include "loaders/synthetic/vacancies.h"

#include <algorithm>
#include <string>
#include <utility>

#include "loaders/synthetic/seekers.h"
#include "loaders/synthetic/shaping.h"

namespace schakel {
namespace {

constexpr std::uint32_t kPartlyRemotePermille = 70;
constexpr std::uint32_t kFullyRemotePermille = 20;

HoursPerWeek draw_hours(HoursPattern pattern, Random& random) {
  struct Range {
    std::uint32_t min, max;
  };
  static constexpr Share<Range> kRanges[][5] = {
      {{{40, 40}, 34}, {{32, 40}, 26}, {{36, 40}, 16}, {{38, 38}, 12}, {{24, 40}, 12}},
      {{{32, 36}, 26}, {{24, 36}, 26}, {{24, 32}, 22}, {{36, 36}, 14}, {{32, 40}, 12}},
      {{{16, 24}, 30}, {{24, 32}, 28}, {{20, 28}, 18}, {{12, 24}, 14}, {{28, 36}, 10}},
      {{{8, 16}, 30}, {{12, 20}, 28}, {{10, 15}, 16}, {{16, 24}, 16}, {{20, 32}, 10}},
  };
  const Range range = draw(kRanges[static_cast<std::size_t>(pattern)], random);
  HoursPerWeek hours;
  hours.set_min(range.min);
  hours.set_max(range.max);
  return hours;
}

void draw_contract(Random& random, Opening& opening) {
  Offer& offer = *opening.vacancy.mutable_offer();
  if (opening.through_agency) {
    offer.add_contract_forms(AGENCY);
    return;
  }
  const std::uint32_t kind = random.below(100);
  const bool learning = opening.occupation->traits->education_from <= 3 && random.percent(7);
  if (learning) offer.add_contract_forms(APPRENTICE);
  if (kind < 1) offer.add_contract_forms(WORK_EXPERIENCE);
  if (kind >= 1 && kind < 2) offer.add_contract_forms(VOLUNTEER);
  if (kind >= 2 && kind < 40) offer.add_contract_forms(PERMANENT);
  if (kind >= 28) offer.add_contract_forms(FIXED_TERM);
}

// Work from home falls to the occupations that allow it, at a fixed share of the market as a whole.
std::uint32_t draw_remote(const World& world, const Traits& traits, Random& random) {
  const std::uint32_t mean = std::max(world.catalogue.mean_remote(), 1U);
  const std::uint32_t permille = random.below(1000);
  const std::uint32_t fully = kFullyRemotePermille * 100 * traits.remote_percent / mean;
  const std::uint32_t partly = kPartlyRemotePermille * 100 * traits.remote_percent / mean;
  if (permille < fully) return 100;
  return permille < fully + partly ? 20 * random.between(1, 4) : 0;
}

void draw_offer(const World& world, Date day, Random& random, Opening& opening) {
  const Traits& traits = *opening.occupation->traits;
  Offer& offer = *opening.vacancy.mutable_offer();
  *offer.mutable_hours() = draw_hours(traits.hours, random);
  draw_contract(random, opening);
  offer.set_shift_work(random.percent(traits.shift_percent) ? YES : NO);
  if (random.percent(45)) offer.set_start_date(format_date(plus_days(day, 10 + static_cast<int>(random.below(80)))));
  offer.set_postcode(draw_postcode(*opening.town, random));
  offer.set_remote_percent(draw_remote(world, traits, random));
  if (random.percent(18)) offer.set_openings(2 + random.low_below(9));
  // Four in a hundred have closed already; the others close within two months.
  const bool closed = random.percent(4);
  const auto days = static_cast<int>(random.between(1, closed ? 21 : 60));
  if (random.percent(92)) opening.vacancy.set_closing_date(format_date(plus_days(day, closed ? -days : days)));
}

void punch_holes(Random& random, Vacancy& vacancy) {
  Offer& offer = *vacancy.mutable_offer();
  if (random.percent(2)) vacancy.clear_occupation();
  if (random.permille(10)) offer.clear_postcode();
  if (random.percent(10)) offer.clear_hours();
  if (offer.has_hours() && random.percent(5)) offer.mutable_hours()->clear_max();
  if (random.percent(12)) offer.clear_contract_forms();
  if (random.percent(20)) offer.clear_shift_work();
  if (random.percent(8)) vacancy.mutable_employer()->clear_sector();
  if (random.percent(3)) vacancy.mutable_employer()->clear_name();
}

}  // namespace

Vacancy make_vacancy(const World& world, std::uint64_t number, Date day) {
  Random random = random_stream(world.seed, Stream::kVacancy, number);
  Opening opening;
  opening.occupation = &world.catalogue.draw_for_vacancy(random);
  opening.town = &world.towns.draw_work(random);
  opening.through_agency = random.percent(12);
  EmployerIdentity employer = opening.through_agency
                                  ? draw_agency(world.seed, *opening.town, random)
                                  : draw_employer(world.seed, *opening.occupation->traits, *opening.town, random);
  Vacancy& vacancy = opening.vacancy;
  vacancy.set_source("synthetisch");
  vacancy.set_revision(1);
  vacancy.mutable_employer()->set_name(std::move(employer.name));
  vacancy.mutable_employer()->set_sector(std::move(employer.sector));
  vacancy.set_occupation(opening.occupation->uri);
  draw_requirements(world.shape, random, opening);
  draw_offer(world, day, random, opening);
  Offer& offer = *vacancy.mutable_offer();
  offer.set_remote_percent(
      shaped_remote(world.shape, random_stream(world.seed, Stream::kVacancyShape, number), offer.remote_percent()));
  write_texts(random, opening);
  punch_holes(random, vacancy);
  return std::move(opening.vacancy);
}

}  // namespace schakel
