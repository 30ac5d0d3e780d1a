#include "server/answers/advice_words.h"

#include <fmt/core.h>

#include <array>

namespace schakel {
namespace {

std::string months(std::uint32_t number) { return counted(number, "maand", "maanden"); }
std::string level_of(std::uint32_t level) { return level > 0 ? fmt::format(", niveau {}", level) : ""; }

std::string_view contract(std::string_view form) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kForms{
      {{"PERMANENT", "vast"},
       {"FIXED_TERM", "tijdelijk"},
       {"AGENCY", "uitzendwerk"},
       {"APPRENTICE", "leerbaan"},
       {"WORK_EXPERIENCE", "werkervaringsplaats"},
       {"VOLUNTEER", "vrijwilligerswerk"}}};
  for (const auto& [name, dutch] : kForms)
    if (name == form) return dutch;
  return form;
}

std::string education(const Words& words, std::uint32_t level, std::string_view field) {
  std::string text(Words::education_level(level));
  if (!field.empty()) text += (text.empty() ? "in " : " in ") + words.education_field(field);
  return text;
}

// An item by its parts: the same for a requirement and for an item of the epoch.
std::string asked(const Words& words, int kind, std::string_view code, std::uint32_t minimum) {
  switch (kind) {
    case COMPETENCE:
      return words.concept_name(code) + level_of(minimum);
    case EXPERIENCE:
      return "ervaring als " + words.concept_name(code) + (minimum > 0 ? ", " + months(minimum) : "");
    case EDUCATION:
      return "opleiding " + education(words, minimum, code);
    case SPOKEN_LANGUAGE:
      return words.language(code) + " spreken" + level_of(minimum);
    case WRITTEN_LANGUAGE:
      return words.language(code) + " schrijven" + level_of(minimum);
    case DRIVING_LICENCE:
      return fmt::format("rijbewijs {}", code);
    case OCCUPATION:
      return "beroep " + words.concept_name(code);
    case SECTOR:
      return "sector " + words.sector(code);
    default:
      return fmt::format("contract {}", contract(code));
  }
}

std::string last_in(std::uint16_t year) { return year == 0 ? "" : fmt::format(", laatst in {}", year); }

std::string licences_held(const Seeker& record) {
  std::string text;
  for (const std::string& category : record.driving_licences().categories())
    text += (text.empty() ? "" : ", ") + category;
  if (!record.has_driving_licences()) return "rijbewijs onbekend";
  return text.empty() ? "geen rijbewijs" : "rijbewijs " + text;
}

std::string educations_held(const Words& words, const Seeker& record) {
  std::string text;
  for (const Education& held : record.education()) {
    std::string one = education(words, held.level(), held.field());
    if (one.empty()) one = "niveau en richting onbekend";
    if (held.diploma() == NO) one += " zonder diploma";
    if (held.diploma() == ANSWER_UNKNOWN) one += ", diploma onbekend";
    text += (text.empty() ? "" : "; ") + one;
  }
  return text.empty() ? "opleiding onbekend" : text;
}

std::string language_held(const Seeker& record, std::string_view language, bool spoken) {
  if (record.languages().empty()) return "talen onbekend";
  for (const Language& held : record.languages()) {
    if (held.language() != language) continue;
    const bool known = spoken ? held.has_spoken() : held.has_written();
    return known ? fmt::format("niveau {}", spoken ? held.spoken() : held.written()) : "niveau onbekend";
  }
  return "taal niet in het profiel";
}

}  // namespace

