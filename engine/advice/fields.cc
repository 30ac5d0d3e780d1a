#include "engine/advice/fields.h"

#include <algorithm>

namespace schakel {
namespace {

constexpr std::uint8_t kBestCompetence = 5, kBestEducation = 6, kBestLanguage = 4;
constexpr std::uint16_t kManyMonths = 65535;

bool no_place(const auto& scalars) { return scalars.x_m == kNoPlace; }

template <class Facts>
bool any(const Facts& facts, const auto& missing) {
  return std::ranges::any_of(facts, missing);
}

// The field whose absence leaves all items of a kind unknown.
Field whole_field(std::uint8_t kind) {
  switch (kind) {
    case COMPETENCE:
      return Field::kCompetences;
    case EXPERIENCE:
      return Field::kExperience;
    case EDUCATION:
      return Field::kEducation;
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return Field::kLanguages;
    case DRIVING_LICENCE:
      return Field::kLicences;
    case OCCUPATION:
      return Field::kWantedOccupations;
    case SECTOR:
      return Field::kWantedSectors;
    default:
      return Field::kContractForms;
  }
}

bool is_missing(const SeekerView& seeker, Field field) {
  const auto in_doubt = [](const auto& fact) { return fact.doubt > 0; };
  const SeekerScalars& s = *seeker.scalars;
  switch (field) {
    case Field::kCompetences:
      return seeker.competences.empty();
    case Field::kCompetenceLevels:
      return any(seeker.competences, [](const CompetenceFact& fact) { return fact.level == 0; });
    case Field::kCompetenceYears:
      return any(seeker.competences, [](const CompetenceFact& fact) { return fact.year == 0; });
    case Field::kExperience:
      return seeker.experience.empty();
    case Field::kExperienceMonths:
      return any(seeker.experience, [](const ExperienceFact& fact) { return fact.months_open != 0; });
    case Field::kExperienceYears:
      return any(seeker.experience, [](const ExperienceFact& fact) { return fact.year_open != 0; });
    case Field::kEducation:
      return seeker.education.empty();
    case Field::kEducationLevel:
      return any(seeker.education, [](const EducationFact& fact) { return fact.level == 0; });
    case Field::kEducationField:
      return any(seeker.education, [](const EducationFact& fact) { return fact.field == kNoCode; });
    case Field::kDiploma:
      return any(seeker.education, [](const EducationFact& fact) { return fact.diploma == ANSWER_UNKNOWN; });
    case Field::kLanguages:
      return seeker.languages.empty();
    case Field::kSpokenLevels:
      return any(seeker.languages, [](const LanguageFact& fact) { return fact.spoken == kUnknown8; });
    case Field::kWrittenLevels:
      return any(seeker.languages, [](const LanguageFact& fact) { return fact.written == kUnknown8; });
    case Field::kLicences:
      return s.licences_known == 0;
    case Field::kWantedOccupations:
      return seeker.wanted.empty();
    case Field::kWantedSectors:
      return seeker.sectors.empty();
    case Field::kContractForms:
      return s.contract_forms == 0;
    case Field::kSearchingSince:
      return s.widening.low != s.widening.high;
    case Field::kPostcode:
      return no_place(s);
    case Field::kTravelLimit:
      return s.bound_m.high == kNoBound;
    case Field::kTravelModes:
      return s.bound_m.high != kNoBound && s.bound_m.low != s.bound_m.high;
    case Field::kHours:
      return s.hours_min == kUnknown8 || s.hours_max == kUnknown8;
    case Field::kShiftWork:
      return s.shift_work == ANSWER_UNKNOWN;
    case Field::kRecognised:
      return any(seeker.competences, in_doubt) || any(seeker.experience, in_doubt) || any(seeker.wanted, in_doubt);
    default:
      return false;
  }
}

constexpr std::array<std::string_view, kFields> kNames{"competences",
                                                       "competences.level",
                                                       "competences.lastUsedYear",
                                                       "experience",
                                                       "experience.months",
                                                       "experience.lastYear",
                                                       "education",
                                                       "education.level",
                                                       "education.field",
                                                       "education.diploma",
                                                       "languages",
                                                       "languages.spoken",
                                                       "languages.written",
                                                       "drivingLicences",
                                                       "wantedOccupations",
                                                       "wantedSectors",
                                                       "contractForms",
                                                       "searchingSince",
                                                       "postcode",
                                                       "travel.maxDistanceKm",
                                                       "travel.modes",
                                                       "hours",
                                                       "shiftWork",
                                                       "confidence",
                                                       "requirements",
                                                       "occupation",
                                                       "offer.postcode",
                                                       "offer.hours",
                                                       "requirements.code",
                                                       "position"};

}  // namespace

std::string_view field_name(Field field) { return kNames[static_cast<std::size_t>(field)]; }

FieldSet empty_fields(const SeekerView& seeker) {
  FieldSet fields;
  FieldSet::all().each([&](Field field) {
    if (is_missing(seeker, field)) fields.add(field);
  });
  return fields;
}

FieldSet empty_fields(const ItemTable& items, const VacancyView& vacancy) {
  const VacancyScalars& v = *vacancy.scalars;
  FieldSet fields{Field::kAsked, Field::kOffered};
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = items[entry.item];
    fields.remove(is_demand(item.kind) ? Field::kAsked : Field::kOffered);
    if (excludes_nobody(item)) fields.add(Field::kUnknownCodes);
  }
  if (no_place(v) && v.remote_percent != 100) fields.add(Field::kVacancyPostcode);
  if (v.hours_min == kUnknown8 || v.hours_max == kUnknown8) fields.add(Field::kVacancyHours);
  return fields;
}

