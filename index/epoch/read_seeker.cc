#include "index/epoch/read_seeker.h"

#include <algorithm>
#include <map>

#include "data/reference/reference.h"

namespace schakel {
namespace {

// Calls visit with the tab-separated cells of each data row of a reference table.
template <class Visit>
void for_each_row(std::string_view table, const Visit& visit) {
  bool heading = true;
  while (!table.empty()) {
    std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(table.size(), line.size() + 1));
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(heading, false)) continue;
    std::vector<std::string_view> cells;
    for (std::size_t tab = 0; tab != std::string_view::npos; line.remove_prefix(std::min(line.size(), tab + 1))) {
      tab = line.find('\t');
      cells.push_back(line.substr(0, tab));
    }
    visit(cells);
  }
}

std::map<std::string_view, std::vector<std::string_view>> read_licences() {
  std::map<std::string_view, std::vector<std::string_view>> table;
  for_each_row(reference_text("licences.tsv"), [&](const std::vector<std::string_view>& cells) {
    auto& covered = table[cells[0]];
    for (std::string_view rest = cells[1]; !rest.empty();) {
      const std::string_view category = rest.substr(0, rest.find('|'));
      if (category != cells[0]) covered.push_back(category);
      rest.remove_prefix(std::min(rest.size(), category.size() + 1));
    }
  });
  return table;
}

std::map<std::string_view, std::string_view> read_sections() {
  std::map<std::string_view, std::string_view> table;
  for_each_row(reference_text("sectors.tsv"), [&](const std::vector<std::string_view>& cells) {
    if (cells[1] != cells[0]) table[cells[0]] = cells[1];
  });
  return table;
}

Interval<std::uint32_t> travel_bound(const Travel& travel, const Model& model) {
  Interval<std::uint32_t> bound{kNoBound, kNoBound};
  if (travel.max_distance_km() > 0) bound = {1000 * travel.max_distance_km(), 1000 * travel.max_distance_km()};
  if (travel.max_minutes() > 0) {
    std::uint32_t speed = 0;
    for (const int mode : travel.modes())
      if (mode != TRAVEL_MODE_UNKNOWN && TravelMode_IsValid(mode)) speed = std::max(speed, model.speed(mode));
    bound.low = std::min(bound.low, travel.max_minutes() * (speed > 0 ? speed : model.slowest()));
    bound.high = std::min(bound.high, travel.max_minutes() * (speed > 0 ? speed : model.fastest()));
  }
  if (bound.low == kNoBound) bound.low = 0;
  return bound;
}

std::uint8_t hours_or_unknown(bool known, std::uint32_t hours) {
  return known ? static_cast<std::uint8_t>(std::min(hours, 254U)) : kUnknown8;
}

void read_experience(const Seeker& seeker, const Taxonomy& taxonomy, const Model& model, Rows<ExperienceFact>& rows) {
  const std::size_t first = rows.cells.size();
  for (const Experience& entry : seeker.experience()) {
    const ConceptId occupation = taxonomy.occupation(entry.occupation());
    if (occupation == kNoConcept) continue;
    auto fact = std::find_if(rows.cells.begin() + static_cast<std::ptrdiff_t>(first), rows.cells.end(),
                             [&](const ExperienceFact& seen) { return seen.concept_id == occupation; });
    const std::uint8_t doubt = model.doubt(entry.confidence());
    if (fact == rows.cells.end())
      fact = rows.cells.insert(fact, ExperienceFact{.concept_id = occupation, .doubt = doubt});
    fact->doubt = std::min(fact->doubt, doubt);
    fact->months = static_cast<std::uint16_t>(std::min<std::uint32_t>(fact->months + entry.months(), 65535));
    if (!entry.has_months()) fact->months_open = 1;
    fact->year = std::max(fact->year, static_cast<std::uint16_t>(std::min(entry.last_year(), 65535U)));
    if (entry.last_year() == 0) fact->year_open = 1;
  }
  rows.close_row();
}

void read_wishes(const Seeker& seeker, const Taxonomy& taxonomy, const Model& model, Rows<WantedFact>& rows) {
  const auto add = [&](std::string_view code, std::uint32_t doubt) {
    if (const ConceptId id = taxonomy.occupation(code); id != kNoConcept) rows.cells.push_back({id, doubt});
  };
  for (const std::string& uri : seeker.wanted_occupations()) add(uri, 0);
  for (const WantedTitle& title : seeker.wanted_titles()) add(title.code(), model.doubt(title.confidence()));
  rows.close_row();
}

void read_licences_held(const Seeker& seeker, StringPool& codes, Rows<CodeId>& rows) {
  const std::size_t first = rows.cells.size();
  const auto add = [&](std::string_view category) {
    const CodeId code = codes.intern(category);
    const auto from = rows.cells.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::find(from, rows.cells.end(), code) == rows.cells.end()) rows.cells.push_back(code);
  };
  for (const std::string& category : seeker.driving_licences().categories()) {
    add(category);
    for (const std::string_view covered : covered_licences(category)) add(covered);
  }
  rows.close_row();
}

