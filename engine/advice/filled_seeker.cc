#include "engine/advice/filled_seeker.h"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel {
namespace {

constexpr std::uint8_t kBestCompetence = 5, kBestEducation = 6, kBestLanguage = 4;
constexpr std::uint16_t kManyMonths = 65535;

bool no_place(const auto& scalars) { return scalars.x_m == kNoPlace; }

// The facts after `fill`, which says of each whether it changes anything: in `copy` where it does of some.
template <class Fact, class Fill>
std::span<const Fact> filled(std::span<const Fact> facts, std::vector<Fact>& copy, const Fill& fill) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Fact fact = facts[i];
    if (!fill(fact)) continue;
    if (copy.empty()) copy.assign(facts.begin(), facts.end());
    copy[i] = fact;
  }
  return copy.empty() ? facts : std::span<const Fact>(copy);
}

// Sets a value that is asked for and not known; whether it did.
template <class Value>
bool fill_in(bool asked, bool open, Value& value, Value full) {
  if (!asked || !open) return false;
  value = full;
  return true;
}

// The field whose absence leaves all items of a kind unknown.
constexpr Field whole_field(std::uint8_t kind) {
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

// The fields that the parts of a kind's facts rest on.
constexpr FieldSet parts_behind(std::uint8_t kind) {
  switch (kind) {
    case COMPETENCE:
      return {Field::kCompetenceLevels, Field::kCompetenceYears, Field::kRecognised};
    case EXPERIENCE:
      return {Field::kExperienceMonths, Field::kExperienceYears, Field::kRecognised};
    case EDUCATION:
      return {Field::kEducationLevel, Field::kEducationField, Field::kDiploma};
    case SPOKEN_LANGUAGE:
      return {Field::kSpokenLevels};
    case WRITTEN_LANGUAGE:
      return {Field::kWrittenLevels};
    case OCCUPATION:
      return {Field::kSearchingSince, Field::kRecognised};
    default:
      return {};
  }
}

// Per kind, the fields that the quality of an item rests on.
constexpr auto kBehind = [] {
  std::array<FieldSet, Kind_ARRAYSIZE> behind;
  std::uint8_t kind = 0;
  for (FieldSet& fields : behind) {
    fields = FieldSet{whole_field(kind), Field::kUnknownCodes} | parts_behind(kind);
    ++kind;
  }
  return behind;
}();

// The fields that a pair's score rests on whatever the vacancy's items are.
constexpr FieldSet kBesideItems{Field::kPostcode,     Field::kTravelLimit,      Field::kTravelModes,
                                Field::kHours,        Field::kShiftWork,        Field::kAsked,
                                Field::kOffered,      Field::kPosition,         Field::kVacancyPostcode,
                                Field::kVacancyHours, Field::kWantedOccupations};

}  // namespace

FieldSet fields_that_count(const ItemTable& items, const VacancyView& vacancy) {
  FieldSet fields = kBesideItems;
  for (const VacancyItem& entry : vacancy.items) fields = fields | kBehind[items[entry.item].kind];
  return fields;
}

FilledSeeker::FilledSeeker(const GuestBook& book, const SeekerSide& seeker, FieldSet fields)
    : book_(book),
      before_(seeker.view),
      position_(seeker.position),
      fields_(fields),
      scalars_(*seeker.view.scalars),
      view_(seeker.view) {
  const bool wider =
      scalars_.bound_m.high == kNoBound ? fields.has(Field::kTravelLimit) : fields.has(Field::kTravelModes);
  if (wider) scalars_.bound_m.low = scalars_.bound_m.high;
  if (fields.has(Field::kSearchingSince)) scalars_.widening.low = scalars_.widening.high;
  view_.scalars = &scalars_;
}

const SeekerView& FilledSeeker::view() const {
  if (!std::exchange(facts_filled_, true)) fill_facts();
  return view_;
}