FilledSeeker::FilledSeeker(const GuestBook& book, const SeekerSide& seeker, FieldSet fields)
    : book_(book),
      before_(seeker.view),
      position_(seeker.position),
      fields_(fields),
      scalars_(*seeker.view.scalars),
      view_(seeker.view) {
  const auto copy = [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); };
  copy(competences_, before_.competences);
  copy(experience_, before_.experience);
  copy(education_, before_.education);
  copy(languages_, before_.languages);
  copy(wanted_, before_.wanted);
  if (fields.has(Field::kRecognised)) {
    for (CompetenceFact& fact : competences_) fact.doubt = 0;
    for (ExperienceFact& fact : experience_) fact.doubt = 0;
    for (WantedFact& fact : wanted_) fact.doubt = 0;
  }
  const auto year = static_cast<std::uint16_t>(book.epoch().date().year());
  for (CompetenceFact& fact : competences_) {
    if (fields.has(Field::kCompetenceLevels) && fact.level == 0) fact.level = kBestCompetence;
    if (fields.has(Field::kCompetenceYears) && fact.year == 0) fact.year = year;
  }
  for (ExperienceFact& fact : experience_) {
    if (fields.has(Field::kExperienceMonths) && fact.months_open != 0) fact.months = kManyMonths;
    if (fields.has(Field::kExperienceYears) && fact.year_open != 0) fact.year = year;
  }
  for (EducationFact& fact : education_) {
    if (fields.has(Field::kEducationLevel) && fact.level == 0) fact.level = kBestEducation;
    if (fields.has(Field::kDiploma) && fact.diploma == ANSWER_UNKNOWN) fact.diploma = YES;
  }
  for (LanguageFact& fact : languages_) {
    if (fields.has(Field::kSpokenLevels) && fact.spoken == kUnknown8) fact.spoken = kBestLanguage;
    if (fields.has(Field::kWrittenLevels) && fact.written == kUnknown8) fact.written = kBestLanguage;
  }
  const bool wider =
      scalars_.bound_m.high == kNoBound ? fields.has(Field::kTravelLimit) : fields.has(Field::kTravelModes);
  if (wider) scalars_.bound_m.low = scalars_.bound_m.high;
  if (fields.has(Field::kSearchingSince)) scalars_.widening.low = scalars_.widening.high;
  view_.scalars = &scalars_;
  view_.competences = competences_;
  view_.experience = experience_;
  view_.education = education_;
  view_.languages = languages_;
  view_.wanted = wanted_;
}

