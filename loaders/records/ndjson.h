// Files of records, one JSON object per line (.ndjson, also as .zst): seekers, vacancies, concepts or places, one type
// per file. Rows go through the door of validate.h. A record without id gets "<file name without extension>:<row>".
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "data/error.h"
#include "loaders/records/record_type.h"
#include "loaders/source.h"

namespace schakel {

// Opens a file. Without a type it follows from the keys of the first lines, as recognise_ndjson() does. Errors: those
// of ByteInput, and kBadInput when no type can be told from the keys. An empty file is a source without rows.
[[nodiscard]] Result<std::unique_ptr<Source>> open_ndjson(const std::filesystem::path& file,
                                                          std::optional<RecordType> type = std::nullopt);

// The type whose fields occur most among the top-level keys of the lines at the start of a file, when they are most of
// the keys; otherwise nothing. Broken lines are passed over.
[[nodiscard]] std::optional<RecordType> recognise_ndjson(std::string_view start);

// One chunk of lines to records, as the source's parse() does: for the fuzz targets and the benchmarks. `file` names
// the refusals, its stem the records without id. Thread-safe.
[[nodiscard]] Parsed parse_ndjson(const Chunk& chunk, RecordType type, std::string_view file);

}  // namespace schakel
