// A seeker's record to facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/date.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "index/epoch/facts.h"

namespace schakel {

// Coordinates and region by four-digit postcode. Immutable once filled. Regions have numbers in the order in which they
// were added: add places in order of postcode.
class PlaceTable {
 public:
  struct Point {
    std::int32_t x_m = kNoPlace;
    std::int32_t y_m = kNoPlace;
    RegionId region = kNoRegion;
  };
  void add(const Place& place);
  // The codes of the regions, by number.
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }
  // The point of a postcode's first four characters, or kNoPlace.
  [[nodiscard]] Point find(std::string_view postcode) const {
    const auto found = points_.find(std::string(postcode.substr(0, 4)));
    return found == points_.end() ? Point{} : found->second;
  }

 private:
  std::unordered_map<std::string, Point> points_;
  std::vector<std::string> regions_;
  std::unordered_map<std::string, RegionId> region_numbers_;
};

// What covers what (licences.tsv): the categories that the holder of one also has, itself not included.
[[nodiscard]] const std::vector<std::string_view>& covered_licences(std::string_view category);

// The section letter of an SBI division (sectors.tsv), or empty.
[[nodiscard]] std::string_view section_of(std::string_view division);

// What follows the last '/': how fields of education are compared.
[[nodiscard]] std::string_view education_field(std::string_view code);

[[nodiscard]] bool is_active(const Seeker& seeker, Date date);
[[nodiscard]] SeekerDays days_of(const Seeker& seeker);

// Appends the facts of one seeker as a new row. Codes are interned in `codes`.
void read_seeker(const Seeker& seeker, const Taxonomy& taxonomy, const PlaceTable& places, const Model& model,
                 StringPool& codes, SeekerColumns& columns);

}  // namespace schakel
