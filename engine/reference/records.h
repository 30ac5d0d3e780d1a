// The two records as the scorer reads them: codes looked up, dates and bounds worked out, text left behind.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/date.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/strategy.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"
#include "engine/reference/items.h"
#include "engine/reference/reference.h"
#include "engine/reference/taxonomy.h"

namespace schakel::reference {

// Metres of the national grid.
struct Point {
  std::int64_t x = 0;
  std::int64_t y = 0;
};

// Where the postcodes lie.
class Geography {
 public:
  explicit Geography(std::span<const Place> places);
  [[nodiscard]] std::optional<Point> place(std::string_view postcode) const;
  // Nothing when there is no place, or the place has no region.
  [[nodiscard]] std::optional<std::string> region(std::string_view postcode) const;

 private:
  std::unordered_map<std::string, Point> points_;
  std::unordered_map<std::string, std::string> regions_;
};

// [lo, hi] of section 5, in metres.
struct TravelBound {
  static constexpr std::uint64_t kInfinite = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t low = 0;
  std::uint64_t high = kInfinite;
};
[[nodiscard]] TravelBound travel_bound(const Travel& travel, const Travelling& strategy);

struct Hours {
  std::optional<std::uint32_t> min, max;
};

struct CompetenceFact {
  ConceptNumber competence = 0;
  std::uint32_t level = 0, year = 0;  // 0: unknown
  std::uint32_t doubt = 0;            // grades, as in all facts here
};

// All experience in one occupation.
struct ExperienceFact {
  ConceptNumber occupation = 0;
  std::uint32_t months = 0;     // the known ones together
  std::uint32_t last_year = 0;  // the latest known one; 0: none is known
  bool months_unknown = false;  // of any entry
  bool year_unknown = false;    // of any entry
  std::uint32_t doubt = 0;      // the least of any entry
};

struct EducationFact {
  std::uint32_t level = 0;           // 0: unknown
  std::optional<std::string> field;  // what follows the last '/'; nothing: unknown
  Answer diploma = ANSWER_UNKNOWN;
};

struct LanguageFact {
  std::string language;
  std::optional<std::uint32_t> spoken, written;
};

struct WantedOccupation {
  ConceptNumber occupation = 0;
  std::string isco;
  std::uint32_t doubt = 0;
};

struct SeekerFacts {
  SeekerFacts(const Seeker& seeker, const Taxonomy& taxonomy, const Geography& geography, const Strategy& strategy,
              Date date);

  std::string id;
  std::optional<Point> place;
  std::optional<std::string> region;
  TravelBound bound;
  Hours hours;
  Answer shift_work = ANSWER_UNKNOWN;
  std::vector<CompetenceFact> competences;  // known codes only, like all occupations here
  std::vector<ExperienceFact> experience;
  std::vector<EducationFact> education;
  std::vector<LanguageFact> languages;
  std::optional<std::vector<std::string>> licences;  // nothing: unknown
  std::vector<WantedOccupation> wanted_occupations;
  std::vector<PassendeArbeid::Step> steps_passed, steps_perhaps_passed;  // for low, for high
  std::set<std::string> wanted_prefixes;                                 // section 8
  std::vector<std::string> wanted_sectors, contract_forms;               // forms by name
  ReferencePosition position;                                            // counted when the market is known
};

struct VacancyFacts {
  // The items without units.
  VacancyFacts(const Vacancy& vacancy, const Taxonomy& taxonomy, const Geography& geography, const Strategy& strategy);

  std::string id;
  std::optional<Point> place;
  std::optional<std::string> region;
  std::optional<std::string> group;  // section 8
  Hours hours;
  bool shift_work = false;
  std::uint32_t remote_percent = 0;
  std::vector<Item> items;  // in item order
  // Beside items: what is related to the item's code. Null where a code is not known, and for other kinds.
  std::vector<const StartGrades*> starts;
  ReferenceInterval position;  // counted when the market is known
};

// Section 1. A date that is not there sets no end.
[[nodiscard]] bool is_active(const Seeker& seeker, Date date);
[[nodiscard]] bool is_active(const Vacancy& vacancy, Date date);

// How fields of education are compared: by what follows their last '/'.
[[nodiscard]] std::string_view education_field(std::string_view code);

}  // namespace schakel::reference
