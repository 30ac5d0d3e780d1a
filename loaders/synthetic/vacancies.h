// Vacancies of the synthetic market.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/schema/vacancy.pb.h"
#include "loaders/synthetic/employers.h"
#include "loaders/synthetic/world.h"

namespace schakel {

// The vacancy with this number (from 1) as published on a day, with the holes that real ones have: 2 % without an
// occupation, 10 % without hours, 1 % without a place. Thread-safe; a few microseconds.
[[nodiscard]] Vacancy make_vacancy(const World& world, std::uint64_t number, Date day);

// A vacancy while it is made: what its text is written from.
struct Opening {
  const Occupation* occupation = nullptr;
  const Town* town = nullptr;
  bool through_agency = false;
  std::vector<std::string> words;  // per requirement, in Dutch; empty: not told in the text
  Vacancy vacancy;
};

// Four to twelve requirements, in all four strengths; two in three vacancies have at least one MUST.
void draw_requirements(const MarketShape& shape, Random& random, Opening& opening);

// The title and the description, in Dutch.
void write_texts(Random& random, Opening& opening);

}  // namespace schakel
