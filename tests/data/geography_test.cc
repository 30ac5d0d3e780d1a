#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "tests/data/table.h"

namespace schakel {
namespace {

using test::read_table;
using test::Row;

struct Point {
  double lat = 0;
  double lon = 0;
};

double km_between(Point a, Point b) {
  constexpr double kKmPerDegree = 111.2;
  constexpr double kCosineOfTheNetherlands = 0.614;
  return kKmPerDegree * std::hypot(a.lat - b.lat, (a.lon - b.lon) * kCosineOfTheNetherlands);
}

Point centre(const Row& row) { return {std::stod(row.at("lat")), std::stod(row.at("lon"))}; }

// The fields of a CSV line; quoted fields may hold commas.
std::vector<std::string> csv_fields(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

TEST_CASE("there are 35 regions and 342 municipalities, and every region holds some") {
  std::set<std::string> regions;
  std::set<std::string> filled;
  std::set<std::string> names;
  for (const Row& row : read_table("regions.tsv").rows) regions.insert(row.at("code"));
  const test::Table municipalities = read_table("municipalities.tsv");
  for (const Row& row : municipalities.rows) {
    INFO(row.at("name"));
    CHECK(regions.contains(row.at("region")));
    CHECK(row.at("code").size() == 4);
    filled.insert(row.at("region"));
    names.insert(row.at("name"));
  }
  CHECK(regions.size() == 35);
  CHECK(filled == regions);
  CHECK(municipalities.rows.size() == 342);
  CHECK(names.size() == 342);
}

TEST_CASE("every municipality lies in the Netherlands") {
  for (const Row& row : read_table("municipalities.tsv").rows) {
    const Point point = centre(row);
    INFO(row.at("name"));
    CHECK((point.lat > 50.75 && point.lat < 53.56));
    CHECK((point.lon > 3.35 && point.lon < 7.23));
  }
}

TEST_CASE("well-known towns lie where they lie") {
  const std::map<std::string, Point> towns{
      {"Amsterdam", {52.37, 4.90}},  {"Groningen", {53.22, 6.57}},  {"Maastricht", {50.85, 5.69}},
      {"Enschede", {52.22, 6.89}},   {"Middelburg", {51.50, 3.61}}, {"'s-Hertogenbosch", {51.69, 5.30}},
      {"Den Helder", {52.95, 4.76}}, {"Zwolle", {52.51, 6.09}},     {"Utrecht", {52.09, 5.12}},
      {"Vlieland", {53.30, 5.07}},   {"Leeuwarden", {53.20, 5.80}}, {"Terneuzen", {51.33, 3.83}}};
  std::size_t found = 0;
  for (const Row& row : read_table("municipalities.tsv").rows) {
    if (!towns.contains(row.at("name"))) continue;
    INFO(row.at("name"));
    CHECK(km_between(centre(row), towns.at(row.at("name"))) < 4.0);
    ++found;
  }
  CHECK(found == towns.size());
}

TEST_CASE("a municipality is less than 80 km from the middle of its region") {
  std::map<std::string, std::vector<const Row*>> by_region;
  const test::Table municipalities = read_table("municipalities.tsv");
  for (const Row& row : municipalities.rows) by_region[row.at("region")].push_back(&row);
  for (const auto& [region, rows] : by_region) {
    std::vector<double> lat;
    std::vector<double> lon;
    for (const Row* row : rows) {
      lat.push_back(centre(*row).lat);
      lon.push_back(centre(*row).lon);
    }
    for (const Row* row : rows) {
      INFO(region << " " << row->at("name"));
      CHECK(km_between(centre(*row), {middle(lat), middle(lon)}) < 80.0);
    }
  }
}

TEST_CASE("postcode ranges are valid and belong to one municipality each") {
  std::map<int, int> ranges;  // from, to
  for (const Row& row : read_table("municipalities.tsv").rows) {
    const int from = std::stoi(row.at("postcode_from"));
    const int to = std::stoi(row.at("postcode_to"));
    INFO(row.at("name"));
    CHECK((from >= 1000 && from <= to && to <= 9999));
    CHECK(to - from < 100);
    CHECK(ranges.emplace(from, to).second);
  }
  int last = 0;
  for (const auto& [from, to] : ranges) {
    CHECK(from > last);
    last = to;
  }
}

TEST_CASE("the inhabitants of all municipalities are those of the country") {
  long total = 0;
  for (const Row& row : read_table("municipalities.tsv").rows) {
    const long inhabitants = std::stol(row.at("inhabitants"));
    INFO(row.at("name"));
    CHECK((inhabitants >= 1000 && inhabitants < 1'000'000 && inhabitants % 1000 == 0));
    total += inhabitants;
  }
  CHECK((total >= 17'800'000 && total <= 18'100'000));
}

TEST_CASE("a municipality lies within 8 km of the middle of its postcodes") {
  std::ifstream in(SCHAKEL_SHARED_DATA "/geo-nl/pc4_arbeidsmarktregio_derived.csv");
  if (!in) {
    WARN("skipped: no postcode table in " SCHAKEL_SHARED_DATA);
    return;
  }
  std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> postcodes;  // by code: lat, lon
  std::string line;
  std::getline(in, line);
  REQUIRE(line.starts_with("postcode4,lat,lon,woonplaats,gemeente_4pp,provincie,soort,gemeentecode_2026,"));
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = csv_fields(line);
    if (fields.at(6) == "Postbus" || fields.at(7).empty()) continue;
    postcodes[fields.at(7)].first.push_back(std::stod(fields.at(1)));
    postcodes[fields.at(7)].second.push_back(std::stod(fields.at(2)));
  }
  std::size_t compared = 0;
  for (const Row& row : read_table("municipalities.tsv").rows) {
    const auto found = postcodes.find(row.at("code"));
    if (found == postcodes.end()) continue;      // merged after the postcode table was made
    if (row.at("name") == "Vlieland") continue;  // the table has its sand flats, 10 km from the village
    INFO(row.at("name"));
    CHECK(km_between(centre(row), {middle(found->second.first), middle(found->second.second)}) < 8.0);
    ++compared;
  }
  CHECK(compared > 300);
}

}  // namespace
}  // namespace schakel
