// The records of a snapshot as facts, in parts that were read in parallel: each numbers codes and items for itself.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/strings.h"
#include "index/store/record_store.h"

namespace schakel {

struct SeekerPart {
  SeekerColumns columns;
  std::vector<SeekerDays> days;
  StringPool codes;
  std::vector<std::string> names, records;
  std::uint64_t inactive = 0;
};

struct VacancyPart {
  struct LocalItem {
    std::uint32_t item;  // in asked
    std::uint8_t condition;
  };
  std::vector<VacancyScalars> scalars;
  std::vector<std::int32_t> last_days;
  Rows<LocalItem> items;
  std::map<AskedItem, std::uint32_t> asked;
  std::vector<std::string> names, records;
  std::uint64_t inactive = 0;
};

// The active records of a kind, in parts; behind each other they are in the snapshot's order. kCorrupt names a record
// that cannot be parsed.
[[nodiscard]] Result<std::vector<SeekerPart>> read_seekers(const RecordSnapshot& snapshot, const EpochOptions& options,
                                                           const Model& model, const Taxonomy& taxonomy,
                                                           const PlaceTable& places);
[[nodiscard]] Result<std::vector<VacancyPart>> read_vacancies(const RecordSnapshot& snapshot,
                                                              const EpochOptions& options, const Model& model,
                                                              const PlaceTable& places);

// Whether a record's bytes are such a message.
template <class Message>
[[nodiscard]] bool parse_stored(const StoredRecord& record, Message& message) {
  return message.ParseFromArray(record.bytes.data(), static_cast<int>(record.bytes.size()));
}
[[nodiscard]] Error unreadable_record(const StoredRecord& record);

}  // namespace schakel