std::string counted(std::uint64_t number, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::string hours_in_dutch(const HoursPerWeek& hours) {
  if (hours.has_min() && hours.has_max())
    return hours.min() == hours.max() ? fmt::format("{} uur", hours.min())
                                      : fmt::format("{}-{} uur", hours.min(), hours.max());
  if (hours.has_min()) return fmt::format("vanaf {} uur", hours.min());
  return hours.has_max() ? fmt::format("hooguit {} uur", hours.max()) : "uren onbekend";
}

std::string item_in_dutch(const Epoch& epoch, const Words& words, ItemId id) {
  return asked(words, epoch.items[id].kind, epoch.item_code(id), epoch.items[id].minimum);
}

std::string profile_in_dutch(const Epoch& epoch, const Words& words, SeekerId id, const ItemScore& score) {
  const Item& item = epoch.items[score.item];
  const SeekerView seeker = epoch.seeker(id);
  const std::uint32_t fact = score.through.fact;
  const std::string_view code = epoch.item_code(score.item);
  switch (item.kind) {
    case COMPETENCE: {
      if (seeker.competences.empty()) return "competenties onbekend";
      if (score.quality.low == 0) return "niet in het profiel";
      const CompetenceFact& held = seeker.competences[fact];
      return words.concept_name(held.concept_id) + (held.level > 0 ? level_of(held.level) : ", niveau onbekend") +
             last_in(held.year);
    }
    case EXPERIENCE: {
      if (seeker.experience.empty()) return "werkervaring onbekend";
      if (score.quality.low == 0) return "geen ervaring die daarop lijkt";
      const ExperienceFact& held = seeker.experience[fact];
      return words.concept_name(held.concept_id) + (held.months > 0 ? ", " + months(held.months) : "") +
             last_in(held.year);
    }
    case EDUCATION:
      return educations_held(words, epoch.record(id));
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return language_held(epoch.record(id), code, item.kind == SPOKEN_LANGUAGE);
    case DRIVING_LICENCE:
      return licences_held(epoch.record(id));
    default:
      return "wens";
  }
}

std::string_view field_in_dutch(Field field) {
  static constexpr std::array<std::string_view, kFields> kNames{"competenties",
                                                                "niveau van de competenties",
                                                                "jaar van laatste gebruik van de competenties",
                                                                "werkervaring",
                                                                "duur van de werkervaring",
                                                                "laatste jaar van de werkervaring",
                                                                "opleiding",
                                                                "niveau van de opleiding",
                                                                "richting van de opleiding",
                                                                "diploma",
                                                                "talen",
                                                                "spreekniveau van de talen",
                                                                "schrijfniveau van de talen",
                                                                "rijbewijs",
                                                                "gewenst beroep",
                                                                "gewenste sector",
                                                                "gewenste contractvorm",
                                                                "werkzoekend sinds",
                                                                "postcode",
                                                                "reisafstand of reistijd",
                                                                "vervoermiddel",
                                                                "uren per week",
                                                                "werken in ploegen of op onregelmatige tijden",
                                                                "eisen van de vacature",
                                                                "beroep van de vacature",
                                                                "plaats van het werk",
                                                                "uren van de vacature",
                                                                "code die de taxonomie niet kent",
                                                                "arbeidsmarktpositie"};
  return kNames[static_cast<std::size_t>(field)];
}

std::string relaxation_in_dutch(const Words& words, const Vacancy& record, const Relaxation& relaxation) {
  using Way = Relaxation::Kind;
  std::string item;
  if (relaxation.requirement >= 0) {
    const Requirement& asks = record.requirements(relaxation.requirement);
    const std::uint32_t minimum = asks.kind() == EXPERIENCE ? asks.min_months() : asks.min_level();
    item = asked(words, asks.kind(), asks.code(), minimum);
  }
  switch (relaxation.kind) {
    case Way::kMustToWanted:
      return fmt::format("{}: gewenst in plaats van moet", item);
    case Way::kLowerLevel: {
      const bool education = record.requirements(relaxation.requirement).kind() == EDUCATION;
      return education ? fmt::format("{}: {} is ook goed", item, Words::education_level(relaxation.after))
                       : fmt::format("{}: niveau {} is ook goed", item, relaxation.after);
    }
    case Way::kFewerMonths:
      return fmt::format("{}: {} is ook goed", item, months(relaxation.after));
    case Way::kFewerHours:
      return fmt::format("vanaf {} uur in plaats van {}", relaxation.after, relaxation.before);
    case Way::kMoreHours:
      return fmt::format("tot {} uur in plaats van {}", relaxation.after, relaxation.before);
    case Way::kNoShifts:
      return "geen ploegendienst of onregelmatige tijden";
    case Way::kPartlyRemote:
      return fmt::format("{} % thuiswerk in plaats van {} %", relaxation.after, relaxation.before);
    case Way::kFullyRemote:
      return "volledig thuiswerk";
  }
  return "";
}

std::string change_in_dutch(const Words& words, const ProfileChange& change) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const auto& competence : change.competences)
    add(words.concept_name(competence.code) +
        (competence.level > 0 ? fmt::format(" op niveau {}", competence.level) : ""));
  for (const std::string& licence : change.licences) add("rijbewijs " + licence);
  for (const auto& language : change.languages)
    add(fmt::format("{} op niveau {}", words.language(language.language), language.level));
  for (const auto& diploma : change.diplomas) add("diploma " + education(words, diploma.level, diploma.field));
  if (change.hours_min) add(fmt::format("werkt vanaf {} uur", *change.hours_min));
  if (change.hours_max) add(fmt::format("werkt tot {} uur", *change.hours_max));
  if (change.kilometres) add(fmt::format("reist tot {} km", *change.kilometres));
  return text;
}

}  // namespace schakel
