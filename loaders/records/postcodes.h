// Tables of four-digit postcodes with coordinates (WGS84), separated by commas, semicolons or tabs, columns in any
// order: postcode (or postcode4, pc4), latitude (lat), longitude (lon, lng); optional woonplaats (town), gemeente,
// gemeentecode, arbeidsmarktregio and soort ("Postbus": nobody lives there). A column may carry a year or a source
// behind its name (gemeentecode_2026).
//
// Municipality: by code, else by name in data/reference/municipalities.tsv when its centre is within 40 km (names come
// back after a merger), else the nearest centre, which notes() counts. Region: by name in the table, else that of the
// municipality.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "data/error.h"
#include "loaders/records/listed_source.h"
#include "loaders/source.h"

namespace schakel {

// Whether a heading has the three columns that are needed.
[[nodiscard]] bool is_postcode_heading(std::string_view start);

// Errors: kBadInput when a column is absent, naming it and the columns found; those of ByteInput.
[[nodiscard]] Result<Listed> read_postcodes(const std::filesystem::path& file);

[[nodiscard]] Result<std::unique_ptr<Source>> open_postcodes(const std::filesystem::path& file);

}  // namespace schakel
