// The synthetic labour market as a source of records: jobseekers and vacancies that look like those of the Netherlands,
// of people and employers that do not exist.
//
// The same input and parameters give the same records, whatever the threads, the size of the chunks and the computer.
// A market has days. Day 0 is the whole market. Day N > 0 is the delivery of that day, N days after the reference date:
// the records that changed (one in fifty, with a higher revision) and the new ones (one per 500). So the deliveries of
// day 0 to N, loaded after one another, are the market as it stands on day N.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "data/date.h"
#include "loaders/source.h"
#include "loaders/synthetic/shape.h"

namespace schakel {

// What the market is built from: at least occupations with their competences, and places. One record per URI.
struct MarketInput {
  std::vector<Concept> concepts;
  std::vector<Place> places;
};

struct MarketParameters {
  std::uint64_t seekers = 20'000;  // of day 0
  std::uint64_t vacancies = 6'000;
  std::uint64_t seed = 1;
  Date reference{20261122};  // day 0; all dates follow from it. A fixed day: the output must not depend on the clock
  std::uint32_t day = 0;     // 0..3650
  std::uint32_t chunk_rows = 1000;
  MarketShape shape;
};

class GeneratedMarket : public Source {
 public:
  // Copies what it needs. kBadInput when there are no occupations that data/reference/occupation_traits.tsv covers, or
  // no places to live; kBadUsage when a parameter is out of its range. A tenth of a second for the whole of ESCO.
  [[nodiscard]] static Result<std::unique_ptr<GeneratedMarket>> create(const MarketInput& input,
                                                                       const MarketParameters& parameters);

  // Records of this delivery: seekers first, each kind in order of number.
  [[nodiscard]] virtual std::uint64_t rows() const = 0;

  // One record as it stands at the end of the day. Requires a number from 1 to the size of the market on that day. Ids
  // are "S0000001" and "V0000001". Thread-safe.
  [[nodiscard]] virtual Seeker seeker(std::uint64_t number) const = 0;
  [[nodiscard]] virtual Vacancy vacancy(std::uint64_t number) const = 0;
};

// Reads a source to its end and adds its concepts and places to the input; other records are passed over.
[[nodiscard]] Result<void> collect(Source& source, MarketInput& input);

}  // namespace schakel
