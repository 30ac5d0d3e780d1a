// Dutch words for what stands in the records.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "data/date.h"
#include "data/schema/common.pb.h"

namespace schakel {

// "a, b en c".
[[nodiscard]] std::string enumerate(std::span<const std::string_view> parts);

// With its first letter as a capital, where that is one of a to z.
[[nodiscard]] std::string capitalised(std::string_view text);

// "14 december 2026". Requires a known date.
[[nodiscard]] std::string dutch_date(Date date);

// "24 tot 32 uur per week", "36 uur per week". Requires both ends.
[[nodiscard]] std::string hours_in_words(const HoursPerWeek& hours);

// "24-32 uur". Requires both ends.
[[nodiscard]] std::string short_hours_in_words(const HoursPerWeek& hours);

// "vier", "12".
[[nodiscard]] std::string number_in_words(std::uint32_t number);

// "een half jaar", "drie jaar", "18 maanden".
[[nodiscard]] std::string months_in_words(std::uint32_t months);

// "mbo werk- en denkniveau"; levels 1..6.
[[nodiscard]] std::string_view education_in_words(std::uint32_t level);

// "Nederlands"; "een andere taal" for a language that vacancies do not ask here.
[[nodiscard]] std::string_view language_in_words(std::string_view code);

// "goed" and so on; levels 1..4.
[[nodiscard]] std::string_view fluency_in_words(std::uint32_t level);

}  // namespace schakel
