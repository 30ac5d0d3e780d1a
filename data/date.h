// Calendar dates of the records: ISO 8601 text on the outside, a comparable number inside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

// A day as yyyymmdd (20261122), so that dates compare as integers. 0 is "no date".
struct Date {
  std::int32_t yyyymmdd = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
  [[nodiscard]] bool known() const { return yyyymmdd != 0; }
  [[nodiscard]] int year() const { return yyyymmdd / 10000; }
};

// Exactly "YYYY-MM-DD" with a day that exists, years 1900..2199; nothing else.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

// "2026-11-22". Requires date.known().
[[nodiscard]] std::string format_date(Date date);

// The day of the computer's clock, UTC.
[[nodiscard]] Date today();

}  // namespace schakel
