#include "loaders/synthetic/revisions.h"

#include "loaders/synthetic/seekers.h"
#include "loaders/synthetic/shaping.h"
#include "loaders/synthetic/words.h"

namespace schakel {
namespace {

// Whether the last day (ISO 8601, so that text compares as dates) is over.
bool is_over(const std::string& last_day, Date today) { return !last_day.empty() && last_day < format_date(today); }

}  // namespace

bool changes_on(std::uint64_t seed, Stream stream_of_day, std::uint64_t number, std::uint32_t day) {
  return random_stream(seed, stream_of_day, number, day).below(50) == 0;
}

void change(const World& world, Date today, Random& random, Seeker& seeker) {
  if (is_over(seeker.valid_until(), today)) {
    seeker.set_valid_until(format_date(plus_days(today, 120)));
    return;
  }
  Travel drawn;
  switch (random.below(7)) {
    case 0:
      seeker.set_valid_until(format_date(plus_days(today, -1)));
      break;
    case 1:
      seeker.set_postcode(draw_postcode(world.towns.draw_home(random), random));
      break;
    case 2:
      seeker.mutable_hours()->set_max(8 * random.between(3, 5));
      seeker.mutable_hours()->set_min(8 * random.between(1, 3));
      break;
    case 3:
      drawn.set_max_distance_km(5 * random.between(2, 12));
      shape_bounds(world.shape, drawn);
      seeker.mutable_travel()->set_max_distance_km(drawn.max_distance_km());
      break;
    case 4:
      if (seeker.driving_licences().categories().empty()) seeker.mutable_driving_licences()->add_categories("B");
      seeker.set_valid_until(format_date(plus_days(today, 120)));
      break;
    case 5:
      for (Language& language : *seeker.mutable_languages())
        if (language.language() == "nld" && language.spoken() < 4) language.set_spoken(language.spoken() + 1);
      seeker.set_valid_until(format_date(plus_days(today, 120)));
      break;
    default:
      for (HeldCompetence& held : *seeker.mutable_competences())
        held.set_last_used_year(static_cast<std::uint32_t>(today.year()));
      break;
  }
}

void change(Date today, Random& random, Vacancy& vacancy) {
  const auto extend = [&](int days) {
    const Date closing = plus_days(today, days);
    vacancy.set_closing_date(format_date(closing));
    vacancy.mutable_description()->append(" De vacature is verlengd tot en met " + dutch_date(closing) + ".");
  };
  if (is_over(vacancy.closing_date(), today) || vacancy.requirements().empty()) return extend(28);
  const auto count = static_cast<std::uint32_t>(vacancy.requirements_size());
  Requirement& one = *vacancy.mutable_requirements(static_cast<int>(random.below(count)));
  switch (random.below(6)) {
    case 0:
      vacancy.set_closing_date(format_date(plus_days(today, -1)));
      break;
    case 1:
      extend(14);
      break;
    case 2:
      vacancy.mutable_offer()->mutable_hours()->set_min(8 * random.between(2, 3));
      vacancy.mutable_offer()->mutable_hours()->set_max(8 * random.between(4, 5));
      break;
    case 3:
      one.set_condition(one.condition() == MUST ? STRONG : WANTED);
      break;
    case 4:
      one.set_condition(one.condition() == BONUS ? WANTED : MUST);
      break;
    default:
      vacancy.mutable_requirements()->RemoveLast();
      break;
  }
}

}  // namespace schakel
