#include "index/epoch/evaluate.h"

#include <algorithm>
#include <string_view>

namespace schakel {
namespace {

constexpr Interval<std::uint32_t> kUnknown{0, kFullQuality};

// Keeps the best of both ends over a seeker's facts. An item in doubt may be met by anybody: its high is full.
class Best {
 public:
  Best(const Model& model, const Item& item, Through* through)
      : model_(model), doubt_(item.doubt), through_(through), best_{0, doubt_ > 0 ? kFullQuality : 0} {}

  void offer(Grades grades, std::size_t fact, Relatedness relation = Relatedness::kExact) {
    const std::uint32_t low = model_.quality(grades.low + doubt_);
    if (low > best_.low && through_ != nullptr) *through_ = {static_cast<std::uint32_t>(fact), relation};
    best_.low = std::max(best_.low, low);
    best_.high = std::max(best_.high, model_.quality(grades.high));
  }
  [[nodiscard]] Interval<std::uint32_t> result() const { return best_; }

 private:
  const Model& model_;
  Grade doubt_;
  Through* through_;
  Interval<std::uint32_t> best_;
};

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Grades education_field_steps(const Rules& rules, CodeId asked, CodeId held) {
  const std::string_view want = rules.code(asked);
  if (held == kNoCode) return {kNoGrade, 0};
  const std::string_view have = rules.code(held);
  Grade steps = kNoGrade;
  if (have == want) {
    steps = 0;
  } else if (all_digits(want) && all_digits(have)) {
    if (have.starts_with(want))
      steps = 0;
    else if (want.size() >= 2 && have.size() >= 2 && want.substr(0, 2) == have.substr(0, 2))
      steps = rules.model->strategy.shortfall().other_field();
  }
  return {steps, steps};
}

Interval<std::uint32_t> education(const Rules& rules, const Item& item, const SeekerView& seeker, Best best) {
  if (seeker.education.empty()) return kUnknown;
  const Grade no_diploma = rules.model->strategy.shortfall().no_diploma();
  const bool field_asked = !rules.code(item.code).empty();
  for (std::size_t i = 0; i < seeker.education.size(); ++i) {
    const EducationFact& fact = seeker.education[i];
    const Grades level = rules.model->education_level_steps(item.minimum, fact.level);
    const Grades field = field_asked ? education_field_steps(rules, item.compared, fact.field) : Grades{0, 0};
    const Grades diploma{fact.diploma == YES ? 0 : no_diploma, fact.diploma == NO ? no_diploma : 0};
    best.offer({level.low + field.low + diploma.low, level.high + field.high + diploma.high}, i);
  }
  return best.result();
}

Interval<std::uint32_t> language(const Rules& rules, const Item& item, const SeekerView& seeker, Best best) {
  if (seeker.languages.empty()) return kUnknown;
  for (std::size_t i = 0; i < seeker.languages.size(); ++i) {
    const LanguageFact& fact = seeker.languages[i];
    if (fact.language != item.code) continue;
    const std::uint8_t level = item.kind == SPOKEN_LANGUAGE ? fact.spoken : fact.written;
    if (level == kUnknown8) {
      best.offer({kNoGrade, 0}, i);
    } else if (level > 0) {
      const Grade steps = rules.model->language_steps(item.minimum, level);
      best.offer({steps, steps}, i);
    }
  }
  return best.result();
}

Interval<std::uint32_t> membership(const Model& model, std::span<const CodeId> held, const Item& item, bool unknown,
                                   Through* through) {
  if (unknown) return kUnknown;
  Best best(model, item, through);
  for (std::size_t i = 0; i < held.size(); ++i)
    if (held[i] == item.code || held[i] == item.compared) best.offer({0, 0}, i);
  return best.result();
}

Interval<std::uint32_t> competence(const Rules& rules, const Item& item, const SeekerView& seeker, Best best) {
  if (item.concept_id == kNoConcept || seeker.competences.empty()) return kUnknown;
  for (std::size_t i = 0; i < seeker.competences.size(); ++i) {
    const CompetenceFact& fact = seeker.competences[i];
    if (const auto relation = rules.taxonomy->competence_relation(fact.concept_id, item.concept_id))
      best.offer(competence_grades(*rules.model, relation->grade, item.minimum, fact), i, relation->through);
  }
  return best.result();
}

Interval<std::uint32_t> experience(const Rules& rules, const Item& item, const SeekerView& seeker, Best best) {
  if (item.concept_id == kNoConcept || seeker.experience.empty()) return kUnknown;
  for (std::size_t i = 0; i < seeker.experience.size(); ++i) {
    const ExperienceFact& fact = seeker.experience[i];
    if (const auto relation = rules.taxonomy->occupation_relation(fact.concept_id, item.concept_id, *rules.model))
      best.offer(experience_grades(*rules.model, relation->grade, item.minimum, fact), i, relation->through);
  }
  return best.result();
}

Interval<std::uint32_t> wish(const Rules& rules, const Item& item, const SeekerView& seeker, Best best) {
  if (item.concept_id == kNoConcept || seeker.wanted.empty()) return kUnknown;
  const Interval<std::uint8_t> steps = seeker.scalars->widening;
  const std::string_view offered = rules.taxonomy->isco_code(item.concept_id);
  for (std::size_t i = 0; i < seeker.wanted.size(); ++i) {
    const WantedFact& fact = seeker.wanted[i];
    const auto relation = rules.taxonomy->occupation_relation(fact.concept_id, item.concept_id, *rules.model);
    const Grade start = relation ? relation->grade : kNoGrade;
    const std::string_view wanted = rules.taxonomy->isco_code(fact.concept_id);
    const Grade widened = rules.model->widened_grade(wanted, offered, steps.low);
    const Grade at_best = rules.model->widened_grade(wanted, offered, steps.high);
    best.offer({std::min(start, widened) + fact.doubt, std::min(start, at_best)}, i,
               widened < start ? Relatedness::kPassend : relation->through);
  }
  return best.result();
}

Interval<std::uint32_t> contract(const Rules& rules, const Item& item, const SeekerView& seeker) {
  if (seeker.scalars->contract_forms == 0) return kUnknown;
  ContractForm form = CONTRACT_FORM_UNKNOWN;
  ContractForm_Parse(std::string(rules.code(item.code)), &form);
  const std::uint32_t quality = (seeker.scalars->contract_forms >> form & 1U) != 0 ? kFullQuality : 0;
  return {quality, quality};
}

}  // namespace

Grades competence_grades(const Model& model, Grade start, std::uint32_t asked_level, const CompetenceFact& fact) {
  const Grades level = model.competence_level_steps(asked_level, fact.level);
  const bool known = fact.year != 0;
  const Grade low_years = known ? model.year_steps(fact.year) : model.worst_year_steps();
  return {start + level.low + low_years + fact.doubt, start + level.high + (known ? low_years : 0)};
}

Grades experience_grades(const Model& model, Grade start, std::uint32_t asked_months, const ExperienceFact& fact) {
  const Grade months = model.month_steps(asked_months, fact.months);
  const Grade years = fact.year != 0 ? model.year_steps(fact.year) : model.worst_year_steps();
  return {start + months + years + fact.doubt,
          start + (fact.months_open != 0 ? 0 : months) + (fact.year_open != 0 ? 0 : years)};
}

Interval<std::uint32_t> evaluate(const Rules& rules, const Item& item, const SeekerView& seeker, Through* through) {
  if (through != nullptr) *through = {};
  const Best best(*rules.model, item, through);
  switch (item.kind) {
    case COMPETENCE:
      return competence(rules, item, seeker, best);
    case EXPERIENCE:
      return experience(rules, item, seeker, best);
    case EDUCATION:
      return education(rules, item, seeker, best);
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return language(rules, item, seeker, best);
    case DRIVING_LICENCE:
      return membership(*rules.model, seeker.licences, item, seeker.scalars->licences_known == 0, through);
    case OCCUPATION:
      return wish(rules, item, seeker, best);
    case SECTOR:
      return membership(*rules.model, seeker.sectors, item, seeker.sectors.empty(), through);
    default:
      return contract(rules, item, seeker);
  }
}

}  // namespace schakel
