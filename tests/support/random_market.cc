#include "tests/support/random_market.h"

#include <array>
#include <optional>

#include "tests/support/random.h"
#include "tests/support/random_codes.h"
#include "tests/support/random_records.h"

namespace schakel::testing {
namespace {

std::string competence_uri(std::uint32_t number) { return "urn:test:c" + std::to_string(number); }
std::string occupation_uri(std::uint32_t number) { return "urn:test:o" + std::to_string(number); }

void relate(Concept& from, Relation::Type type, std::string target) {
  Relation& relation = *from.add_relations();
  relation.set_type(type);
  relation.set_target(std::move(target));
}

// Any competence may be above any other, so there are chains, common parents, cycles and concepts above themselves.
Concept competence(Random& random, std::uint32_t number, std::uint32_t count) {
  Concept made;
  made.set_uri(competence_uri(number));
  made.set_kind(random.chance(80) ? COMPETENCE_CONCEPT : COMPETENCE_GROUP);
  const auto any = [&] { return random.between(0, count - 1); };
  for (std::uint32_t left = random.between(0, 2); left > 0; --left)
    made.add_broader(random.chance(85)   ? competence_uri(random.chance(60) ? number / 2 : any())
                     : random.chance(50) ? "urn:test:gone"
                                         : occupation_uri(0));
  while (random.chance(25)) relate(made, Relation::RELATED, competence_uri(any()));
  if (random.chance(5)) relate(made, Relation::RELATED, occupation_uri(0));
  return made;
}

Concept occupation(Random& random, std::uint32_t number, std::uint32_t competences) {
  constexpr std::array<std::string_view, 9> kIsco{"2511", "2512", "2521", "2611", "3115", "25", "251", "2", ""};
  Concept made;
  made.set_uri(occupation_uri(number));
  made.set_kind(random.chance(80) ? OCCUPATION_CONCEPT : ISCO_GROUP);
  made.set_isco(std::string(random.pick(kIsco)));
  if (random.chance(20)) return made;
  const std::uint32_t pool = std::min(competences, std::uint32_t{6});
  for (std::uint32_t left = random.between(1, 5); left > 0; --left) {
    const std::string target = random.chance(95) ? competence_uri(random.between(0, pool - 1)) : "urn:test:gone";
    relate(made, random.chance(80) ? Relation::ESSENTIAL : Relation::OPTIONAL, target);
  }
  return made;
}

std::vector<Concept> taxonomy(Random& random) {
  const std::uint32_t competences = random.between(2, 25), occupations = random.between(1, 12);
  std::vector<Concept> concepts;
  concepts.reserve(competences + occupations);
  for (std::uint32_t number = 0; number < competences; ++number)
    concepts.push_back(competence(random, number, competences));
  for (std::uint32_t number = 0; number < occupations; ++number)
    concepts.push_back(occupation(random, number, competences));
  return concepts;
}

// A few towns of a few postcodes; some towns have one point for all.
std::vector<Place> geography(Random& random) {
  std::vector<Place> places;
  std::uint32_t postcode = 1000;
  for (std::uint32_t towns = random.between(1, 4); towns > 0; --towns) {
    const std::uint32_t x = random.between(10'000, 90'000), y = random.between(310'000, 380'000);
    const std::uint32_t width = random.chance(30) ? 0 : random.between(1, 9'000);
    const std::uint32_t region = random.between(0, 3);
    for (std::uint32_t left = random.between(1, 4); left > 0; --left) {
      Place& place = places.emplace_back();
      place.set_postcode(std::to_string(postcode += random.between(1, 9)));
      place.set_town("Plaats");
      place.set_x_m(static_cast<std::int32_t>(x + random.between(0, width)));
      place.set_y_m(static_cast<std::int32_t>(y + random.between(0, width)));
      place.set_po_box(random.chance(10));
      if (region > 0) place.set_region("r" + std::to_string(region));
    }
  }
  return places;
}

// Different ids, some of them beyond ASCII, some the same for a seeker and a vacancy.
std::string id_of(Random& random, std::uint32_t number) {
  constexpr std::array<std::string_view, 4> kPrefixes{"", "é", "Z", "~a"};
  return std::string(random.pick(kPrefixes)) + std::to_string(number);
}

// Many records that differ in their id only, so that totals tie.
template <class Made, class Make>
std::vector<Made> records(Random& random, std::optional<std::uint32_t> asked, Make make) {
  const std::uint32_t count = asked ? *asked : random.between(5, 60), copies = random.between(0, 60);
  std::vector<Made> made;
  for (std::uint32_t number = 0; number < count; ++number) {
    made.push_back(!made.empty() && random.chance(copies) ? Made(random.pick(made)) : make());
    made.back().set_id(id_of(random, number));
  }
  return made;
}

RandomMarket make_market(std::uint64_t seed, std::optional<std::uint32_t> seekers,
                         std::optional<std::uint32_t> vacancies) {
  Random random(seed);
  RandomMarket market;
  market.strategy = random_strategy(random.next());
  market.date = Date{20261122};
  market.concepts = taxonomy(random);
  market.places = geography(random);
  const RandomRecords make(market, random);
  market.seekers = records<Seeker>(random, seekers, [&] { return make.seeker(random); });
  market.vacancies = records<Vacancy>(random, vacancies, [&] { return make.vacancy(random); });
  return market;
}

}  // namespace

RandomMarket random_market(std::uint64_t seed) { return make_market(seed, std::nullopt, std::nullopt); }

RandomMarket random_market(std::uint64_t seed, std::uint32_t seekers, std::uint32_t vacancies) {
  return make_market(seed, seekers, vacancies);
}

}  // namespace schakel::testing
