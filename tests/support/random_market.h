// Small labour markets made to find mistakes: few places, few codes, many ties, every field there or not by chance,
// unknown codes, cycles in the taxonomy, expired records, and strategies with every number at random.
//
// The same seed gives the same market, on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "data/date.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/strategy.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel::testing {

// Ids, uris and postcodes are unique per kind of record; all values are ones that the loaders would accept.
struct RandomMarket {
  Strategy strategy;
  Date date;
  std::vector<Concept> concepts;
  std::vector<Place> places;
  std::vector<Seeker> seekers;     // 5..60
  std::vector<Vacancy> vacancies;  // 5..60
};

[[nodiscard]] RandomMarket random_market(std::uint64_t seed);
// One of this size, for what needs many blocks.
[[nodiscard]] RandomMarket random_market(std::uint64_t seed, std::uint32_t seekers, std::uint32_t vacancies);

// A valid strategy by data/schema/strategy.proto and docs/model.md.
[[nodiscard]] Strategy random_strategy(std::uint64_t seed);

// The record with what was unknown made known: each absent field of which docs/model.md makes an interval gets, with a
// chance of `percent`, a random valid value. What was known stays as it was. Of a vacancy only what changes no counts.
[[nodiscard]] Seeker fill_unknowns(const RandomMarket& market, Seeker seeker, std::uint64_t seed,
                                   std::uint32_t percent = 100);
[[nodiscard]] Vacancy fill_unknowns(const RandomMarket& market, Vacancy vacancy, std::uint64_t seed,
                                    std::uint32_t percent = 100);

}  // namespace schakel::testing
