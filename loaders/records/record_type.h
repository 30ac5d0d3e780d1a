// The four types of records, as inputs name them.
#pragma once

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string_view>

#include "loaders/source.h"

namespace schakel {

enum class RecordType { kSeeker, kVacancy, kConcept, kPlace };
inline constexpr std::size_t kRecordTypes = 4;

// "seekers", "vacancies", "concepts", "places": for --as, for messages, and the usual names of files.
[[nodiscard]] std::string_view record_type_name(RecordType type);
[[nodiscard]] std::optional<RecordType> record_type_by_name(std::string_view name);

[[nodiscard]] const google::protobuf::Descriptor& record_descriptor(RecordType type);

// An empty record of the type.
[[nodiscard]] Record empty_record(RecordType type);

// The message inside a record.
[[nodiscard]] google::protobuf::Message& message_of(Record& record);
[[nodiscard]] const google::protobuf::Message& message_of(const Record& record);

}  // namespace schakel
