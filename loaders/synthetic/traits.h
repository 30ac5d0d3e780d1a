// How work differs between occupations: data/reference/occupation_traits.tsv, read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"

namespace schakel {

enum class HoursPattern : std::uint8_t { kFull, kMixed, kPart, kSmall };

// How an employer calls itself: {n} and {c} an invented name, {f} a family's, {t} the town.
struct EmployerForm {
  std::string sector;  // SBI 2008 section or division
  std::string pattern;
};

// One row of the table; its comments say what the columns mean.
struct Traits {
  std::string isco;
  std::uint32_t vacancies = 0;
  std::uint32_t seekers = 0;
  std::uint32_t education_from = 1;
  std::uint32_t education_to = 6;
  std::vector<std::string> fields;
  std::vector<std::string> licences;
  std::uint32_t licence_percent = 0;
  std::uint32_t shift_percent = 0;
  std::uint32_t remote_percent = 0;
  HoursPattern hours = HoursPattern::kFull;
  std::uint32_t dutch = 0;
  std::vector<EmployerForm> employers;  // at least one
};

// kBadInput, naming the line, when the table is not as it should be.
[[nodiscard]] Result<std::vector<Traits>> read_traits(std::string_view tsv);

// The row with the longest code that `isco` begins with; nullptr when there is none.
[[nodiscard]] const Traits* find_traits(const std::vector<Traits>& traits, std::string_view isco);

}  // namespace schakel
