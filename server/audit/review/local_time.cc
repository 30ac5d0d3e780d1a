#include "server/audit/review/local_time.h"

#include <charconv>
#include <chrono>

namespace schakel {
namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::sys_time;
using std::chrono::year;
using std::chrono::year_month_day;

using Instant = sys_time<milliseconds>;

Instant switch_time(year in, std::chrono::month month) {
  return sys_days(in / month / std::chrono::Sunday[std::chrono::last]) + hours(1);
}

hours offset_at(Instant time) {
  const year in = year_month_day(floor<std::chrono::days>(time)).year();
  const bool summer = time >= switch_time(in, std::chrono::March) && time < switch_time(in, std::chrono::October);
  return hours(summer ? 2 : 1);
}

}  // namespace

std::optional<int> parse_minute(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = 0, minute = 0;
  for (const char digit : {text[0], text[1], text[3], text[4]})
    if (digit < '0' || digit > '9') return std::nullopt;
  std::from_chars(text.data(), text.data() + 2, hour);
  std::from_chars(text.data() + 3, text.data() + 5, minute);
  const int of_day = hour * 60 + minute;
  if (minute > 59 || of_day > 24 * 60) return std::nullopt;
  return of_day;
}

LocalTime amsterdam_time(std::int64_t time_ms) {
  const Instant time{milliseconds(time_ms)};
  const auto local = time + offset_at(time);
  const auto midnight = floor<std::chrono::days>(local);
  const year_month_day day(midnight);
  return {
      .date = {static_cast<int>(day.year()) * 10000 +
               static_cast<std::int32_t>(static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day()))},
      .weekday = static_cast<int>(std::chrono::weekday(midnight).iso_encoding()),
      .minute = static_cast<int>(floor<std::chrono::minutes>(local - midnight).count())};
}

std::int64_t start_of_day_ms(Date date) {
  const auto number = static_cast<unsigned>(date.yyyymmdd);
  const Instant midnight =
      sys_days(year(date.year()) / std::chrono::month(number / 100 % 100) / std::chrono::day(number % 100));
  // The clock is never put forward or back at midnight, so what it was two hours earlier holds.
  return (midnight - offset_at(midnight - hours(2))).time_since_epoch().count();
}

std::string format_local(std::int64_t time_ms) {
  const LocalTime local = amsterdam_time(time_ms);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return format_date(local.date) + " " + two(local.minute / 60) + ":" + two(local.minute % 60);
}

bool within(const OfficeHours& hours, std::int64_t time_ms) {
  const LocalTime local = amsterdam_time(time_ms);
  return local.weekday <= 5 && local.minute >= hours.from && local.minute < hours.until;
}

std::optional<OfficeHours> parse_office_hours(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto from = parse_minute(text.substr(0, 5)), until = parse_minute(text.substr(6));
  if (!from || !until || *from >= *until) return std::nullopt;
  return OfficeHours{*from, *until};
}

bool within(const AuditPeriod& period, std::int64_t time_ms) {
  if (!period.from && !period.to) return true;
  const Date day = amsterdam_time(time_ms).date;
  return (!period.from || day >= *period.from) && (!period.to || day <= *period.to);
}

}  // namespace schakel
