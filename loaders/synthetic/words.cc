#include "loaders/synthetic/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"januari",   "februari", "maart",    "april",
                                                   "mei",       "juni",     "juli",     "augustus",
                                                   "september", "oktober",  "november", "december"};
constexpr std::array<std::string_view, 10> kNumbers{"een", "twee",  "drie", "vier",  "vijf",
                                                    "zes", "zeven", "acht", "negen", "tien"};
constexpr std::array<std::string_view, 6> kEducation{
    "basisonderwijs",          "vmbo werk- en denkniveau", "havo of vwo werk- en denkniveau",
    "mbo werk- en denkniveau", "hbo werk- en denkniveau",  "wo werk- en denkniveau"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLanguages{{{"nld", "Nederlands"},
                                                                                   {"eng", "Engels"},
                                                                                   {"deu", "Duits"},
                                                                                   {"fra", "Frans"},
                                                                                   {"pol", "Pools"},
                                                                                   {"spa", "Spaans"}}};
constexpr std::array<std::string_view, 4> kFluency{"een beetje", "redelijk", "goed", "vloeiend"};

}  // namespace

std::string enumerate(std::span<const std::string_view> parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " en " : ", ";
    text += parts[i];
  }
  return text;
}

std::string capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 'a' + 'A');
  if (result.starts_with("Ij")) result[1] = 'J';
  return result;
}

std::string dutch_date(Date date) {
  const auto month = static_cast<std::size_t>(date.yyyymmdd / 100 % 100);
  return std::to_string(date.yyyymmdd % 100) + " " + std::string(kMonths[month - 1]) + " " +
         std::to_string(date.year());
}

std::string hours_in_words(const HoursPerWeek& hours) {
  std::string text = std::to_string(hours.min());
  if (hours.max() != hours.min()) text += " tot " + std::to_string(hours.max());
  return text + " uur per week";
}

std::string short_hours_in_words(const HoursPerWeek& hours) {
  std::string text = std::to_string(hours.min());
  if (hours.max() != hours.min()) text += "-" + std::to_string(hours.max());
  return text + " uur";
}

std::string number_in_words(std::uint32_t number) {
  return number >= 1 && number <= kNumbers.size() ? std::string(kNumbers[number - 1]) : std::to_string(number);
}

std::string months_in_words(std::uint32_t months) {
  if (months == 6) return "een half jaar";
  if (months % 12 == 0) return number_in_words(months / 12) + " jaar";
  return months == 1 ? "een maand" : number_in_words(months) + " maanden";
}

std::string_view education_in_words(std::uint32_t level) { return kEducation[level - 1]; }

std::string_view language_in_words(std::string_view code) {
  const auto* found = std::ranges::find(kLanguages, code, [](const auto& entry) { return entry.first; });
  return found == kLanguages.end() ? "een andere taal" : found->second;
}

std::string_view fluency_in_words(std::uint32_t level) { return kFluency[level - 1]; }

}  // namespace schakel
