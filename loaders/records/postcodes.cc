#include "loaders/records/postcodes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "data/reference/reference.h"
#include "loaders/format/byte_input.h"
#include "loaders/format/csv_table.h"
#include "loaders/format/parse_number.h"
#include "loaders/format/rd_new.h"
#include "loaders/format/tsv_table.h"
#include "loaders/records/municipalities.h"
#include "loaders/records/validate.h"

namespace schakel {
namespace {

constexpr std::int64_t kNameReachM = 40'000;

enum Column : std::size_t { kPostcode, kLatitude, kLongitude, kTown, kMunicipality, kCode, kRegion, kSort, kColumns };
constexpr std::size_t kRequired = 3;  // the first ones
constexpr std::size_t kAbsent = kColumns;

// The names of a column, in lower case and without a year or a source behind them.
const std::array<std::vector<std::string_view>, kColumns> kNames{{
    {"postcode", "postcode4", "pc4"},
    {"latitude", "lat"},
    {"longitude", "lon", "lng"},
    {"woonplaats", "plaats", "town"},
    {"gemeente", "municipality"},
    {"gemeentecode"},
    {"arbeidsmarktregio"},
    {"soort"},
}};

std::string lower(std::string_view text) {
  std::string letters(text);
  for (char& c : letters)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return letters;
}

// The columns as the heading spells them; empty for one that is not there.
std::array<std::string, kColumns> spelled_columns(std::string_view text) {
  std::array<std::string, kColumns> spelled;
  CsvReader heading(text, guess_separator(text));
  if (!heading.next()) return spelled;
  for (const std::string_view name : heading.fields()) {
    const std::string plain = lower(name.substr(0, name.find('_')));
    for (std::size_t column = 0; column < kColumns; ++column)
      if (std::ranges::find(kNames[column], plain) != kNames[column].end() && spelled[column].empty())
        spelled[column] = name;
  }
  return spelled;
}

// The municipalities and regions by the names and codes that a table may use.
class Gazetteer {
 public:
  static Result<Gazetteer> read() {
    Result<std::vector<Municipality>> municipalities = read_municipalities();
    if (!municipalities) return std::unexpected(municipalities.error());
    constexpr std::array<std::string_view, 2> kRegionColumns{"code", "name"};
    const Result<TsvTable> regions = TsvTable::parse("regions.tsv", reference_text("regions.tsv"), kRegionColumns);
    if (!regions) return std::unexpected(regions.error());
    Gazetteer gazetteer;
    gazetteer.municipalities_ = *std::move(municipalities);
    for (const Municipality& municipality : gazetteer.municipalities_) {
      gazetteer.by_code_[municipality.code] = &municipality;
      gazetteer.by_name_[lower(municipality.name)] = &municipality;
    }
    for (std::size_t i = 0; i < regions->rows(); ++i) gazetteer.regions_[lower(regions->at(i, 1))] = regions->at(i, 0);
    return gazetteer;
  }

  // By code or name; nothing when neither is of a municipality of today near the place.
  [[nodiscard]] const Municipality* named(std::string_view code, std::string_view name, RdPoint place) const {
    if (const auto found = by_code_.find(code); found != by_code_.end()) return found->second;
    const auto found = by_name_.find(lower(name));
    if (found == by_name_.end()) return nullptr;
    return square_distance(found->second->centre, place) <= kNameReachM * kNameReachM ? found->second : nullptr;
  }

  [[nodiscard]] const Municipality& nearest(RdPoint place) const {
    return nearest_municipality(municipalities_, place);
  }

  [[nodiscard]] std::optional<std::string_view> region(std::string_view name) const {
    const auto found = regions_.find(lower(name));
    return found == regions_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::vector<Municipality> municipalities_;
  std::map<std::string_view, const Municipality*> by_code_;
  std::map<std::string, const Municipality*> by_name_;
  std::map<std::string, std::string_view> regions_;
};

// The table with its columns, and what was found in it so far.
class PostcodeReader {
 public:
  PostcodeReader(CsvTable table, std::array<std::size_t, kColumns> columns, Gazetteer gazetteer)
      : table_(std::move(table)), columns_(columns), gazetteer_(std::move(gazetteer)) {}

