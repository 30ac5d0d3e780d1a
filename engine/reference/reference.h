// The reference scorer: docs/model.md in code, written for reading. It knows no index and shares no code with the
// engine; whatever the engine says about a pair or a list must be exactly what this says.
//
// One pair costs a few microseconds at most (with a stranger: milliseconds, for its position), a list one pair per
// counterpart. Everything here is const and may be
// called from several threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/date.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/strategy.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel {

// What may be unknown: `low` counts the unknown as nothing, `high` counts it in full. low <= high.
struct ReferenceInterval {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  friend bool operator==(const ReferenceInterval&, const ReferenceInterval&) = default;
};

// Only kFails excludes.
enum class ReferenceVerdict { kMeets, kFails, kUnknown };

// One thing that the vacancy asks or offers, and how well the seeker meets it.
struct ReferenceItem {
  Kind kind = KIND_UNKNOWN;
  std::string code;
  std::uint32_t minimum = 0;                // level or months, by the kind
  Condition condition = CONDITION_UNKNOWN;  // demand: never CONDITION_UNKNOWN; offer: always
  std::uint32_t units = 0;                  // share of the category, 0..4096
  ReferenceInterval quality;                // 0..256
  std::optional<ReferenceVerdict> must;     // of a MUST only
  std::uint32_t points = 0;                 // its part of the total
};

struct ReferencePoints {
  std::uint32_t demand = 0;
  std::uint32_t wish = 0;
  std::uint32_t position = 0;
  std::uint32_t region = 0;
  friend bool operator==(const ReferencePoints&, const ReferencePoints&) = default;
};

// All that the model says about one vacancy and one seeker.
struct ReferencePair {
  bool eligible = false;
  ReferenceInterval demand, wish, position, region;  // 0..4096
  ReferenceInterval total;                           // 0..10000; lists go by total.low
  ReferencePoints points;                            // together exactly total.low
  std::optional<std::uint32_t> distance_m;           // over the road; absent: a postcode has no place
  ReferenceVerdict travel = ReferenceVerdict::kUnknown;
  ReferenceVerdict hours = ReferenceVerdict::kUnknown;
  ReferenceVerdict shift_work = ReferenceVerdict::kUnknown;
  std::uint64_t tie = 0;             // order among equal totals
  std::vector<ReferenceItem> items;  // in item order: first what is asked, then what is offered
};

// Section 8: what is counted for a seeker, and what it is worth.
struct ReferencePosition {
  bool wish_known = false;  // whether there is any group to look in
  std::uint32_t a = 0, b = 0, m = 0, n = 0;
  ReferenceInterval points;  // 0..2048
  friend bool operator==(const ReferencePosition&, const ReferencePosition&) = default;
};

// Section 8: one cell of the labour market.
struct ReferenceCell {
  std::uint32_t vacancies = 0, seekers = 0;  // V and W
  std::uint32_t tension = 0;                 // 1..5, by the national cell where W is small; 0: no class
  friend bool operator==(const ReferenceCell&, const ReferenceCell&) = default;
};

// A row of a list.
struct ReferenceEntry {
  std::string id;  // of the seeker in a vacancy's list, of the vacancy in a seeker's list
  ReferencePair pair;
};

// The labour market of one date, with its counts. Immutable.
class ReferenceMarket {
 public:
  // Keeps what it needs of the active records and nothing of the arguments. Requires a valid strategy, a known date,
  // and ids (uris, postcodes) that are unique per kind of record. Costs seconds for 100,000 seekers and 30,000
  // vacancies.
  ReferenceMarket(const Strategy& strategy, Date date, std::span<const Concept> concepts, std::span<const Place> places,
                  std::span<const Seeker> seekers, std::span<const Vacancy> vacancies);
  // Other records on another date, by what was counted of `counted`: its items, its cells, and positions among its
  // vacancies.
  ReferenceMarket(const ReferenceMarket& counted, Date date, std::span<const Seeker> seekers,
                  std::span<const Vacancy> vacancies);
  ~ReferenceMarket();
  ReferenceMarket(ReferenceMarket&&) noexcept;
  ReferenceMarket& operator=(ReferenceMarket&&) noexcept;
  ReferenceMarket(const ReferenceMarket&) = delete;
  ReferenceMarket& operator=(const ReferenceMarket&) = delete;

  // The pair by the counts of this market; both records may be strangers to it, and expired.
  [[nodiscard]] ReferencePair score(const Vacancy& vacancy, const Seeker& seeker) const;

  // The same for two active records. Nothing when one of them is not active here.
  [[nodiscard]] std::optional<ReferencePair> score(std::string_view vacancy_id, std::string_view seeker_id) const;

  // The k best eligible counterparts, best first. Empty when the record is not active here.
  [[nodiscard]] std::vector<ReferenceEntry> list_for_vacancy(std::string_view vacancy_id, std::size_t k) const;
  [[nodiscard]] std::vector<ReferenceEntry> list_for_seeker(std::string_view seeker_id, std::size_t k) const;

  // Section 8, of active records; nothing when the record is not active here.
  [[nodiscard]] std::optional<ReferencePosition> seeker_position(std::string_view seeker_id) const;
  [[nodiscard]] std::optional<ReferenceInterval> vacancy_position(std::string_view vacancy_id) const;
  // The cell of an ISCO-3 group and a region; without a region the national cell.
  [[nodiscard]] ReferenceCell cell(const std::string& group, const std::optional<std::string>& region) const;

  // Ids of the active records, in order of bytes. They live as long as this market.
  [[nodiscard]] std::vector<std::string_view> vacancy_ids() const;
  [[nodiscard]] std::vector<std::string_view> seeker_ids() const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

// Section 6 of docs/model.md: order among pairs of the same total.
[[nodiscard]] std::uint64_t reference_tie(std::string_view vacancy_id, std::string_view seeker_id);

}  // namespace schakel