void read_education_and_languages(const Seeker& seeker, StringPool& codes, SeekerColumns& columns) {
  for (const Education& entry : seeker.education())
    columns.education.cells.push_back(
        {.field = entry.field().empty() ? kNoCode : codes.intern(education_field(entry.field())),
         .level = static_cast<std::uint8_t>(entry.level()),
         .diploma = static_cast<std::uint8_t>(entry.diploma())});
  columns.education.close_row();
  for (const Language& entry : seeker.languages())
    columns.languages.cells.push_back(
        {.language = codes.intern(entry.language()),
         .spoken = entry.has_spoken() ? static_cast<std::uint8_t>(entry.spoken()) : kUnknown8,
         .written = entry.has_written() ? static_cast<std::uint8_t>(entry.written()) : kUnknown8});
  columns.languages.close_row();
}

}  // namespace

const std::vector<std::string_view>& covered_licences(std::string_view category) {
  static const auto kTable = read_licences();
  static const std::vector<std::string_view> kNone;
  const auto found = kTable.find(category);
  return found == kTable.end() ? kNone : found->second;
}

std::string_view section_of(std::string_view division) {
  static const auto kTable = read_sections();
  const auto found = kTable.find(division);
  return found == kTable.end() ? std::string_view() : found->second;
}

std::string_view education_field(std::string_view code) { return code.substr(code.rfind('/') + 1); }

void PlaceTable::add(const Place& place) {
  Point point{place.x_m(), place.y_m(), kNoRegion};
  if (!place.region().empty() && regions_.size() < kNoRegion) {
    const auto [entry, added] = region_numbers_.try_emplace(place.region(), static_cast<RegionId>(regions_.size()));
    if (added) regions_.push_back(place.region());
    point.region = entry->second;
  }
  points_[place.postcode()] = point;
}

SeekerDays days_of(const Seeker& seeker) {
  const auto since = parse_date(seeker.searching_since());
  SeekerDays days{.last_active = 0, .searching_since = since ? since->yyyymmdd : 0};
  for (const auto& day : {parse_date(seeker.valid_until()), parse_date(seeker.availability().until())})
    if (day && (days.last_active == 0 || day->yyyymmdd < days.last_active)) days.last_active = day->yyyymmdd;
  return days;
}

bool is_active(const Seeker& seeker, Date date) {
  const std::int32_t last = days_of(seeker).last_active;
  return last == 0 || last >= date.yyyymmdd;
}

void read_seeker(const Seeker& seeker, const Taxonomy& taxonomy, const PlaceTable& places, const Model& model,
                 StringPool& codes, SeekerColumns& columns) {
  const PlaceTable::Point place = places.find(seeker.postcode());
  SeekerScalars scalars{.x_m = place.x_m, .y_m = place.y_m, .bound_m = travel_bound(seeker.travel(), model)};
  scalars.region = place.region;
  scalars.widening = model.steps_passed(seeker.searching_since());
  scalars.hours_min = hours_or_unknown(seeker.hours().has_min(), seeker.hours().min());
  scalars.hours_max = hours_or_unknown(seeker.hours().has_max(), seeker.hours().max());
  scalars.shift_work = static_cast<std::uint8_t>(seeker.shift_work());
  scalars.licences_known = seeker.has_driving_licences() ? 1 : 0;
  for (const int form : seeker.contract_forms())
    if (form != CONTRACT_FORM_UNKNOWN && ContractForm_IsValid(form)) scalars.contract_forms |= 1U << form;
  columns.scalars.push_back(scalars);

  for (const HeldCompetence& held : seeker.competences())
    if (const ConceptId id = taxonomy.competence(held.code()); id != kNoConcept)
      columns.competences.cells.push_back({.concept_id = id,
                                           .year = static_cast<std::uint16_t>(std::min(held.last_used_year(), 65535U)),
                                           .level = static_cast<std::uint8_t>(held.level()),
                                           .doubt = model.doubt(held.confidence())});
  columns.competences.close_row();
  read_experience(seeker, taxonomy, model, columns.experience);
  read_education_and_languages(seeker, codes, columns);
  read_licences_held(seeker, codes, columns.licences);
  read_wishes(seeker, taxonomy, model, columns.wanted);
  for (const std::string& sector : seeker.wanted_sectors())
    if (!sector.empty()) columns.sectors.cells.push_back(codes.intern(sector));
  columns.sectors.close_row();
}

void SeekerColumns::append(const SeekerView& row, std::span<const CodeId> codes) {
  scalars.push_back(*row.scalars);
  const auto copy = [](auto& rows, const auto& cells) {
    rows.cells.insert(rows.cells.end(), cells.begin(), cells.end());
    rows.close_row();
  };
  const auto renumbered = [&](CodeId code) { return code == kNoCode ? kNoCode : codes[code]; };
  copy(competences, row.competences);
  copy(experience, row.experience);
  for (EducationFact fact : row.education) {
    fact.field = renumbered(fact.field);
    education.cells.push_back(fact);
  }
  education.close_row();
  for (LanguageFact fact : row.languages) {
    fact.language = renumbered(fact.language);
    languages.cells.push_back(fact);
  }
  languages.close_row();
  for (const CodeId code : row.licences) licences.cells.push_back(renumbered(code));
  licences.close_row();
  copy(wanted, row.wanted);
  for (const CodeId code : row.sectors) sectors.cells.push_back(renumbered(code));
  sectors.close_row();
}

}  // namespace schakel
