// A seeker's record to facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "data/date.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "index/epoch/facts.h"

namespace schakel {

// Coordinates by four-digit postcode. Immutable once filled.
class PlaceTable {
 public:
  struct Point {
    std::int32_t x_m = kNoPlace;
    std::int32_t y_m = kNoPlace;
  };
  void add(const Place& place) { points_[place.postcode()] = {place.x_m(), place.y_m()}; }
  // The point of a postcode's first four characters, or kNoPlace.
  [[nodiscard]] Point find(std::string_view postcode) const {
    const auto found = points_.find(std::string(postcode.substr(0, 4)));
    return found == points_.end() ? Point{} : found->second;
  }

 private:
  std::unordered_map<std::string, Point> points_;
};

// What covers what (licences.tsv): the categories that the holder of one also has, itself not included.
[[nodiscard]] const std::vector<std::string_view>& covered_licences(std::string_view category);

// The section letter of an SBI division (sectors.tsv), or empty.
[[nodiscard]] std::string_view section_of(std::string_view division);

// What follows the last '/': how fields of education are compared.
[[nodiscard]] std::string_view education_field(std::string_view code);

[[nodiscard]] bool is_active(const Seeker& seeker, Date date);

// Appends the facts of one seeker as a new row. Codes are interned in `codes`.
void read_seeker(const Seeker& seeker, const Taxonomy& taxonomy, const PlaceTable& places, const Model& model,
                 StringPool& codes, SeekerColumns& columns);

}  // namespace schakel
