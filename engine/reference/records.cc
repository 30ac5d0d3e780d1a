#include "engine/reference/records.h"

#include <algorithm>

namespace schakel::reference {
namespace {

bool not_before(const std::string& last_day, Date date) {
  const std::optional<Date> last = parse_date(last_day);
  return !last || *last >= date;
}

Hours hours_of(const HoursPerWeek& record) {
  Hours hours;
  if (record.has_min()) hours.min = record.min();
  if (record.has_max()) hours.max = record.max();
  return hours;
}

ExperienceFact& fact_of(ConceptNumber occupation, std::uint32_t doubt, std::vector<ExperienceFact>& facts) {
  const auto found = std::ranges::find(facts, occupation, &ExperienceFact::occupation);
  return found != facts.end() ? *found : facts.emplace_back(ExperienceFact{.occupation = occupation, .doubt = doubt});
}

std::vector<CompetenceFact> competences_of(const Seeker& seeker, const Taxonomy& taxonomy, const Strategy& strategy) {
  std::vector<CompetenceFact> facts;
  for (const HeldCompetence& held : seeker.competences())
    if (const auto competence = taxonomy.competence(held.code()))
      facts.push_back(
          {*competence, held.level(), held.last_used_year(), doubt_of(held.confidence(), strategy.recognised_codes())});
  return facts;
}

std::vector<ExperienceFact> experience_of(const Seeker& seeker, const Taxonomy& taxonomy, const Strategy& strategy) {
  std::vector<ExperienceFact> facts;
  for (const Experience& entry : seeker.experience()) {
    const auto occupation = taxonomy.occupation(entry.occupation());
    if (!occupation) continue;
    const std::uint32_t doubt = doubt_of(entry.confidence(), strategy.recognised_codes());
    ExperienceFact& fact = fact_of(*occupation, doubt, facts);
    fact.doubt = std::min(fact.doubt, doubt);
    fact.months += entry.months();
    fact.last_year = std::max(fact.last_year, entry.last_year());
    fact.months_unknown |= !entry.has_months();
    fact.year_unknown |= entry.last_year() == 0;
  }
  return facts;
}

std::vector<EducationFact> education_of(const Seeker& seeker) {
  std::vector<EducationFact> facts;
  for (const Education& entry : seeker.education()) {
    EducationFact& fact = facts.emplace_back(EducationFact{.level = entry.level(), .diploma = entry.diploma()});
    if (!entry.field().empty()) fact.field = education_field(entry.field());
  }
  return facts;
}

std::vector<LanguageFact> languages_of(const Seeker& seeker) {
  std::vector<LanguageFact> facts;
  for (const Language& entry : seeker.languages()) {
    LanguageFact& fact = facts.emplace_back(LanguageFact{.language = entry.language()});
    if (entry.has_spoken()) fact.spoken = entry.spoken();
    if (entry.has_written()) fact.written = entry.written();
  }
  return facts;
}

const StartGrades* starts_of(const Item& item, const Taxonomy& taxonomy) {
  if (item.kind == COMPETENCE) {
    const auto asked = taxonomy.competence(item.code);
    return asked ? &taxonomy.competence_starts(*asked) : nullptr;
  }
  if (item.kind == EXPERIENCE || item.kind == OCCUPATION) {
    const auto asked = taxonomy.occupation(item.code);
    return asked ? &taxonomy.occupation_starts(*asked) : nullptr;
  }
  return nullptr;
}

// Those of a rule that holds.
std::vector<PassendeArbeid::Step> steps_of(const PassendeArbeid& rule, Date date) {
  const std::optional<Date> from = parse_date(rule.valid_from());
  if (!from || *from > date) return {};
  return {rule.steps().begin(), rule.steps().end()};
}

std::int64_t months_between(Date from, Date to) {
  const std::int64_t years = to.year() - from.year();
  const std::int64_t months = to.yyyymmdd / 100 % 100 - from.yyyymmdd / 100 % 100;
  const bool begun = to.yyyymmdd % 100 < from.yyyymmdd % 100;
  return std::max<std::int64_t>(12 * years + months - begun, 0);
}

}  // namespace

Geography::Geography(std::span<const Place> places) {
  for (const Place& place : places) {
    points_.emplace(place.postcode(), Point{place.x_m(), place.y_m()});
    if (!place.region().empty()) regions_.emplace(place.postcode(), place.region());
  }
}

std::optional<Point> Geography::place(std::string_view postcode) const {
  const auto found = points_.find(std::string(postcode.substr(0, 4)));
  if (found == points_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> Geography::region(std::string_view postcode) const {
  const auto found = regions_.find(std::string(postcode.substr(0, 4)));
  if (found == regions_.end()) return std::nullopt;
  return found->second;
}

TravelBound travel_bound(const Travel& travel, const Travelling& strategy) {
  if (travel.max_distance_km() == 0 && travel.max_minutes() == 0) return {};
  TravelBound bound{TravelBound::kInfinite, TravelBound::kInfinite};
  if (travel.max_distance_km() > 0) bound.low = bound.high = std::uint64_t{1000} * travel.max_distance_km();
  if (travel.max_minutes() > 0) {
    std::uint64_t slowest = TravelBound::kInfinite, fastest = 0, own_fastest = 0;
    for (const Travelling::Speed& speed : strategy.speeds()) {
      const std::uint64_t metres = speed.metres_per_minute();
      slowest = std::min(slowest, metres);
      fastest = std::max(fastest, metres);
      if (std::ranges::find(travel.modes(), static_cast<int>(speed.mode())) != travel.modes().end())
        own_fastest = std::max(own_fastest, metres);
    }
    if (own_fastest > 0) slowest = fastest = own_fastest;
    bound.low = std::min(bound.low, travel.max_minutes() * slowest);
    bound.high = std::min(bound.high, travel.max_minutes() * fastest);
  }
  return bound;
}

SeekerFacts::SeekerFacts(const Seeker& seeker, const Taxonomy& taxonomy, const Geography& geography,
                         const Strategy& strategy, Date date)
    : id(seeker.id()),
      place(geography.place(seeker.postcode())),
      region(geography.region(seeker.postcode())),
      bound(travel_bound(seeker.travel(), strategy.travel())),
      hours(hours_of(seeker.hours())),
      shift_work(seeker.shift_work()),
      competences(competences_of(seeker, taxonomy, strategy)),
      experience(experience_of(seeker, taxonomy, strategy)),
      education(education_of(seeker)),
      languages(languages_of(seeker)),
      wanted_sectors(seeker.wanted_sectors().begin(), seeker.wanted_sectors().end()) {
  if (seeker.has_driving_licences())
    licences.emplace(seeker.driving_licences().categories().begin(), seeker.driving_licences().categories().end());
  for (const std::string& code : seeker.wanted_occupations())
    if (const auto occupation = taxonomy.occupation(code))
      wanted_occupations.push_back({*occupation, taxonomy.isco(*occupation)});
  for (const WantedTitle& title : seeker.wanted_titles())
    if (const auto occupation = taxonomy.occupation(title.code()))
      wanted_occupations.push_back(
          {*occupation, taxonomy.isco(*occupation), doubt_of(title.confidence(), strategy.recognised_codes())});
  for (const WantedOccupation& wanted : wanted_occupations)
    if (!wanted.isco.empty()) wanted_prefixes.insert(wanted.isco.substr(0, 3));
  const std::optional<Date> since = parse_date(seeker.searching_since());
  for (const PassendeArbeid::Step& step : steps_of(strategy.passende_arbeid(), date)) {
    const bool passed = since && months_between(*since, date) >= static_cast<std::int64_t>(step.after_months());
    if (passed) steps_passed.push_back(step);
    if (passed || !since) steps_perhaps_passed.push_back(step);
  }
  for (const int form : seeker.contract_forms())
    if (form != CONTRACT_FORM_UNKNOWN) contract_forms.push_back(ContractForm_Name(form));
}

VacancyFacts::VacancyFacts(const Vacancy& vacancy, const Taxonomy& taxonomy, const Geography& geography,
                           const Strategy& strategy)
    : id(vacancy.id()),
      place(geography.place(vacancy.offer().postcode())),
      region(geography.region(vacancy.offer().postcode())),
      hours(hours_of(vacancy.offer().hours())),
      shift_work(vacancy.offer().shift_work() == YES),
      remote_percent(vacancy.offer().remote_percent()),
      items(items_of(vacancy, strategy)) {
  for (const Item& item : items) starts.push_back(starts_of(item, taxonomy));
  if (const auto occupation = taxonomy.occupation(vacancy.occupation())) {
    const std::string& isco = taxonomy.isco(*occupation);
    if (isco.size() >= 3) group = isco.substr(0, 3);
    for (Item& item : items)
      if (item.kind == OCCUPATION) item.isco = isco;
  }
}

bool is_active(const Seeker& seeker, Date date) {
  return not_before(seeker.valid_until(), date) && not_before(seeker.availability().until(), date);
}

bool is_active(const Vacancy& vacancy, Date date) { return not_before(vacancy.closing_date(), date); }

std::string_view education_field(std::string_view code) { return code.substr(code.rfind('/') + 1); }

}  // namespace schakel::reference
