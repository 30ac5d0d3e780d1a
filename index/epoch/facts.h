// What the model reads of a seeker, in dense numbers. docs/model.md section 3 names each fact.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "data/schema/common.pb.h"
#include "index/epoch/strings.h"
#include "index/model/model.h"
#include "index/taxonomy/taxonomy.h"

namespace schakel {

inline constexpr std::int32_t kNoPlace = std::numeric_limits<std::int32_t>::min();

// Number of an arbeidsmarktregio inside one epoch, in order of first sight among the places by postcode.
using RegionId = std::uint16_t;
inline constexpr RegionId kNoRegion = std::numeric_limits<RegionId>::max();

// `doubt` of a fact: the grades that its code loses for having been recognised in text.
struct CompetenceFact {
  ConceptId concept_id = kNoConcept;
  std::uint16_t year = 0;  // last used; 0 unknown
  std::uint8_t level = 0;  // 0 unknown
  std::uint8_t doubt = 0;
};

// All entries of one occupation, added up.
struct ExperienceFact {
  ConceptId concept_id = kNoConcept;
  std::uint16_t year = 0;        // latest known; 0 when none is
  std::uint16_t months = 0;      // sum of the known ones, capped at 65,535
  std::uint8_t months_open = 0;  // 1: some entry has unknown months
  std::uint8_t year_open = 0;    // 1: some entry has an unknown year
  std::uint8_t doubt = 0;        // the least of any entry
  std::uint8_t zero = 0;
};

struct WantedFact {
  ConceptId concept_id = kNoConcept;
  std::uint32_t doubt = 0;
};

struct EducationFact {
  CodeId field = kNoCode;  // normalised; kNoCode unknown
  std::uint8_t level = 0;  // 0 unknown
  std::uint8_t diploma = ANSWER_UNKNOWN;
  std::uint16_t zero = 0;
};

struct LanguageFact {
  CodeId language = kNoCode;
  std::uint8_t spoken = kUnknown8;
  std::uint8_t written = kUnknown8;
  std::uint16_t zero = 0;
};

struct SeekerScalars {
  std::int32_t x_m = kNoPlace;  // national grid; kNoPlace unknown
  std::int32_t y_m = kNoPlace;
  Interval<std::uint32_t> bound_m{0, kNoBound};  // [lo, hi] of section 5
  std::uint8_t hours_min = kUnknown8;
  std::uint8_t hours_max = kUnknown8;
  std::uint8_t shift_work = ANSWER_UNKNOWN;
  std::uint8_t licences_known = 0;
  std::uint32_t contract_forms = 0;  // bit per ContractForm; 0 unknown
  RegionId region = kNoRegion;       // of the place
  Interval<std::uint8_t> widening;   // how many steps of passende arbeid have passed
};

// What of a seeker's record a later date reads otherwise, the year apart. As Date::yyyymmdd; 0: none.
struct SeekerDays {
  std::int32_t last_active = 0;
  std::int32_t searching_since = 0;
};

// One seeker, as spans over somebody else's arrays. Cheap to copy.
struct SeekerView {
  const SeekerScalars* scalars = nullptr;
  std::span<const CompetenceFact> competences;  // in order of the record
  std::span<const ExperienceFact> experience;   // in order of first sight in the record
  std::span<const EducationFact> education;
  std::span<const LanguageFact> languages;
  std::span<const CodeId> licences;    // held and covered categories, without repetition
  std::span<const WantedFact> wanted;  // known occupations: delivered ones, then recognised ones
  std::span<const CodeId> sectors;
};

// Rows of facts: those of row i are cells[begin[i]..begin[i+1]).
template <class T>
struct RowSpans {
  std::span<const std::uint32_t> begin;
  std::span<const T> cells;

  [[nodiscard]] std::span<const T> operator[](std::size_t i) const {
    return cells.subspan(begin[i], begin[i + 1] - begin[i]);
  }
};

template <class T>
struct Rows {
  std::vector<std::uint32_t> begin{0};
  std::vector<T> cells;

  void close_row() { begin.push_back(static_cast<std::uint32_t>(cells.size())); }
  [[nodiscard]] RowSpans<T> spans() const { return {begin, cells}; }
  [[nodiscard]] std::span<const T> operator[](std::size_t i) const { return spans()[i]; }
};

// The facts of many seekers, one row each.
struct SeekerColumns {
  std::vector<SeekerScalars> scalars;
  Rows<CompetenceFact> competences;
  Rows<ExperienceFact> experience;
  Rows<EducationFact> education;
  Rows<LanguageFact> languages;
  Rows<CodeId> licences;
  Rows<WantedFact> wanted;
  Rows<CodeId> sectors;

  [[nodiscard]] std::size_t size() const { return scalars.size(); }
  [[nodiscard]] SeekerView view(std::size_t i) const {
    return {&scalars[i], competences[i], experience[i], education[i], languages[i], licences[i], wanted[i], sectors[i]};
  }
  // Adds a copy of a row, with its codes renumbered by `codes`.
  void append(const SeekerView& row, std::span<const CodeId> codes);
};

}  // namespace schakel
