#include "server/answers/headline.h"

#include <fmt/core.h>

#include "server/answers/recognised_codes.h"

namespace schakel {
namespace {

// Appends a part behind a separator; nothing for an empty part.
void add_part(std::string& line, std::string_view separator, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += part;
}

std::string mode_name(const Words& words, int mode) {
  switch (mode) {
    case CAR:
      return words.say("auto", "car");
    case MOTORCYCLE:
      return words.say("motor", "motorcycle");
    case MOPED:
      return words.say("brommer", "moped");
    case BICYCLE:
      return words.say("fiets", "bicycle");
    case PUBLIC_TRANSPORT:
      return words.say("openbaar vervoer", "public transport");
    default:
      return "";
  }
}

}  // namespace

std::string title_of(const Words& words, const Vacancy& vacancy) {
  if (!vacancy.title().empty()) return vacancy.title();
  return vacancy.occupation().empty() ? words.say("(zonder titel)", "(no title)")
                                      : words.concept_name(vacancy.occupation());
}

std::string travel_in_words(const Words& words, const Travel& travel) {
  std::string limit;
  if (travel.max_distance_km() > 0) limit = fmt::format("{} km", travel.max_distance_km());
  if (travel.max_minutes() > 0)
    add_part(limit, words.say(" en ", " and "), words.say("{} minuten", "{} minutes", travel.max_minutes()));
  std::string modes;
  for (const int mode : travel.modes()) add_part(modes, words.say(" of ", " or "), mode_name(words, mode));
  std::string text = limit.empty() ? words.say("reist, hoe ver is onbekend", "travels, how far is unknown")
                                   : words.say("reist tot {}", "travels up to {}", limit);
  add_part(text, words.say(" met ", " by "), modes);
  return text;
}

std::string headline(const Words& words, const Vacancy& vacancy) {
  std::string line = title_of(words, vacancy);
  add_part(line, ", ", vacancy.employer().name());
  add_part(line, ", ", words.place(vacancy.offer().postcode()));
  if (vacancy.offer().remote_percent() > 0)
    add_part(line, ", ", words.say("{} % thuis", "{} % from home", vacancy.offer().remote_percent()));
  add_part(line, ", ", words.weekly_hours(vacancy.offer().hours()));
  if (vacancy.offer().shift_work() == YES) add_part(line, ", ", words.say("in ploegendienst", "in shifts"));
  return line;
}

std::string headline(const Words& words, const Seeker& seeker) {
  const std::string wants = wishes_in_words(words, seeker);
  std::string line =
      wants.empty() ? words.say("wens onbekend", "wish unknown") : words.say("zoekt {}", "wants {}", wants);
  add_part(
      line, "; ",
      seeker.postcode().empty() ? words.say("woonplaats onbekend", "place unknown") : words.place(seeker.postcode()));
  add_part(line, "; ", travel_in_words(words, seeker.travel()));
  add_part(line, "; ", words.weekly_hours(seeker.hours()));
  return line;
}

}  // namespace schakel