void FilledSeeker::fill_facts() const {
  const auto year = static_cast<std::uint16_t>(book_.epoch().date().year());
  const auto has = [this](Field field) { return fields_.has(field); };
  const auto settle = [sure = has(Field::kRecognised)](auto& fact) {
    return fill_in(sure, fact.doubt > 0, fact.doubt, decltype(fact.doubt){0});
  };
  const bool levels = has(Field::kCompetenceLevels), years = has(Field::kCompetenceYears);
  view_.competences = filled(before_.competences, competences_, [&](CompetenceFact& fact) {
    bool changed = settle(fact);
    changed |= fill_in(levels, fact.level == 0, fact.level, kBestCompetence);
    changed |= fill_in(years, fact.year == 0, fact.year, year);
    return changed;
  });
  const bool months = has(Field::kExperienceMonths), last_years = has(Field::kExperienceYears);
  view_.experience = filled(before_.experience, experience_, [&](ExperienceFact& fact) {
    bool changed = settle(fact);
    changed |= fill_in(months, fact.months_open != 0, fact.months, kManyMonths);
    changed |= fill_in(last_years, fact.year_open != 0, fact.year, year);
    return changed;
  });
  const bool education_levels = has(Field::kEducationLevel), diplomas = has(Field::kDiploma);
  view_.education = filled(before_.education, education_, [&](EducationFact& fact) {
    bool changed = fill_in(education_levels, fact.level == 0, fact.level, kBestEducation);
    changed |= fill_in(diplomas, fact.diploma == ANSWER_UNKNOWN, fact.diploma, std::uint8_t{YES});
    return changed;
  });
  const bool spoken = has(Field::kSpokenLevels), written = has(Field::kWrittenLevels);
  view_.languages = filled(before_.languages, languages_, [&](LanguageFact& fact) {
    bool changed = fill_in(spoken, fact.spoken == kUnknown8, fact.spoken, kBestLanguage);
    changed |= fill_in(written, fact.written == kUnknown8, fact.written, kBestLanguage);
    return changed;
  });
  view_.wanted = filled(before_.wanted, wanted_, settle);
}

// The quality's low, with the fields in full.
std::uint32_t FilledSeeker::quality(const Item& item) const {
  if (is_unknowable(item)) return fields_.has(Field::kUnknownCodes) ? kFullQuality : 0;
  if (item.doubt > 0 && fields_.has(Field::kUnknownCodes)) return kFullQuality;
  const Field whole = whole_field(item.kind);
  if (fields_.has(whole) && is_missing(before_, whole)) return kFullQuality;
  if (item.kind != EDUCATION || !fields_.has(Field::kEducationField)) return evaluate(book_.rules(), item, view()).low;
  std::vector<EducationFact> in_field(view().education.begin(), view().education.end());
  for (EducationFact& fact : in_field)
    if (fact.field == kNoCode) fact.field = item.compared;
  SeekerView in_full = view();
  in_full.education = in_field;
  return evaluate(book_.rules(), item, in_full).low;
}

std::uint32_t FilledSeeker::quality(const Item& item, FieldSet empty, PairMemory::OfItem& memory) const {
  const FieldSet open = empty & kBehind[item.kind], asked = fields_ & open;
  if (memory.bounds) {
    const auto [low, high] = *memory.bounds;
    if (asked.empty() || low == high) return low;
    if (asked == open) return high;
  }
  for (std::size_t i = 0; i < memory.count; ++i)
    if (memory.known[i].fields == asked) return memory.known[i].quality;
  const std::uint32_t found = quality(item);
  if (memory.count < memory.known.size()) memory.known[memory.count++] = {asked, found};
  return found;
}

void PairMemory::know(const Model& model, std::size_t item, Interval<std::uint32_t> quality) {
  OfItem& known = items_[item];
  known.bounds = quality;
  known.must_is_unknown = must_verdict(model, quality) == Verdict::kUnknown;
}

bool FilledSeeker::must_is_unknown(const Item& item) const {
  return must_verdict(book_.epoch().model(), evaluate(book_.rules(), item, before_)) == Verdict::kUnknown;
}

void FilledSeeker::score_items(const VacancyView& vacancy, PairMemory* memory, FullScore& score) const {
  const std::uint32_t enough = book_.epoch().model().must_quality();
  bool any_demand = false, any_offer = false;
  PairMemory::OfItem once;
  for (std::size_t i = 0; i < vacancy.items.size(); ++i) {
    const VacancyItem& entry = vacancy.items[i];
    const Item& item = book_.items()[entry.item];
    PairMemory::OfItem& known = memory != nullptr ? memory->items_[i] : once = {};
    const bool demand = is_demand(item.kind);
    (demand ? any_demand : any_offer) = true;
    const std::uint32_t full = memory != nullptr ? quality(item, memory->empty_, known) : quality(item);
    (demand ? score.demand : score.wish) += entry.units * full / kFullQuality;
    if (item.kind == OCCUPATION && full > 0) score.evidence = true;
    if (entry.condition != MUST || full >= enough) continue;
    if (!known.must_is_unknown) known.must_is_unknown = must_is_unknown(item);
    if (*known.must_is_unknown) ++score.unsettled;
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
  return score(weights, vacancy, nullptr);
}

FullScore FilledSeeker::score(const CategoryWeights& weights, const VacancySide& vacancy, PairMemory& memory) const {
  return score(weights, vacancy, &memory);
}

FullScore FilledSeeker::score(const CategoryWeights& weights, const VacancySide& vacancy, PairMemory* memory) const {
  FullScore score;
  score_items(vacancy.view, memory, score);
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
