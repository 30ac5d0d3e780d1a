#include "loaders/records/record_type.h"

#include <algorithm>
#include <array>

namespace schakel {
namespace {

constexpr std::array<std::string_view, kRecordTypes> kNames{"seekers", "vacancies", "concepts", "places"};

}  // namespace

std::string_view record_type_name(RecordType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<RecordType> record_type_by_name(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<RecordType>(found - kNames.begin());
}

const google::protobuf::Descriptor& record_descriptor(RecordType type) {
  switch (type) {
    case RecordType::kSeeker:
      return *Seeker::descriptor();
    case RecordType::kVacancy:
      return *Vacancy::descriptor();
    case RecordType::kConcept:
      return *Concept::descriptor();
    default:
      return *Place::descriptor();
  }
}

Record empty_record(RecordType type) {
  switch (type) {
    case RecordType::kSeeker:
      return Seeker();
    case RecordType::kVacancy:
      return Vacancy();
    case RecordType::kConcept:
      return Concept();
    default:
      return Place();
  }
}

google::protobuf::Message& message_of(Record& record) {
  return std::visit([](auto& message) -> google::protobuf::Message& { return message; }, record);
}

const google::protobuf::Message& message_of(const Record& record) {
  return std::visit([](const auto& message) -> const google::protobuf::Message& { return message; }, record);
}

}  // namespace schakel