// The quality's low, with the fields in full.
std::uint32_t FilledSeeker::quality(const Item& item) const {
  if (is_unknowable(item)) return fields_.has(Field::kUnknownCodes) ? kFullQuality : 0;
  if (item.doubt > 0 && fields_.has(Field::kUnknownCodes)) return kFullQuality;
  const Field whole = whole_field(item.kind);
  if (fields_.has(whole) && is_missing(before_, whole)) return kFullQuality;
  if (item.kind != EDUCATION || !fields_.has(Field::kEducationField)) return evaluate(book_.rules(), item, view_).low;
  std::vector<EducationFact> in_field = education_;
  for (EducationFact& fact : in_field)
    if (fact.field == kNoCode) fact.field = item.compared;
  SeekerView view = view_;
  view.education = in_field;
  return evaluate(book_.rules(), item, view).low;
}

bool FilledSeeker::is_unsettled(const VacancyItem& entry, const Item& item, std::uint32_t full) const {
  const Model& model = book_.epoch().model();
  return entry.condition == MUST && full < model.must_quality() &&
         must_verdict(model, evaluate(book_.rules(), item, before_)) == Verdict::kUnknown;
}

void FilledSeeker::score_items(const VacancyView& vacancy, FullScore& score) const {
  bool any_demand = false, any_offer = false;
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = book_.items()[entry.item];
    const bool demand = is_demand(item.kind);
    (demand ? any_demand : any_offer) = true;
    const std::uint32_t full = quality(item);
    (demand ? score.demand : score.wish) += entry.units * full / kFullQuality;
    if (item.kind == OCCUPATION && full > 0) score.evidence = true;
    if (is_unsettled(entry, item, full)) ++score.unsettled;
  }
  if (score.demand > 0) score.evidence = true;
  if (!any_demand && fields_.has(Field::kAsked)) score.demand = kUnits;
  if (!any_offer && fields_.has(Field::kOffered)) score.wish = kUnits;
}

// A missing place in full is the place of the other.
void FilledSeeker::score_place(const VacancyScalars& v, FullScore& score) const {
  const Model& model = book_.epoch().model();
  const bool placed =
      (!no_place(v) || fields_.has(Field::kVacancyPostcode)) && (!no_place(scalars_) || fields_.has(Field::kPostcode));
  std::uint32_t distance = 0;
  if (!no_place(v) && !no_place(scalars_)) distance = model.distance_m(v.x_m - scalars_.x_m, v.y_m - scalars_.y_m);
  score.region = with_remote(placed ? model.decay(distance, scalars_.bound_m.low) : 0, v.remote_percent);
  const bool near = placed && distance <= scalars_.bound_m.low;
  if (v.remote_percent != 100 && !near) ++score.unsettled;
  const auto known = [](std::uint8_t hours) { return hours != kUnknown8; };
  const bool seeker_hours = (known(scalars_.hours_min) && known(scalars_.hours_max)) || fields_.has(Field::kHours);
  const bool vacancy_hours = (known(v.hours_min) && known(v.hours_max)) || fields_.has(Field::kVacancyHours);
  if (!seeker_hours || !vacancy_hours) ++score.unsettled;
  if (v.shift_work == YES && scalars_.shift_work == ANSWER_UNKNOWN && !fields_.has(Field::kShiftWork))
    ++score.unsettled;
}

FullScore FilledSeeker::score(const CategoryWeights& weights, const VacancySide& vacancy) const {
  FullScore score;
  score_items(vacancy.view, score);
  score_place(*vacancy.view.scalars, score);
  const bool wish = fields_.has(Field::kWantedOccupations) && before_.wanted.empty();
  const bool all = fields_.has(Field::kPosition);
  score.position = std::uint32_t{all || wish ? position_.high : position_.low} +
                   (all ? vacancy.position.high : vacancy.position.low);
  score.weighted = weights.demand * score.demand + weights.wish * score.wish + weights.position * score.position +
                   weights.region * score.region;
  score.total = score.weighted / kUnits;
  return score;
}

}  // namespace schakel
