#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "loaders/synthetic/shaping.h"
#include "loaders/synthetic/vacancies.h"
#include "loaders/synthetic/words.h"

namespace schakel {
namespace {

constexpr Share<Condition> kCore[] = {{MUST, 6}, {STRONG, 35}, {WANTED, 44}, {BONUS, 15}};
constexpr Share<Condition> kExtra[] = {{STRONG, 10}, {WANTED, 45}, {BONUS, 45}};
constexpr Share<Condition> kExperience[] = {{MUST, 18}, {STRONG, 28}, {WANTED, 38}, {BONUS, 16}};
constexpr Share<Condition> kEducation[] = {{MUST, 42}, {STRONG, 18}, {WANTED, 30}, {BONUS, 10}};
constexpr Share<Condition> kSpoken[] = {{MUST, 46}, {STRONG, 24}, {WANTED, 25}, {BONUS, 5}};
constexpr Share<Condition> kWritten[] = {{MUST, 12}, {STRONG, 33}, {WANTED, 45}, {BONUS, 10}};
constexpr Share<Condition> kForeign[] = {{MUST, 10}, {STRONG, 25}, {WANTED, 35}, {BONUS, 30}};
constexpr Share<Condition> kLicence[] = {{MUST, 62}, {STRONG, 14}, {WANTED, 16}, {BONUS, 8}};
constexpr Share<Condition> kTrade[] = {{MUST, 92}, {STRONG, 8}};  // a driver's licence for a driver
constexpr Share<std::uint32_t> kMonths[] = {{0, 20}, {6, 14}, {12, 24}, {24, 22}, {36, 12}, {60, 8}};
constexpr Share<std::string_view> kForeignLanguages[] = {{"eng", 76}, {"deu", 15}, {"fra", 5}, {"pol", 3}, {"spa", 1}};

constexpr int kFewest = 4;
constexpr int kMost = 12;
constexpr int kMostHardCompetences = 2;

Requirement& ask(Opening& opening, Kind kind, std::string_view code, Condition condition, std::string words) {
  opening.words.push_back(std::move(words));
  Requirement& requirement = *opening.vacancy.add_requirements();
  requirement.set_kind(kind);
  requirement.set_code(std::string(code));
  requirement.set_condition(condition);
  return requirement;
}

bool is_asked(const Opening& opening, std::string_view code) {
  const auto& asked = opening.vacancy.requirements();
  return std::ranges::any_of(asked, [&](const Requirement& requirement) { return requirement.code() == code; });
}

void ask_competences(const MarketShape& shape, Random& random, Opening& opening) {
  const Occupation& occupation = *opening.occupation;
  const std::uint32_t count = random.between(3, 7);
  std::uint32_t asked = 0;
  int hard = 0;
  for (std::uint32_t tries = 10 * count; tries > 0 && asked < count; --tries) {
    const bool core = occupation.optional.empty() || random.percent(72);
    const auto& list = core ? occupation.essential : occupation.optional;
    if (list.empty()) continue;
    const Competence& competence = *list[draw_competence(shape, random, list.size())];
    if (is_asked(opening, competence.uri)) continue;
    Condition condition = core ? draw(kCore, random) : draw(kExtra, random);
    if (condition == MUST && ++hard > kMostHardCompetences) condition = STRONG;
    Requirement& requirement = ask(opening, COMPETENCE, competence.uri, condition, competence.label);
    if (random.percent(30)) requirement.set_min_level(random.between(2, 4));
    ++asked;
  }
}

void ask_experience(Random& random, Opening& opening) {
  const Occupation& own = *opening.occupation;
  const bool elsewhere = !own.related.empty() && random.percent(10);
  const Occupation& occupation = elsewhere ? *random.pick(own.related) : own;
  const std::uint32_t months = draw(kMonths, random);
  const std::string amount = months == 0 ? "" : "minimaal " + months_in_words(months) + " ";
  ask(opening, EXPERIENCE, occupation.uri, draw(kExperience, random), amount + "ervaring als " + occupation.label)
      .set_min_months(months);
}

void ask_education(Random& random, Opening& opening) {
  const Traits& traits = *opening.occupation->traits;
  std::uint32_t level = traits.education_from + random.low_below(traits.education_to - traits.education_from + 1);
  if (level == 3 && random.percent(70)) level = traits.education_from < 3 ? 2 : 4;  // havo and vwo are no trade
  if (level < 2) return;
  const bool field = level != 3 && !traits.fields.empty() && random.percent(25);
  const std::string_view code = field ? std::string_view(random.pick(traits.fields)) : "";
  ask(opening, EDUCATION, code, draw(kEducation, random), std::string(education_in_words(level))).set_min_level(level);
}

void ask_language(Opening& opening, Kind kind, std::string_view code, std::uint32_t level, Condition condition) {
  std::string words(fluency_in_words(level));
  words += ' ';
  words += language_in_words(code);
  words += kind == SPOKEN_LANGUAGE ? " spreken" : " schrijven";
  ask(opening, kind, code, condition, std::move(words)).set_min_level(level);
}

void ask_languages(Random& random, Opening& opening) {
  const std::uint32_t dutch = opening.occupation->traits->dutch;
  if (random.percent(52)) {
    const std::uint32_t level = dutch > 1 && random.percent(25) ? dutch - 1 : dutch;
    ask_language(opening, SPOKEN_LANGUAGE, "nld", level, draw(kSpoken, random));
    if (level > 1 && random.percent(45)) {
      const Condition condition = draw(kWritten, random);  // arguments have no order of their own
      ask_language(opening, WRITTEN_LANGUAGE, "nld", level - random.below(2), condition);
    }
  }
  if (random.percent(2 + 3 * opening.occupation->traits->education_from)) {
    const std::string_view language = draw(kForeignLanguages, random);
    const std::uint32_t level = random.between(2, 3);
    const Kind kind = random.percent(80) ? SPOKEN_LANGUAGE : WRITTEN_LANGUAGE;
    ask_language(opening, kind, language, level, draw(kForeign, random));
  }
}

void ask_licence(Random& random, Opening& opening) {
  const Traits& traits = *opening.occupation->traits;
  if (traits.licences.empty() || !random.percent(traits.licence_percent)) return;
  const bool trade = traits.licence_percent > 75;
  const Condition condition = trade ? draw(kTrade, random) : draw(kLicence, random);
  const std::string& category = random.pick(traits.licences);
  ask(opening, DRIVING_LICENCE, category, condition, "rijbewijs " + category);
}

}  // namespace

void draw_requirements(const MarketShape& shape, Random& random, Opening& opening) {
  if (random.percent(62)) ask_education(random, opening);
  ask_licence(random, opening);
  ask_languages(random, opening);
  ask_competences(shape, random, opening);
  if (random.percent(60) || opening.vacancy.requirements_size() < kFewest) ask_experience(random, opening);
  while (opening.vacancy.requirements_size() > kMost) {
    opening.vacancy.mutable_requirements()->RemoveLast();
    opening.words.pop_back();
  }
}

}  // namespace schakel
