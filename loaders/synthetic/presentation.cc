#include <algorithm>
#include <array>

#include "loaders/synthetic/person.h"
#include "loaders/synthetic/words.h"

namespace schakel {
namespace {

constexpr std::array<std::string_view, 4> kOpenings{"Ik zoek werk als ", "Ik ben op zoek naar een baan als ",
                                                    "Het liefst ga ik aan de slag als ", "Graag werk ik als "};
constexpr std::array<std::string_view, 12> kCharacter{"Ik leer snel en houd van aanpakken.",
                                                      "Collega's noemen mij rustig en betrouwbaar.",
                                                      "Ik werk netjes en kom mijn afspraken na.",
                                                      "Afwisseling in het werk vind ik belangrijk.",
                                                      "Ik werk het liefst in een klein team.",
                                                      "Ik houd het hoofd koel als het druk is.",
                                                      "Met mensen omgaan ligt me goed.",
                                                      "Ik werk graag zelfstandig, maar overleg als dat nodig is.",
                                                      "Een vaste plek waar ik kan blijven leren, dat zoek ik.",
                                                      "Ik ben gemotiveerd en sta open voor iets nieuws.",
                                                      "Op mij kun je rekenen.",
                                                      "Nauwkeurig werken gaat mij goed af."};
constexpr std::array<std::string_view, 4> kStrengths{
    "Waar ik goed in ben: ", "Dit breng ik mee: ", "Ervaring heb ik onder meer met: ", "Mijn sterke punten: "};
constexpr std::array<std::string_view, 4> kClosings{"Ik kom graag een dag meelopen.",
                                                    "Ik vertel u er graag meer over in een gesprek.",
                                                    "Ik hoor graag van u.", "Een opleiding erbij volgen wil ik ook."};

void say(std::string& text, std::string_view sentence) {
  if (!text.empty()) text += ' ';
  text += sentence;
}

std::string wishes(const Person& person, Random& random) {
  std::string text(random.pick(kOpenings));
  text += person.wanted[0]->label;
  if (person.wanted.size() > 1) text += " of " + person.wanted[1]->label;
  return text += '.';
}

std::string history(const Person& person, Random& random) {
  const Experience& last = person.profile.experience(0);
  const std::string& label = person.worked_as[0]->label;
  if (last.months() >= 12 && random.percent(70)) {
    const std::string years = months_in_words(last.months() / 12 * 12);
    return random.percent(50) ? "Ik heb " + years + " ervaring als " + label + "."
                              : "Hiervoor werkte ik " + years + " als " + label + ".";
  }
  return "Eerder werkte ik als " + label + ".";
}

std::string strengths(const Person& person, Random& random) {
  std::vector<std::string_view> named;
  for (const Competence* competence : person.competences)
    if (!competence->label.empty() && named.size() < 3) named.push_back(competence->label);
  if (named.empty()) return {};
  return std::string(random.pick(kStrengths)) + enumerate(named) + ".";
}

std::string travel(const Travel& travel) {
  const auto has = [&](TravelMode mode) { return std::ranges::find(travel.modes(), mode) != travel.modes().end(); };
  if (has(CAR)) return "Ik heb een rijbewijs en een eigen auto.";
  if (has(PUBLIC_TRANSPORT)) return "Ik reis met het openbaar vervoer.";
  if (has(MOPED)) return "Ik kom met de brommer naar het werk.";
  return "Ik kom op de fiets naar het werk.";
}

}  // namespace

std::string write_presentation(const Person& person, Date day, Random& random) {
  const Seeker& profile = person.profile;
  std::string text = wishes(person, random);
  if (!person.worked_as.empty()) say(text, history(person, random));
  const std::string named = random.percent(75) ? strengths(person, random) : "";
  if (!named.empty()) say(text, named);
  if (random.percent(55)) say(text, random.pick(kCharacter));
  if (random.percent(40)) say(text, "Ik wil " + hours_in_words(profile.hours()) + " werken.");
  if (random.percent(35)) say(text, travel(profile.travel()));
  if (random.percent(40)) {
    const Date from = parse_date(profile.availability().from()).value_or(day);
    say(text, from <= day ? "Ik ben per direct beschikbaar." : "Ik ben beschikbaar vanaf " + dutch_date(from) + ".");
  }
  if (random.percent(30)) say(text, random.pick(kClosings));
  return text;
}

}  // namespace schakel
