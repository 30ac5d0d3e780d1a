#include "loaders/records/municipalities.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "data/reference/reference.h"
#include "loaders/format/parse_number.h"
#include "loaders/format/tsv_table.h"

namespace schakel {

Result<std::vector<Municipality>> read_municipalities() {
  constexpr std::array<std::string_view, 8> kColumns{"code", "name",        "region",        "lat",
                                                     "lon",  "inhabitants", "postcode_from", "postcode_to"};
  const Result<TsvTable> table = TsvTable::parse("municipalities.tsv", reference_text("municipalities.tsv"), kColumns);
  if (!table) return std::unexpected(table.error());
  std::vector<Municipality> municipalities;
  for (std::size_t i = 0; i < table->rows(); ++i) {
    const auto latitude = parse_number<double>(table->at(i, 3));
    const auto longitude = parse_number<double>(table->at(i, 4));
    const auto inhabitants = parse_number<int>(table->at(i, 5));
    const auto from = parse_number<int>(table->at(i, 6));
    const auto to = parse_number<int>(table->at(i, 7));
    if (!latitude || !longitude || !inhabitants || !from || !to)
      return fail(ErrorCode::kBadInput,
                  "municipalities.tsv, line " + std::to_string(table->line(i)) + ": a number is not a number");
    municipalities.push_back(
        {table->at(i, 0), table->at(i, 1), table->at(i, 2), to_rd(*latitude, *longitude), *inhabitants, *from, *to});
  }
  std::ranges::sort(municipalities, {}, &Municipality::code);
  return municipalities;
}

std::int64_t square_distance(RdPoint a, RdPoint b) {
  const std::int64_t dx = std::int64_t{a.x_m} - b.x_m;
  const std::int64_t dy = std::int64_t{a.y_m} - b.y_m;
  return dx * dx + dy * dy;
}

const Municipality& nearest_municipality(const std::vector<Municipality>& municipalities, RdPoint place) {
  return *std::ranges::min_element(municipalities, {}, [place](const Municipality& municipality) {
    return square_distance(municipality.centre, place);
  });
}

}  // namespace schakel