  Listed read(const std::string& file) {
    Listed listed;
    while (table_.next()) {
      Place place;
      std::optional<Objection> objection = table_.objection();
      if (!objection) objection = locate(place);
      if (!objection) objection = check(place);
      if (objection) {
        listed.refused.push_back(make_refusal(file, table_.row(), table_.line(), *objection, table_.raw()));
        continue;
      }
      describe(place);
      listed.records.emplace_back(std::move(place));
    }
    if (guessed_ > 0)
      listed.notes.push_back(file + ": " + std::to_string(guessed_) +
                             " postcodes are in no municipality of today by code or name and went to the nearest one");
    return listed;
  }

 private:
  [[nodiscard]] std::string_view cell(Column column) const {
    return columns_[column] == kAbsent ? std::string_view() : table_.at(columns_[column]);
  }

  std::optional<Objection> locate(Place& place) const {
    place.set_postcode(std::string(cell(kPostcode)));
    const std::optional<double> latitude = parse_number<double>(cell(kLatitude));
    const std::optional<double> longitude = parse_number<double>(cell(kLongitude));
    const std::string found = "found latitude \"" + std::string(cell(kLatitude)) + "\" and longitude \"" +
                              std::string(cell(kLongitude)) + "\", expected ";
    if (!latitude || !longitude) return Objection{"type", "latitude", found + "degrees as 52.37", ""};
    if (!in_the_netherlands(*latitude, *longitude))
      return Objection{"range", "latitude", found + "a place in the Netherlands", ""};
    const RdPoint point = to_rd(*latitude, *longitude);
    place.set_x_m(point.x_m);
    place.set_y_m(point.y_m);
    return std::nullopt;
  }

  void describe(Place& place) {
    const RdPoint point{place.x_m(), place.y_m()};
    const Municipality* municipality = gazetteer_.named(cell(kCode), cell(kMunicipality), point);
    if (municipality == nullptr) {
      municipality = &gazetteer_.nearest(point);
      ++guessed_;
    }
    place.set_town(std::string(cell(kTown)));
    place.set_municipality(std::string(municipality->code));
    place.set_region(std::string(gazetteer_.region(cell(kRegion)).value_or(municipality->region)));
    place.set_po_box(lower(cell(kSort)) == "postbus");
  }

  CsvTable table_;
  std::array<std::size_t, kColumns> columns_;
  Gazetteer gazetteer_;
  std::size_t guessed_ = 0;
};

}  // namespace

bool is_postcode_heading(std::string_view start) {
  const auto spelled = spelled_columns(start);
  return std::all_of(spelled.begin(), spelled.begin() + kRequired,
                     [](const std::string& name) { return !name.empty(); });
}

Result<Listed> read_postcodes(const std::filesystem::path& file) {
  const Result<std::string> text = read_all(file);
  if (!text) return std::unexpected(text.error());
  Result<Gazetteer> gazetteer = Gazetteer::read();
  if (!gazetteer) return std::unexpected(gazetteer.error());
  const auto spelled = spelled_columns(*text);
  std::vector<std::string_view> wanted;
  std::array<std::size_t, kColumns> columns{};
  for (std::size_t column = 0; column < kColumns; ++column) {
    const bool absent = spelled[column].empty();
    columns[column] = absent && column >= kRequired ? kAbsent : wanted.size();
    if (columns[column] != kAbsent) wanted.push_back(absent ? kNames[column].front() : spelled[column]);
  }
  Result<CsvTable> table = CsvTable::open(file.string(), *text, wanted);
  if (!table) return std::unexpected(table.error());
  Listed listed = PostcodeReader(*std::move(table), columns, *std::move(gazetteer)).read(file.string());
  listed.bytes = text->size();
  return listed;
}

Result<std::unique_ptr<Source>> open_postcodes(const std::filesystem::path& file) {
  Result<Listed> listed = read_postcodes(file);
  if (!listed) return std::unexpected(listed.error());
  return make_listed_source(*std::move(listed));
}

}  // namespace schakel
