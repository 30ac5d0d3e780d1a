#include "loaders/synthetic/world.h"

#include <chrono>

namespace schakel {

Date plus_days(Date date, int days) {
  using namespace std::chrono;
  const year_month_day day{
      sys_days(year_month_day(year(date.year()), month(static_cast<unsigned>(date.yyyymmdd / 100 % 100)),
                              std::chrono::day(static_cast<unsigned>(date.yyyymmdd % 100)))) +
      std::chrono::days(days)};
  return Date{static_cast<int>(day.year()) * 10000 + static_cast<int>(static_cast<unsigned>(day.month())) * 100 +
              static_cast<int>(static_cast<unsigned>(day.day()))};
}

}  // namespace schakel
