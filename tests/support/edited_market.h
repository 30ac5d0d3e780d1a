// A random market some time later: records came, changed and went, and perhaps days passed. The taxonomy, the places
// and the strategy are the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "index/epoch/overlay/changed_records.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

struct EditedMarket {
  RandomMarket market;
  ChangedKeys keys;  // of all records that are not what they were
};

// Another seed gives new records other ids. Each record is changed, erased, or followed by a new one with a chance of
// `percent` together. With `later`, the date is one of the days after, of the same year.
[[nodiscard]] EditedMarket edited_market(const RandomMarket& before, std::uint64_t seed, std::uint32_t percent,
                                         bool later);

// Who was erased in a row of edits and is not there, as they last were; and how many came back.
struct ErasedRecords {
  std::vector<Seeker> seekers;
  std::vector<Vacancy> vacancies;
  std::size_t seekers_back = 0, vacancies_back = 0;
};

// The same as one of a row of edits: some of those who were erased before are there again under their id, with the
// record that they had or with another.
[[nodiscard]] EditedMarket edited_market(const RandomMarket& before, std::uint64_t seed, std::uint32_t percent,
                                         bool later, ErasedRecords& erased);

}  // namespace schakel::testing
