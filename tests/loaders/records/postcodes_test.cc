#include "loaders/records/postcodes.h"

#include <algorithm>
#include <map>

#include "loaders/format/json_line.h"
#include "tests/loaders/records/records.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::codes_of;
using testing::Outcome;
using testing::read_all_of;
using testing::TempFolder;

std::map<std::string, Place> places_of(const Listed& listed) {
  std::map<std::string, Place> places;
  for (const Record& record : listed.records) places[std::get<Place>(record).postcode()] = std::get<Place>(record);
  return places;
}

TEST_CASE("columns may come in any order, under any of their names, with any separator") {
  const TempFolder folder;
  for (const char* text :
       {"id,postcode,\"woonplaats\",\"gemeente\",latitude,longitude,\"soort\"\n1,1011,\"Amsterdam\",\"Amsterdam\",52."
        "3731,4.9041,\"Adres\"\n",
        "lng;LAT;soort;gemeente_4pp;plaats;PC4\n4.9041;52.3731;Adres;Amsterdam;Amsterdam;1011\n",
        "postcode4\tlat\tlon\twoonplaats\tgemeentecode_2026\n1011\t52.3731\t4.9041\tAmsterdam\t0363\n"}) {
    const auto file = folder.write("p.csv", text);
    INFO(text);
    REQUIRE(is_postcode_heading(text));
    const Listed listed = read_postcodes(file).value();
    REQUIRE(listed.records.size() == 1);
    CHECK(to_json_line(std::get<Place>(listed.records[0])) ==
          R"({"postcode":"1011","town":"Amsterdam","municipality":"0363","region":"R11","xM":122101,"yM":487357})");
    CHECK(listed.notes.empty());
  }
}

TEST_CASE("a municipality that is no more gives way to the nearest, and the table's own region counts") {
  const TempFolder folder;
  const Listed listed = read_postcodes(folder.write("p.csv",
                                                    "postcode,latitude,longitude,gemeente,arbeidsmarktregio,soort\n"
                                                    "1687,52.70,5.05,Wognum,,Adres + Postbus\n"
                                                    "9999,52.3731,4.9041,Groningen,,POSTBUS\n"
                                                    "1011,52.3731,4.9041,Amsterdam,Friesland,Postbus\n"))
                            .value();
  const auto places = places_of(listed);
  CHECK(places.at("1687").municipality() == "0420");  // Medemblik
  CHECK(places.at("9999").municipality() == "0363");  // a name of today, but 150 km away
  CHECK(places.at("9999").po_box());
  CHECK_FALSE(places.at("1687").po_box());
  CHECK(places.at("1011").region() == "R07");
  REQUIRE(listed.notes.size() == 1);
  CHECK(listed.notes[0].find("2 postcodes are in no municipality of today") != std::string::npos);
}

TEST_CASE("rows that are no place are refused") {
  const TempFolder folder;
  Result<std::unique_ptr<Source>> source = open_postcodes(folder.write("p.csv",
                                                                       "postcode,latitude,longitude\n"
                                                                       "1011AB,52.37,4.90\n"
                                                                       "101,52.37,4.90\n"
                                                                       "1012,4.90,52.37\n"
                                                                       "1013,\"52,37\",4.90\n"
                                                                       "1014,nan,4.90\n"
                                                                       "1015\n"
                                                                       "1016,52.37,4.90\n"));
  REQUIRE(source);
  const Outcome outcome = read_all_of(**source);
  CHECK(outcome.accepted.size() == 1);
  CHECK(codes_of(outcome.refused) ==
        std::vector<std::string>{"postcode", "postcode", "range", "type", "range", "columns"});
  CHECK(outcome.refused[2].message() ==
        "found latitude \"4.90\" and longitude \"52.37\", expected a place in the Netherlands");
}

TEST_CASE("a table without coordinates is an error that names the column") {
  const TempFolder folder;
  const auto file = folder.write("p.csv", "postcode,woonplaats,longitude\n1011,Amsterdam,4.9\n");
  CHECK(read_postcodes(file).error().message ==
        file.string() + " has no column latitude; its columns are: postcode, woonplaats, longitude");
  CHECK_FALSE(is_postcode_heading("postcode,woonplaats,longitude\n"));
}

TEST_CASE("the published table loads whole, and agrees with the derived one on nearly all regions") {
  const std::filesystem::path data = std::filesystem::path(SCHAKEL_SHARED_DATA) / "geo-nl";
  if (!std::filesystem::exists(data)) {
    WARN("skipped: no " << data);
    return;
  }
  const Listed published = read_postcodes(data / "4pp.csv").value();
  const auto derived = places_of(read_postcodes(data / "pc4_arbeidsmarktregio_derived.csv").value());
  CHECK(published.refused.empty());
  REQUIRE(published.records.size() == 4699);
  REQUIRE(derived.size() == 4699);
  int same = 0;
  int po_boxes = 0;
  for (const auto& [postcode, place] : places_of(published)) {
    same += derived.at(postcode).region() == place.region() ? 1 : 0;
    po_boxes += place.po_box() ? 1 : 0;
  }
  CHECK(po_boxes == 622);
  CHECK(same > 4500);
}

}  // namespace
}  // namespace schakel
