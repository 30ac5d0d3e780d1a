#include "server/audit/review/local_time.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "tests/support/random.h"

using namespace schakel;

namespace {

// Milliseconds of a moment in UTC.
std::int64_t utc(int year, int month, int day, int hour, int minute) {
  std::tm parts{};
  parts.tm_year = year - 1900;
  parts.tm_mon = month - 1;
  parts.tm_mday = day;
  parts.tm_hour = hour;
  parts.tm_min = minute;
  return std::int64_t{timegm(&parts)} * 1000;
}

}  // namespace

TEST_CASE("the clock in Amsterdam is an hour ahead in winter and two in summer, from switch to switch") {
  CHECK(format_local(utc(2026, 11, 23, 8, 15)) == "2026-11-23 09:15");
  CHECK(format_local(utc(2026, 7, 1, 8, 15)) == "2026-07-01 10:15");
  CHECK(format_local(utc(2026, 12, 31, 23, 0)) == "2027-01-01 00:00");
  CHECK(format_local(utc(2026, 3, 29, 0, 59)) == "2026-03-29 01:59");
  CHECK(format_local(utc(2026, 3, 29, 1, 0)) == "2026-03-29 03:00");
  CHECK(format_local(utc(2026, 10, 25, 0, 59)) == "2026-10-25 02:59");
  CHECK(format_local(utc(2026, 10, 25, 1, 0)) == "2026-10-25 02:00");
}

TEST_CASE("the rule says what the system's time zones say") {
  if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/Amsterdam")) {
    WARN("skipped: the system has no time zones");
    return;
  }
  const char* const zone = std::getenv("TZ");
  const std::string before = zone == nullptr ? "" : zone;
  setenv("TZ", "Europe/Amsterdam", 1);
  tzset();
  testing::Random random(3);
  for (int round = 0; round < 20'000; ++round) {
    // Until 2037: the files of time zones are read no further by every C library.
    const auto seconds = static_cast<std::time_t>(820'454'400 + random.next() % (2'145'916'800 - 820'454'400));
    std::tm parts{};
    localtime_r(&seconds, &parts);
    const LocalTime local = amsterdam_time(std::int64_t{seconds} * 1000 + random.between(0, 999));
    INFO(seconds);
    REQUIRE(local.date.yyyymmdd == (parts.tm_year + 1900) * 10000 + (parts.tm_mon + 1) * 100 + parts.tm_mday);
    REQUIRE(local.weekday == (parts.tm_wday == 0 ? 7 : parts.tm_wday));
    REQUIRE(local.minute == parts.tm_hour * 60 + parts.tm_min);
  }
  before.empty() ? unsetenv("TZ") : setenv("TZ", before.c_str(), 1);
  tzset();
}

TEST_CASE("office hours are those of weekdays, up to the minute") {
  const OfficeHours hours;
  CHECK_FALSE(within(hours, utc(2026, 11, 23, 6, 59)));  // a Monday
  CHECK(within(hours, utc(2026, 11, 23, 7, 0)));
  CHECK(within(hours, utc(2026, 11, 23, 16, 59)));
  CHECK_FALSE(within(hours, utc(2026, 11, 23, 17, 0)));
  CHECK(within(hours, utc(2026, 7, 3, 6, 0)));           // a Friday in summer
  CHECK_FALSE(within(hours, utc(2026, 11, 21, 12, 0)));  // a Saturday
  CHECK_FALSE(within(hours, utc(2026, 11, 22, 12, 0)));
}

TEST_CASE("a time of the day has two digits of the hour and two of the minute") {
  CHECK(parse_minute("00:00") == 0);
  CHECK(parse_minute("03:30") == 210);
  CHECK(parse_minute("23:59") == 1439);
  CHECK(parse_minute("24:00") == 1440);
  for (const char* text : {"", "3:30", "03:60", "24:01", "0330", "03.30", "03:30 ", "-1:30", "a3:30"})
    CHECK_FALSE(parse_minute(text));
}

TEST_CASE("office hours are written as two times, the later one last") {
  const auto hours = parse_office_hours("07:30-24:00");
  REQUIRE(hours);
  CHECK(hours->from == 450);
  CHECK(hours->until == 1440);
  for (const char* text : {"", "8:00-18:00", "08:00 - 18:00", "18:00-08:00", "08:00-08:00", "08:60-18:00",
                           "08:00-24:01", "0a:00-18:00", "08:00-18:00 "})
    CHECK_FALSE(parse_office_hours(text));
}

TEST_CASE("a day begins at midnight in Amsterdam, also where the clock is put forward or back on it") {
  for (const int day : {19960101, 20260328, 20260329, 20260330, 20261024, 20261025, 20261026, 20261231}) {
    const std::int64_t start = start_of_day_ms(Date{day});
    CHECK(format_local(start) == format_date(Date{day}) + " 00:00");
    CHECK(amsterdam_time(start - 1).date < Date{day});
  }
}

TEST_CASE("a period holds its first and its last day, as they are in Amsterdam") {
  const AuditPeriod november{Date{20261101}, Date{20261130}};
  CHECK_FALSE(within(november, utc(2026, 10, 31, 22, 59)));
  CHECK(within(november, utc(2026, 10, 31, 23, 0)));
  CHECK(within(november, utc(2026, 11, 30, 22, 59)));
  CHECK_FALSE(within(november, utc(2026, 11, 30, 23, 0)));
  CHECK(within(AuditPeriod{}, 0));
}
