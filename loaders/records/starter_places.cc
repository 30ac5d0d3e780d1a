#include <map>
#include <string>

#include "loaders/records/municipalities.h"
#include "loaders/records/starter.h"

namespace schakel {

Result<std::vector<Place>> starter_places() {
  const Result<std::vector<Municipality>> municipalities = read_municipalities();
  if (!municipalities) return std::unexpected(municipalities.error());
  const auto width = [](const Municipality* municipality) {
    return municipality->postcode_to - municipality->postcode_from;
  };
  std::map<int, const Municipality*> by_postcode;
  for (const Municipality& municipality : *municipalities) {
    for (int postcode = municipality.postcode_from; postcode <= municipality.postcode_to; ++postcode) {
      const Municipality*& owner = by_postcode[postcode];
      if (owner == nullptr || width(&municipality) < width(owner)) owner = &municipality;
    }
  }
  std::vector<Place> places;
  places.reserve(by_postcode.size());
  for (const auto& [postcode, municipality] : by_postcode) {
    Place& place = places.emplace_back();
    place.set_postcode(std::to_string(postcode));
    place.set_town(std::string(municipality->name));
    place.set_municipality(std::string(municipality->code));
    place.set_region(std::string(municipality->region));
    place.set_x_m(municipality->centre.x_m);
    place.set_y_m(municipality->centre.y_m);
  }
  return places;
}

}  // namespace schakel
