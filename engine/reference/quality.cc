#include "engine/reference/quality.h"

#include <algorithm>

#include "engine/reference/tables.h"

namespace schakel::reference {
namespace {

constexpr std::uint32_t kFull = 256;
constexpr ReferenceInterval kUnknown{0, kFull};

// No match, whatever is added to it: more than any sum of grades of a valid strategy.
constexpr Grade kNone = 1'000'000;

// The grade of one fact at worst and at best; `at_worst` is what low takes.
struct Grades {
  Grade at_worst = 0;
  Grade at_best = 0;
  Grades& operator+=(const Grades& steps) {
    at_worst += steps.at_worst;
    at_best += steps.at_best;
    return *this;
  }
};

std::uint32_t quality_of(Grade grade, const Strategy& strategy) {
  const auto count = static_cast<Grade>(strategy.qualities_size());
  return grade < count ? strategy.qualities(static_cast<int>(grade)) : 0;
}

// Over all facts, each end the highest. `grades_of` tells the Grades of a fact. Where the item itself is in doubt, that
// comes on top for low, and high is full: its code may well be another.
template <class Facts, class GradesOf>
ReferenceInterval best(const Facts& facts, const Item& item, const Strategy& strategy, const GradesOf& grades_of) {
  if (facts.empty()) return kUnknown;
  ReferenceInterval best{0, 0};
  for (const auto& fact : facts) {
    const Grades grades = grades_of(fact);
    best.low = std::max(best.low, quality_of(grades.at_worst + item.doubt, strategy));
    best.high = std::max(best.high, quality_of(grades.at_best, strategy));
  }
  if (item.doubt > 0) best.high = kFull;
  return best;
}

ReferenceInterval full_or_nothing(bool met) { return met ? ReferenceInterval{kFull, kFull} : ReferenceInterval{0, 0}; }

Grade start_grade(const StartGrades& starts, ConceptNumber held) {
  const auto found = starts.find(held);
  return found == starts.end() ? kNone : found->second;
}

// A level of 0 is unknown: 1 at worst, what is asked at best.
Grades level_steps(std::uint32_t asked, std::uint32_t held, Grade per_level) {
  const auto short_of = [&](std::uint32_t level) { return asked > level ? (asked - level) * per_level : 0; };
  if (held == 0) return {short_of(1), 0};
  return {short_of(held), short_of(held)};
}

Grade age_steps(std::uint32_t last_year, std::uint32_t year, const Shortfall& shortfall) {
  const std::uint32_t age = year > last_year ? year - last_year : 0;
  Grade grades = 0;
  for (const Shortfall::Age& entry : shortfall.years_since_use())
    if (age > entry.over_years()) grades = entry.grades();
  return grades;
}

Grade most_age_steps(const Shortfall& shortfall) {
  const auto& entries = shortfall.years_since_use();
  return entries.empty() ? 0 : entries.rbegin()->grades();
}

Grade month_steps(std::uint32_t asked, std::uint32_t months, const Shortfall& shortfall) {
  if (months >= asked) return 0;
  return 2 * months >= asked ? shortfall.half_of_months() : shortfall.less_months();
}

Grades grades_of(const CompetenceFact& fact, const Item& item, const StartGrades& starts, const Shortfall& shortfall,
                 std::uint32_t year) {
  const Grade start = start_grade(starts, fact.competence);
  if (start == kNone) return {kNone, kNone};
  Grades grades{start + fact.doubt, start};
  grades += level_steps(item.minimum, fact.level, shortfall.per_competence_level());
  if (fact.year == 0) return grades += {most_age_steps(shortfall), 0};
  const Grade age = age_steps(fact.year, year, shortfall);
  return grades += {age, age};
}

Grades grades_of(const ExperienceFact& fact, const Item& item, const StartGrades& starts, const Shortfall& shortfall,
                 std::uint32_t year) {
  const Grade start = start_grade(starts, fact.occupation);
  if (start == kNone) return {kNone, kNone};
  Grades grades{start + fact.doubt, start};
  const Grade months = month_steps(item.minimum, fact.months, shortfall);
  grades += {months, fact.months_unknown ? 0 : months};
  const Grade age = fact.last_year == 0 ? most_age_steps(shortfall) : age_steps(fact.last_year, year, shortfall);
  return grades += {age, fact.year_unknown ? 0 : age};
}

std::uint32_t level_of(const std::string& isco, const PassendeArbeid& rule) {
  if (isco.empty() || isco[0] < '0' || isco[0] > '9' || rule.skill_levels().empty()) return 0;
  return rule.skill_levels(isco[0] - '0');
}

bool applies(const PassendeArbeid::Step& step, const std::string& wanted, const std::string& offered,
             const PassendeArbeid& rule) {
  const std::size_t digits = step.isco_digits();
  if (digits > 0)
    return wanted.size() >= digits && offered.size() >= digits && wanted.substr(0, digits) == offered.substr(0, digits);
  const std::uint32_t own = level_of(wanted, rule), other = level_of(offered, rule);
  return own > 0 && other > 0 && other <= own && own <= other + step.levels_below();
}

Grade lowest_grade(Grade start, const std::vector<PassendeArbeid::Step>& steps, const std::string& wanted,
                   const std::string& offered, const PassendeArbeid& rule) {
  for (const PassendeArbeid::Step& step : steps)
    if (applies(step, wanted, offered, rule)) start = std::min(start, step.grade());
  return start;
}

bool digits_only(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Grade field_steps(std::string_view asked, std::string_view held, const Shortfall& shortfall) {
  if (asked == held) return 0;
  if (!digits_only(asked) || !digits_only(held)) return kNone;
  if (held.starts_with(asked)) return 0;
  const bool same_broad_field = asked.size() >= 2 && held.size() >= 2 && asked.substr(0, 2) == held.substr(0, 2);
  return same_broad_field ? shortfall.other_field() : kNone;
}

Grades grades_of(const EducationFact& fact, const Item& item, const Shortfall& shortfall) {
  Grades grades = level_steps(item.minimum, fact.level, shortfall.per_education_level());
  if (!item.code.empty() && !fact.field) grades += {kNone, 0};
  if (!item.code.empty() && fact.field) {
    const Grade field = field_steps(education_field(item.code), *fact.field, shortfall);
    grades += {field, field};
  }
  if (fact.diploma == NO) grades += {shortfall.no_diploma(), shortfall.no_diploma()};
  if (fact.diploma == ANSWER_UNKNOWN) grades += {shortfall.no_diploma(), 0};
  return grades;
}

Grades grades_of(const LanguageFact& fact, const Item& item, const Shortfall& shortfall) {
  if (fact.language != item.code) return {kNone, kNone};
  const std::optional<std::uint32_t> level = item.kind == SPOKEN_LANGUAGE ? fact.spoken : fact.written;
  if (!level) return {kNone, 0};
  if (*level == 0) return {kNone, kNone};
  return level_steps(item.minimum, *level, shortfall.per_language_level());
}

}  // namespace

ReferenceInterval quality(const Item& item, const StartGrades* starts, const SeekerFacts& seeker,
                          const Strategy& strategy, std::uint32_t year) {
  const Shortfall& shortfall = strategy.shortfall();
  const bool code_is_of_the_taxonomy = item.kind == COMPETENCE || item.kind == EXPERIENCE || item.kind == OCCUPATION;
  if (code_is_of_the_taxonomy && starts == nullptr) return kUnknown;

  switch (item.kind) {
    case COMPETENCE:
      return best(seeker.competences, item, strategy,
                  [&](const CompetenceFact& fact) { return grades_of(fact, item, *starts, shortfall, year); });
    case EXPERIENCE:
      return best(seeker.experience, item, strategy,
                  [&](const ExperienceFact& fact) { return grades_of(fact, item, *starts, shortfall, year); });
    case EDUCATION:
      return best(seeker.education, item, strategy,
                  [&](const EducationFact& fact) { return grades_of(fact, item, shortfall); });
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return best(seeker.languages, item, strategy,
                  [&](const LanguageFact& fact) { return grades_of(fact, item, shortfall); });
    case DRIVING_LICENCE:
      if (!seeker.licences) return kUnknown;
      return full_or_nothing(std::ranges::any_of(
          *seeker.licences, [&](const std::string& held) { return licence_suffices(held, item.code); }));
    case OCCUPATION:
      return best(seeker.wanted_occupations, item, strategy, [&](const WantedOccupation& wanted) {
        const PassendeArbeid& rule = strategy.passende_arbeid();
        const Grade start = start_grade(*starts, wanted.occupation);
        return Grades{lowest_grade(start, seeker.steps_passed, wanted.isco, item.isco, rule) + wanted.doubt,
                      lowest_grade(start, seeker.steps_perhaps_passed, wanted.isco, item.isco, rule)};
      });
    case SECTOR:
      if (seeker.wanted_sectors.empty()) return kUnknown;
      return full_or_nothing(std::ranges::any_of(
          seeker.wanted_sectors, [&](const std::string& wanted) { return sector_suffices(wanted, item.code); }));
    case CONTRACT:
      if (seeker.contract_forms.empty()) return kUnknown;
      return full_or_nothing(std::ranges::find(seeker.contract_forms, item.code) != seeker.contract_forms.end());
    default:
      return kUnknown;
  }
}

}  // namespace schakel::reference
