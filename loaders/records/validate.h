// The door: what a record must be to come in. docs/formats.md states every rule and every code.
//
// Refused: what is out of the ranges that data/schema names, dates that do not exist, hours from 40 to 20, postcodes
// not of the form 1234 or 1234AB, and by law whatever asks or tells of a protected attribute or a maximum of
// experience. Not refused: what is absent, codes that no taxonomy knows, dates in the past, postcodes that do not
// exist. Unknown is not no.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "loaders/format/objection.h"
#include "loaders/source.h"

namespace schakel {

// The first objection, in order of the fields; nothing when the record may come in. Thread-safe; under a microsecond.
[[nodiscard]] std::optional<Objection> check(const Seeker& seeker);
[[nodiscard]] std::optional<Objection> check(const Vacancy& vacancy);
[[nodiscard]] std::optional<Objection> check(const Concept& concept_record);
[[nodiscard]] std::optional<Objection> check(const Place& place);
[[nodiscard]] std::optional<Objection> check(const Record& record);

// The refusal of a row. At most 64 KiB of the row are kept.
[[nodiscard]] Refusal make_refusal(std::string_view file, std::uint64_t row, std::uint64_t line,
                                   const Objection& objection, std::string_view source_row);

}  // namespace schakel
