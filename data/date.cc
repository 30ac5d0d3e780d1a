#include "data/date.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace schakel {

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int digits = 0;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    digits = digits * 10 + (text[i] - '0');
  }
  const std::chrono::year_month_day day{std::chrono::year{digits / 10000},
                                        std::chrono::month{static_cast<unsigned>(digits / 100 % 100)},
                                        std::chrono::day{static_cast<unsigned>(digits % 100)}};
  if (!day.ok() || digits < 19000000 || digits >= 22000000) return std::nullopt;
  return Date{digits};
}

std::string format_date(Date date) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.yyyymmdd / 10000, date.yyyymmdd / 100 % 100,
                date.yyyymmdd % 100);
  return text.data();
}

Date today() {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return Date{static_cast<int>(day.year()) * 10000 + static_cast<int>(static_cast<unsigned>(day.month())) * 100 +
              static_cast<int>(static_cast<unsigned>(day.day()))};
}

}  // namespace schakel
