#include "loaders/records/validate.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "data/date.h"
#include "loaders/format/utf8.h"

namespace schakel {
namespace {

constexpr std::size_t kKeyBytes = 512;   // of an id or a URI: what the record store takes
constexpr std::size_t kCodeBytes = 512;  // of any other code
constexpr std::size_t kTextBytes = 500;
constexpr std::size_t kKeptRowBytes = 64 << 10;  // of a refused row
constexpr int kListLength = 100;                 // of a list that the schema gives no limit
constexpr std::uint32_t kFirstYear = 1900;
constexpr std::uint32_t kLastYear = 2199;

// A field inside a list or a message; its path is only put together for an objection.
struct Path {
  std::string_view outer;
  int index = -1;
  std::string_view inner;

  [[nodiscard]] std::string text() const {
    std::string path(outer);
    if (index >= 0) path += "[" + std::to_string(index) + "]";
    if (!inner.empty()) path.append(".").append(inner);
    return path;
  }
};

std::string in_quotes(std::string_view text) { return "\"" + std::string(utf8_prefix(text, 60)) + "\""; }

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_postcode(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return (text.size() == 4 || text.size() == 6) && text.front() != '0' && is_digits(text.substr(0, 4)) &&
         std::ranges::all_of(text.substr(4), is_letter);
}

// Collects the first objection; whatever is asked after it passes.
class Inspection {
 public:
  [[nodiscard]] std::optional<Objection> result() { return std::move(objection_); }

  void object(Path path, std::string_view code, std::string message) {
    if (!objection_) objection_ = Objection{std::string(code), path.text(), std::move(message), {}};
  }

  void range(Path path, std::int64_t value, std::int64_t min, std::int64_t max) {
    if (value < min || value > max)
      object(path, "range",
             "found " + std::to_string(value) + ", expected " + std::to_string(min) + " to " + std::to_string(max));
  }

  void length(Path path, int count, int max) {
    if (count > max)
      object(path, "too-many", "found " + std::to_string(count) + " of them, expected at most " + std::to_string(max));
  }

  void bytes(Path path, std::string_view text, std::size_t max) {
    if (text.size() > max)
      object(path, "too-long",
             "found " + std::to_string(text.size()) + " bytes, expected at most " + std::to_string(max));
  }

  void present(Path path, bool is_present, std::string_view what) {
    if (!is_present) object(path, "missing", "found nothing, expected " + std::string(what));
  }

  // A date that is absent, or a day that exists.
  void date(Path path, std::string_view text) {
    if (!text.empty() && !parse_date(text))
      object(path, "date", "found " + in_quotes(text) + ", expected a day that exists, as 2026-11-22");
  }

  void year(Path path, std::uint32_t year) {
    if (year != 0) range(path, year, kFirstYear, kLastYear);
  }

  void postcode(Path path, std::string_view text) {
    if (!text.empty() && !is_postcode(text))
      object(path, "postcode",
             "found " + in_quotes(text) +
                 ", expected four digits, or four digits and two capitals "
                 "without a space, as 1234 or 1234AB");
  }

  void hours(Path min_path, Path max_path, const HoursPerWeek& hours) {
    range(min_path, hours.min(), 0, 80);
    range(max_path, hours.max(), 0, 80);
    if (hours.has_min() && hours.has_max() && hours.min() > hours.max())
      object(min_path, "hours-order",
             "found " + std::to_string(hours.min()) + " to " + std::to_string(hours.max()) +
                 " hours, expected a minimum that is not above the maximum");
  }

