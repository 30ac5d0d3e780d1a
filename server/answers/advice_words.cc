#include "server/answers/advice_words.h"

#include <array>

#include "server/answers/found_through.h"
#include "server/answers/recognised_codes.h"

namespace schakel {
namespace {

std::string licences_held(const Words& words, const Seeker& record) {
  if (!record.has_driving_licences()) return words.say("rijbewijs onbekend", "driving licence unknown");
  std::string text;
  for (const std::string& category : record.driving_licences().categories())
    text += (text.empty() ? "" : ", ") + category;
  return text.empty() ? words.say("geen rijbewijs", "no driving licence")
                      : words.say("rijbewijs {}", "driving licence {}", text);
}

std::string educations_held(const Words& words, const Seeker& record) {
  std::string text;
  for (const Education& held : record.education()) {
    std::string one = words.education(held.level(), held.field());
    if (one.empty()) one = words.say("niveau en richting onbekend", "level and field unknown");
    if (held.diploma() == NO) one += words.say(" zonder diploma", " without diploma");
    if (held.diploma() == ANSWER_UNKNOWN) one += words.say(", diploma onbekend", ", diploma unknown");
    text += (text.empty() ? "" : "; ") + one;
  }
  return text.empty() ? words.say("opleiding onbekend", "education unknown") : text;
}

std::string language_held(const Words& words, const Seeker& record, std::string_view language, bool spoken) {
  for (const Language& held : record.languages()) {
    if (held.language() != language) continue;
    const bool known = spoken ? held.has_spoken() : held.has_written();
    return known ? words.say("niveau {}", "level {}", spoken ? held.spoken() : held.written())
                 : words.say("niveau onbekend", "level unknown");
  }
  return words.say("taal niet in het profiel", "language not in the profile");
}

struct FieldWords {
  std::string_view dutch, english;
};

constexpr std::array<FieldWords, kFields> kFieldWords{
    {{"competenties", "competences"},
     {"niveau van de competenties", "level of the competences"},
     {"jaar van laatste gebruik van de competenties", "year of last use of the competences"},
     {"werkervaring", "experience"},
     {"duur van de werkervaring", "length of the experience"},
     {"laatste jaar van de werkervaring", "last year of the experience"},
     {"opleiding", "education"},
     {"niveau van de opleiding", "level of the education"},
     {"richting van de opleiding", "field of the education"},
     {"diploma", "diploma"},
     {"talen", "languages"},
     {"spreekniveau van de talen", "spoken level of the languages"},
     {"schrijfniveau van de talen", "written level of the languages"},
     {"rijbewijs", "driving licence"},
     {"gewenst beroep", "wanted occupation"},
     {"gewenste sector", "wanted sector"},
     {"gewenste contractvorm", "wanted contract"},
     {"werkzoekend sinds", "searching since"},
     {"postcode", "postcode"},
     {"reisafstand of reistijd", "distance or time to travel"},
     {"vervoermiddel", "means of transport"},
     {"uren per week", "hours per week"},
     {"werken in ploegen of op onregelmatige tijden", "work in shifts or at irregular hours"},
     {"herkende beroepen en competenties", "recognised occupations and competences"},
     {"eisen van de vacature", "requirements of the vacancy"},
     {"beroep van de vacature", "occupation of the vacancy"},
     {"plaats van het werk", "place of work"},
     {"uren van de vacature", "hours of the vacancy"},
     {"code die onbekend of onzeker is", "code that is unknown or not sure"},
     {"arbeidsmarktpositie", "labour market position"}}};

std::string requirement_in_words(const Words& words, const Requirement& asks) {
  return words.item(asks.kind(), asks.code(), asks.kind() == EXPERIENCE ? asks.min_months() : asks.min_level());
}

}  // namespace

std::string profile_in_words(const ItemTexts& texts, const SeekerParty& seeker, const ItemScore& score) {
  const Words& words = texts.words();
  const Item& item = texts.item(score.item);
  if (item.kind == EDUCATION) return educations_held(words, seeker.record);
  if (item.kind == DRIVING_LICENCE) return licences_held(words, seeker.record);
  if (item.kind == SPOKEN_LANGUAGE || item.kind == WRITTEN_LANGUAGE)
    return language_held(words, seeker.record, texts.code(score.item), item.kind == SPOKEN_LANGUAGE);
  return fact_in_words(texts, seeker.side.view, score);
}

std::string field_in_words(const Words& words, Field field) {
  const FieldWords& name = kFieldWords[static_cast<std::size_t>(field)];
  return std::string(words.told_in() == AnswerLanguage::kDutch ? name.dutch : name.english);
}

std::string relaxation_in_words(const Words& words, const Vacancy& record, const Relaxation& relaxation) {
  using Way = Relaxation::Kind;
  const std::uint32_t before = relaxation.before, after = relaxation.after;
  if (relaxation.requirement >= 0) {
    const Requirement& asks = record.requirements(relaxation.requirement);
    const std::string item = requirement_in_words(words, asks);
    if (relaxation.kind == Way::kMustToWanted)
      return words.say("{}: gewenst in plaats van moet", "{}: wanted instead of must", item);
    std::string enough = words.say("niveau {}", "level {}", after);
    if (relaxation.kind == Way::kFewerMonths) enough = words.months(after);
    if (relaxation.kind == Way::kLowerLevel && asks.kind() == EDUCATION) enough = words.education(after);
    return words.say("{}: {} is ook goed", "{}: {} will do", item, enough);
  }
  switch (relaxation.kind) {
    case Way::kFewerHours:
      return words.say("vanaf {} uur in plaats van {}", "from {} hours instead of {}", after, before);
    case Way::kMoreHours:
      return words.say("tot {} uur in plaats van {}", "up to {} hours instead of {}", after, before);
    case Way::kNoShifts:
      return words.say("geen ploegendienst of onregelmatige tijden", "no shifts or irregular hours");
    case Way::kPartlyRemote:
      return words.say("{} % thuiswerk in plaats van {} %", "{} % from home instead of {} %", after, before);
    default:
      return words.say("volledig thuiswerk", "all work from home");
  }
}

std::string change_in_words(const Words& words, const ProfileChange& change) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  const auto at_level = [&](std::uint32_t level) {
    return level > 0 ? words.say(" op niveau {}", " at level {}", level) : "";
  };
  for (const auto& [code, level] : change.competences) add(words.concept_name(code) + at_level(level));
  for (const std::string& licence : change.licences) add(words.say("rijbewijs {}", "driving licence {}", licence));
  for (const auto& [language, level] : change.languages) add(words.language(language) + at_level(level));
  for (const auto& [level, field] : change.diplomas)
    add(words.say("diploma {}", "diploma {}", words.education(level, field)));
  if (change.hours_min) add(words.say("werkt vanaf {} uur", "works from {} hours", *change.hours_min));
  if (change.hours_max) add(words.say("werkt tot {} uur", "works up to {} hours", *change.hours_max));
  if (change.kilometres) add(words.say("reist tot {} km", "travels up to {} km", *change.kilometres));
  return text;
}

std::string wish_in_words(const Words& words, const Seeker& record) {
  const std::string wants = wishes_in_words(words, record);
  return wants.empty() ? words.say("gewenst beroep onbekend", "wanted occupation unknown") : wants;
}

}  // namespace schakel
