#include "server/answers/headline.h"

#include <fmt/core.h>

namespace schakel {
namespace {

// Appends a part behind a separator; nothing for an empty part.
void add_part(std::string& line, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += part;
}

std::string_view mode_name(int mode) {
  switch (mode) {
    case CAR:
      return "car";
    case MOTORCYCLE:
      return "motorcycle";
    case MOPED:
      return "moped";
    case BICYCLE:
      return "bicycle";
    case PUBLIC_TRANSPORT:
      return "public transport";
    default:
      return "";
  }
}

}  // namespace

std::string title_of(const Words& words, const Vacancy& vacancy) {
  if (!vacancy.title().empty()) return vacancy.title();
  return vacancy.occupation().empty() ? "(no title)" : words.concept_name(vacancy.occupation());
}

std::string travel_in_words(const Travel& travel) {
  std::string limit;
  if (travel.max_distance_km() > 0) limit = fmt::format("{} km", travel.max_distance_km());
  if (travel.max_minutes() > 0) add_part(limit, " and ", fmt::format("{} minutes", travel.max_minutes()));
  std::string modes;
  for (const int mode : travel.modes()) add_part(modes, " or ", mode_name(mode));
  std::string text = limit.empty() ? "travels, how far is unknown" : "travels up to " + limit;
  add_part(text, " by ", modes);
  return text;
}

std::string headline(const Words& words, const Vacancy& vacancy) {
  std::string line = title_of(words, vacancy);
  add_part(line, ", ", vacancy.employer().name());
  add_part(line, ", ", words.place(vacancy.offer().postcode()));
  if (vacancy.offer().remote_percent() > 0)
    add_part(line, ", ", fmt::format("{} % from home", vacancy.offer().remote_percent()));
  add_part(line, ", ", weekly_hours(vacancy.offer().hours()));
  if (vacancy.offer().shift_work() == YES) add_part(line, ", ", "in shifts");
  return line;
}

std::string headline(const Words& words, const Seeker& seeker) {
  const std::string wants = words.concept_names(seeker.wanted_occupations());
  std::string line = wants.empty() ? "wants what is unknown" : "wants " + wants;
  add_part(line, "; ", seeker.postcode().empty() ? "lives where is unknown" : words.place(seeker.postcode()));
  add_part(line, "; ", travel_in_words(seeker.travel()));
  add_part(line, "; ", weekly_hours(seeker.hours()));
  return line;
}

}  // namespace schakel
