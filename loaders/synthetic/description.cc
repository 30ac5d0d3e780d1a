#include <algorithm>
#include <array>

#include "loaders/synthetic/vacancies.h"
#include "loaders/synthetic/words.h"

namespace schakel {
namespace {

constexpr std::array<std::string_view, 10> kAbout{"Wij zijn een nuchtere werkgever met korte lijnen.",
                                                  "Bij ons kom je in een hecht team dat elkaar helpt.",
                                                  "We groeien en kunnen versterking goed gebruiken.",
                                                  "Onze klanten komen uit de hele regio.",
                                                  "Vakmanschap en plezier in het werk gaan hier samen.",
                                                  "Je krijgt een goede inwerkperiode met een vaste begeleider.",
                                                  "Wij geven je de ruimte om het werk op jouw manier te doen.",
                                                  "Veilig en prettig werken vinden wij belangrijk.",
                                                  "De sfeer is informeel en iedereen kent elkaar.",
                                                  "Geen dag is bij ons hetzelfde."};
constexpr std::array<std::string_view, 5> kDuties{
    "Je gaat je bezighouden met: ", "Tot je taken behoren: ", "In deze functie draait het om: ",
    "Het werk bestaat onder meer uit: ", "Waar je mee aan de slag gaat: "};
constexpr std::array<std::string_view, 6> kExtras{"Reiskosten worden vergoed en je bouwt pensioen op.",
                                                  "Je salaris is volgens de cao, met 8 procent vakantiegeld.",
                                                  "Er is ruimte om een opleiding te volgen.",
                                                  "Je krijgt 25 vakantiedagen bij een volledige werkweek.",
                                                  "We betalen je scholing en geven je tijd om te leren.",
                                                  "Na een goede inwerkperiode bespreken we samen je volgende stap."};
constexpr std::array<std::string_view, 5> kReply{
    "Heb je interesse? Stuur ons een korte motivatie en je cv.", "Wil je eerst meer weten? Bel ons gerust.",
    "Een keer meelopen kan, vraag ernaar.", "Spreekt dit je aan? Dan horen we graag van je.",
    "Solliciteren kan met een cv of een berichtje via de website."};

void say(std::string& text, std::string_view sentence) {
  if (!text.empty()) text += ' ';
  text += sentence;
}

std::string write_title(Random& random, const Opening& opening) {
  const Occupation& occupation = *opening.occupation;
  const bool variant = !occupation.titles.empty() && random.percent(35);
  std::string title = capitalised(variant ? random.pick(occupation.titles) : occupation.label);
  const std::uint32_t addition = random.below(100);
  if (addition < 18) return title += " (m/v/x)";
  if (addition < 32) return title += " m/v";
  if (addition < 50) return title += ", " + short_hours_in_words(opening.vacancy.offer().hours());
  if (addition < 62 && !opening.town->name.empty()) return title += " in " + opening.town->name;
  if (addition < 66 && opening.vacancy.offer().hours().min() >= 36) return title += " (fulltime)";
  if (addition < 70 && opening.vacancy.offer().hours().max() <= 28) return title += " (parttime)";
  return title;
}

std::string write_opening(Random& random, const Opening& opening) {
  const std::string& employer = opening.vacancy.employer().name();
  const std::string& label = opening.occupation->label;
  const std::string place = opening.town->name.empty() ? "" : " in " + opening.town->name;
  if (opening.through_agency)
    return (place.empty() ? "Voor een opdrachtgever" : "Voor een opdrachtgever" + place) + " zoekt " + employer +
           (random.percent(40) ? " per direct" : "") + " een " + label + ".";
  const std::uint32_t openings = opening.vacancy.offer().openings();
  if (openings > 1)
    return employer + place + " heeft plaats voor " + number_in_words(openings) +
           " nieuwe collega's in de functie van " + label + ".";
  switch (random.below(4)) {
    case 0:
      return employer + place + " zoekt een " + label + ".";
    case 1:
      return "Voor ons team" + place + " zoeken wij een " + label + ".";
    case 2:
      return "Wil jij aan de slag als " + label + " bij " + employer + place + "? Lees dan verder.";
    default:
      return "Bij " + employer + place + " is plaats voor een " + label + ".";
  }
}

// Whether a competence reads as something to do: an infinitive at either end, and not "kennis van ...".
bool is_activity(std::string_view label) {
  const std::string_view first = label.substr(0, label.find(' '));
  return !first.starts_with("kennis") && (label.ends_with("n") || first.ends_with("en"));
}

// What the job consists of: competences of the occupation, whether or not they are asked.
std::string write_duties(Random& random, const Opening& opening) {
  const std::vector<const Competence*>& all = opening.occupation->essential;
  std::vector<std::string_view> named;
  for (std::uint32_t tries = 6; tries > 0 && named.size() < 3 && !all.empty(); --tries) {
    const std::string& label = random.pick(all)->label;
    if (is_activity(label) && std::ranges::find(named, label) == named.end()) named.push_back(label);
  }
  if (named.size() < 2) return {};
  return std::string(random.pick(kDuties)) + enumerate(named) + ".";
}

// "Een pre: ...": what is asked in one strength.
std::string write_demands(const Opening& opening, Condition condition, std::string_view start) {
  std::vector<std::string_view> named;
  for (int i = 0; i < opening.vacancy.requirements_size(); ++i) {
    const std::string& words = opening.words[static_cast<std::size_t>(i)];
    if (!words.empty() && opening.vacancy.requirements(i).condition() == condition) named.push_back(words);
  }
  return named.empty() ? std::string() : std::string(start) + enumerate(named) + ".";
}

std::string write_contract(const Offer& offer) {
  const auto has = [&](ContractForm form) {
    return std::ranges::find(offer.contract_forms(), form) != offer.contract_forms().end();
  };
  if (has(VOLUNTEER)) return "Het gaat om vrijwilligerswerk.";
  if (has(WORK_EXPERIENCE)) return "Dit is een werkervaringsplaats.";
  if (has(APPRENTICE)) return "Je kunt hier werken en leren combineren in een bbl-traject.";
  if (has(AGENCY)) return "Je begint op uitzendbasis.";
  if (has(PERMANENT) && has(FIXED_TERM)) return "Je start met een jaarcontract, met uitzicht op een vast contract.";
  return has(PERMANENT) ? "Je krijgt meteen een vast contract." : "Je krijgt een contract voor een jaar.";
}

std::string write_terms(Random& random, const Opening& opening) {
  const Offer& offer = opening.vacancy.offer();
  std::string text = random.percent(50) ? "Het gaat om een functie van " : "Je werkt ";
  text += hours_in_words(offer.hours()) + ".";
  if (offer.shift_work() == YES) say(text, "Je werkt in wisselende diensten, soms ook 's avonds of in het weekend.");
  if (offer.remote_percent() == 100) say(text, "Je werkt volledig vanuit huis.");
  if (offer.remote_percent() > 0 && offer.remote_percent() < 100) say(text, "Een deel van de week kun je thuiswerken.");
  say(text, write_contract(offer));
  if (random.percent(60)) say(text, random.pick(kExtras));
  return text;
}

}  // namespace

void write_texts(Random& random, Opening& opening) {
  opening.vacancy.set_title(write_title(random, opening));
  std::string text = write_opening(random, opening);
  for (std::uint32_t sentences = random.below(3); sentences > 0; --sentences) {
    const std::string_view about = random.pick(kAbout);
    if (text.find(about) == std::string::npos) say(text, about);
  }
  const auto add = [&](const std::string& part) {
    if (!part.empty()) say(text, part);
  };
  add(write_duties(random, opening));
  add(write_demands(opening, MUST, "Wat je zeker nodig hebt: "));
  add(write_demands(opening, STRONG, random.percent(50) ? "Zeer gewenst: " : "Belangrijk voor ons: "));
  add(write_demands(opening, WANTED, random.percent(50) ? "Verder vragen we: " : "We zien graag: "));
  add(write_demands(opening, BONUS, "Een pre: "));
  add(write_terms(random, opening));
  if (random.percent(75)) say(text, random.pick(kReply));
  if (const std::optional<Date> closing = parse_date(opening.vacancy.closing_date()); closing && random.percent(60))
    say(text, "Reageren kan tot en met " + dutch_date(*closing) + ".");
  opening.vacancy.set_description(std::move(text));
}

}  // namespace schakel
