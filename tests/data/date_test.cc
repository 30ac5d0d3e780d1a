#include "data/date.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

namespace schakel {
namespace {

TEST_CASE("every day of 1900 to 2199 survives being written and read") {
  using namespace std::chrono;
  Date before;
  for (sys_days day = 1900y / January / 1; day <= sys_days{2199y / December / 31}; day += days{1}) {
    const year_month_day ymd{day};
    const Date date{int{ymd.year()} * 10000 + static_cast<int>(unsigned{ymd.month()} * 100 + unsigned{ymd.day()})};
    REQUIRE(parse_date(format_date(date)) == date);
    REQUIRE(before < date);
    before = date;
  }
}

TEST_CASE("a date that does not exist is refused") {
  for (const char* text : {"2025-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
                           "2026-01-00", "2026-01-32", "1899-12-31", "2200-01-01", "0000-00-00"})
    CHECK_FALSE(parse_date(text).has_value());
  CHECK(parse_date("2024-02-29").has_value());
  CHECK(parse_date("2000-02-29").has_value());
}

TEST_CASE("a date in another form is refused") {
  for (const char* text : {"", "2026", "2026-1-1", "20261122", "22-11-2026", "2026/11/22", "2026-11-22T00:00:00Z",
                           " 2026-11-22", "2026-11-22 ", "2026-11-2x", "+026-11-22", "-026-11-22", "2026-11--2"})
    CHECK_FALSE(parse_date(text).has_value());
  CHECK_FALSE(parse_date(std::string_view("2026-11-2\0", 10)).has_value());
}

TEST_CASE("whatever is read as a date is written back as it stood") {
  std::mt19937 random(20261122);
  std::size_t read = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = "2026-11-22";
    for (int edits = 0; edits < 3; ++edits) text[random() % text.size()] = "0123456789-/ "[random() % 13];
    if (const std::optional<Date> date = parse_date(text)) {
      ++read;
      REQUIRE(format_date(*date) == text);
    }
  }
  CHECK(read > 10'000);
}

TEST_CASE("no date is not known, and comes before every date") {
  CHECK_FALSE(Date{}.known());
  CHECK(Date{} < *parse_date("1900-01-01"));
  CHECK(parse_date("2026-11-22")->year() == 2026);
}

TEST_CASE("today is a day that exists") { CHECK(parse_date(format_date(today())) == today()); }

}  // namespace
}  // namespace schakel
