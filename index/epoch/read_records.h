// A snapshot to columns: all records read, in parallel, and numbered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/strings.h"
#include "index/store/record_store.h"

namespace schakel {

// The market, numbered as the epoch numbers it.
struct MarketColumns {
  SeekerColumns seekers;
  std::vector<SeekerDays> seeker_days;
  VacancyColumns vacancies;                     // items have their units
  std::vector<std::int32_t> vacancy_last_days;  // last_day_of() of each
  std::vector<Item> items;
  std::vector<bool> must;  // per item: some vacancy has it as a MUST
  StringArrays codes;
  StringArrays regions;  // by RegionId
  StringArrays seeker_names, vacancy_names, seeker_records, vacancy_records;
};

struct ReadTaxonomy {
  std::vector<Concept> concepts;
  PlaceTable places;
  StringArrays concept_records, place_records;
};

[[nodiscard]] Result<ReadTaxonomy> read_taxonomy(const RecordSnapshot& snapshot);

// With a base in the options, what the base knows keeps its number and its count; `must` is of the records read only.
// `counts` gets the numbers of active and inactive records, items, and records without a place.
[[nodiscard]] Result<MarketColumns> read_market(const RecordSnapshot& snapshot, const EpochOptions& options,
                                                const Model& model, const Taxonomy& taxonomy, const PlaceTable& places,
                                                EpochCounts& counts);

}  // namespace schakel
