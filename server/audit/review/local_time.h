// The clock on the wall in Amsterdam, and whether it says office hours.
//
// By the rule of the European Union itself (directive 2000/84/EC: summer time from the last Sunday of March to the last
// Sunday of October, both at 01:00 UTC), in force since 1996. Not by the system's time zones: C++ has them from g++ 13
// on, and localtime_r() takes the zone from the environment of the whole process and silently means UTC where the
// package tzdata is not installed, as in most containers. A test holds the rule against the system's where there is
// one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "data/date.h"

namespace schakel {

struct LocalTime {
  Date date;
  int weekday = 1;  // 1 Monday .. 7 Sunday
  int minute = 0;   // of the day
};

// Requires a time in the years 1996 to 2199.
[[nodiscard]] LocalTime amsterdam_time(std::int64_t time_ms);

// When the day begins in Amsterdam, in milliseconds UTC. Requires a day in those years.
[[nodiscard]] std::int64_t start_of_day_ms(Date date);

// "2026-11-23 09:15"
[[nodiscard]] std::string format_local(std::int64_t time_ms);

// Minutes of "HH:MM", up to and with "24:00"; nothing when it is none.
[[nodiscard]] std::optional<int> parse_minute(std::string_view text);

// On weekdays, from one minute of the day up to another. Public holidays count as weekdays.
struct OfficeHours {
  int from = 8 * 60;
  int until = 18 * 60;
};

[[nodiscard]] bool within(const OfficeHours& hours, std::int64_t time_ms);

// "08:00-18:00"; nothing when it is not that, or ends before it begins.
[[nodiscard]] std::optional<OfficeHours> parse_office_hours(std::string_view text);

// A stretch of the log, both ends included. What is not set is open.
struct AuditPeriod {
  std::optional<Date> from, to;  // days in Amsterdam
};

[[nodiscard]] bool within(const AuditPeriod& period, std::int64_t time_ms);

}  // namespace schakel