 private:
  std::optional<Objection> objection_;
};

void inspect_codes(Inspection& inspection, std::string_view field, const auto& codes, int max) {
  inspection.length({field}, codes.size(), max);
  for (int i = 0; i < codes.size(); ++i) inspection.bytes({field, i}, codes[i], kCodeBytes);
}

// A text and how sure the code beside it is.
void inspect_text(Inspection& inspection, std::string_view list, int index, const auto& coded) {
  inspection.bytes({list, index, "text"}, coded.text(), kTextBytes);
  inspection.range({list, index, "confidence"}, coded.confidence(), 0, 100);
}

void inspect_wishes(Inspection& inspection, const Seeker& seeker) {
  inspection.postcode({"postcode"}, seeker.postcode());
  inspection.range({"travel", -1, "maxDistanceKm"}, seeker.travel().max_distance_km(), 0, 400);
  inspection.range({"travel", -1, "maxMinutes"}, seeker.travel().max_minutes(), 0, 300);
  inspection.length({"travel", -1, "modes"}, seeker.travel().modes_size(), kListLength);
  inspect_codes(inspection, "wantedOccupations", seeker.wanted_occupations(), 20);
  inspection.length({"wantedTitles"}, seeker.wanted_titles_size(), 20);
  for (int i = 0; i < seeker.wanted_titles_size(); ++i) {
    inspection.bytes({"wantedTitles", i, "code"}, seeker.wanted_titles(i).code(), kCodeBytes);
    inspect_text(inspection, "wantedTitles", i, seeker.wanted_titles(i));
  }
  inspect_codes(inspection, "wantedSectors", seeker.wanted_sectors(), kListLength);
  inspection.length({"contractForms"}, seeker.contract_forms_size(), kListLength);
}

void inspect_profile(Inspection& inspection, const Seeker& seeker) {
  inspection.length({"competences"}, seeker.competences_size(), 200);
  for (int i = 0; i < seeker.competences_size(); ++i) {
    const HeldCompetence& held = seeker.competences(i);
    inspection.bytes({"competences", i, "code"}, held.code(), kCodeBytes);
    inspection.range({"competences", i, "level"}, held.level(), 0, 5);
    inspection.year({"competences", i, "lastUsedYear"}, held.last_used_year());
    inspect_text(inspection, "competences", i, held);
  }
  inspection.length({"experience"}, seeker.experience_size(), 50);
  for (int i = 0; i < seeker.experience_size(); ++i) {
    const Experience& experience = seeker.experience(i);
    inspection.bytes({"experience", i, "occupation"}, experience.occupation(), kCodeBytes);
    inspection.range({"experience", i, "months"}, experience.months(), 0, 720);
    inspection.year({"experience", i, "lastYear"}, experience.last_year());
    inspect_text(inspection, "experience", i, experience);
  }
  inspection.length({"education"}, seeker.education_size(), 20);
  for (int i = 0; i < seeker.education_size(); ++i) {
    inspection.range({"education", i, "level"}, seeker.education(i).level(), 0, 6);
    inspection.bytes({"education", i, "field"}, seeker.education(i).field(), kCodeBytes);
  }
  inspection.length({"languages"}, seeker.languages_size(), 20);
  for (int i = 0; i < seeker.languages_size(); ++i) {
    const Language& language = seeker.languages(i);
    inspection.bytes({"languages", i, "language"}, language.language(), kCodeBytes);
    inspection.range({"languages", i, "spoken"}, language.spoken(), 0, 4);
    inspection.range({"languages", i, "written"}, language.written(), 0, 4);
  }
  inspect_codes(inspection, "drivingLicences.categories", seeker.driving_licences().categories(), kListLength);
}

// The highest level of a kind of requirement; 0 where a level means nothing.
std::uint32_t highest_level(Kind kind) {
  if (kind == COMPETENCE) return 5;
  if (kind == EDUCATION) return 6;
  return kind == SPOKEN_LANGUAGE || kind == WRITTEN_LANGUAGE ? 4 : 0;
}

void inspect_requirement(Inspection& inspection, int index, const Requirement& requirement) {
  const Path kind{"requirements", index, "kind"};
  inspection.present(kind, requirement.kind() != KIND_UNKNOWN, "the kind of the requirement");
  if (requirement.kind() > DRIVING_LICENCE)
    inspection.object(kind, "range",
                      "found " + Kind_Name(requirement.kind()) +
                          ", which is offered and not asked; expected COMPETENCE, EXPERIENCE, "
                          "EDUCATION, SPOKEN_LANGUAGE, WRITTEN_LANGUAGE or DRIVING_LICENCE");
  inspection.bytes({"requirements", index, "code"}, requirement.code(), kCodeBytes);
  if (const std::uint32_t highest = highest_level(requirement.kind()); highest > 0)
    inspection.range({"requirements", index, "minLevel"}, requirement.min_level(), 0, highest);
  inspection.range({"requirements", index, "minMonths"}, requirement.min_months(), 0, 720);
  inspect_text(inspection, "requirements", index, requirement);
}

}  // namespace

std::optional<Objection> check(const Seeker& seeker) {
  Inspection inspection;
  inspection.bytes({"id"}, seeker.id(), kKeyBytes);
  inspection.date({"validUntil"}, seeker.valid_until());
  inspect_wishes(inspection, seeker);
  inspect_profile(inspection, seeker);
  inspection.hours({"hours", -1, "min"}, {"hours", -1, "max"}, seeker.hours());
  const Availability& availability = seeker.availability();
  inspection.date({"availability", -1, "from"}, availability.from());
  inspection.date({"availability", -1, "until"}, availability.until());
  if (!availability.until().empty() && availability.from() > availability.until())
    inspection.object({"availability", -1, "from"}, "date-order",
                      "found " + in_quotes(availability.from()) + " until " + in_quotes(availability.until()) +
                          ", expected a first day that is not after the last");
  inspection.date({"searchingSince"}, seeker.searching_since());
  inspection.bytes({"presentation"}, seeker.presentation(), 20'000);
  return inspection.result();
}

std::optional<Objection> check(const Vacancy& vacancy) {
  Inspection inspection;
  inspection.bytes({"id"}, vacancy.id(), kKeyBytes);
  inspection.date({"closingDate"}, vacancy.closing_date());
  inspection.bytes({"employer", -1, "sector"}, vacancy.employer().sector(), kCodeBytes);
  inspection.bytes({"title"}, vacancy.title(), 500);
  inspection.bytes({"description"}, vacancy.description(), 50'000);
  inspection.bytes({"occupation"}, vacancy.occupation(), kCodeBytes);
  inspection.range({"occupationConfidence"}, vacancy.occupation_confidence(), 0, 100);
  inspection.length({"requirements"}, vacancy.requirements_size(), 100);
  for (int i = 0; i < vacancy.requirements_size(); ++i) inspect_requirement(inspection, i, vacancy.requirements(i));
  const Offer& offer = vacancy.offer();
  inspection.hours({"offer.hours", -1, "min"}, {"offer.hours", -1, "max"}, offer.hours());
  inspection.length({"offer", -1, "contractForms"}, offer.contract_forms_size(), kListLength);
  inspection.date({"offer", -1, "startDate"}, offer.start_date());
  inspection.postcode({"offer", -1, "postcode"}, offer.postcode());
  inspection.range({"offer", -1, "remotePercent"}, offer.remote_percent(), 0, 100);
  return inspection.result();
}

std::optional<Objection> check(const Concept& concept_record) {
  Inspection inspection;
  inspection.present({"uri"}, !concept_record.uri().empty(), "the concept's URI");
  inspection.bytes({"uri"}, concept_record.uri(), kKeyBytes);
  inspection.present({"kind"}, concept_record.kind() != CONCEPT_KIND_UNKNOWN, "the kind of the concept");
  const std::string& isco = concept_record.isco();
  if (isco.size() > 4 || !is_digits(isco))
    inspection.object({"isco"}, "range", "found " + in_quotes(isco) + ", expected one to four digits");
  for (int i = 0; i < concept_record.broader_size(); ++i)
    inspection.bytes({"broader", i}, concept_record.broader(i), kKeyBytes);
  for (int i = 0; i < concept_record.relations_size(); ++i) {
    const Relation& relation = concept_record.relations(i);
    inspection.present({"relations", i, "type"}, relation.type() != Relation::UNKNOWN, "the type of the relation");
    inspection.bytes({"relations", i, "target"}, relation.target(), kKeyBytes);
  }
  return inspection.result();
}

std::optional<Objection> check(const Place& place) {
  Inspection inspection;
  inspection.present({"postcode"}, !place.postcode().empty(), "a postcode of four digits");
  if (place.postcode().size() != 4 || !is_postcode(place.postcode()))
    inspection.object({"postcode"}, "postcode", "found " + in_quotes(place.postcode()) + ", expected four digits");
  inspection.range({"xM"}, place.x_m(), 0, 300'000);
  inspection.range({"yM"}, place.y_m(), 300'000, 630'000);
  return inspection.result();
}

std::optional<Objection> check(const Record& record) {
  return std::visit([](const auto& message) { return check(message); }, record);
}

Refusal make_refusal(std::string_view file, std::uint64_t row, std::uint64_t line, const Objection& objection,
                     std::string_view source_row) {
  Refusal refusal;
  refusal.set_file(repaired_utf8(file));
  refusal.set_row(row);
  refusal.set_line(line);
  refusal.set_field(repaired_utf8(objection.field));
  refusal.set_code(objection.code);
  refusal.set_message(repaired_utf8(objection.message));
  refusal.set_source_row(std::string(source_row.substr(0, kKeptRowBytes)));
  return refusal;
}

}  // namespace schakel
