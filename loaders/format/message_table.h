// What the JSON mapper must know of a message, looked up once per message type: names, wire tags, ranges.
#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

enum class ValueForm : std::uint8_t { kBool, kInt32, kInt64, kUint32, kUint64, kEnum, kString, kBytes, kMessage };

struct MessageTable;

struct FieldRow {
  std::string json_name;  // camelCase
  std::string name;       // as in the .proto
  std::uint32_t number = 0;
  std::uint32_t tag = 0;  // number and wire type of one element
  ValueForm form{};
  bool repeated = false;
  const MessageTable* message = nullptr;                          // kMessage
  const google::protobuf::EnumDescriptor* enumeration = nullptr;  // kEnum
};

struct MessageTable {
  std::vector<FieldRow> fields;      // in order of number, at most 64
  std::vector<std::uint8_t> places;  // by number: 1 + the place in fields, or 0

  // The row of a field by either of its names, looked for first at `hint`; -1 when there is none.
  [[nodiscard]] int find(std::string_view key, std::size_t hint) const;
  // The row of a field by its number; nullptr when there is none.
  [[nodiscard]] const FieldRow* by_number(std::uint32_t number) const;
};

// The table of a message type, built on first use. Lives as long as the program. Thread-safe. Requires the field types
// that json_record.h names.
[[nodiscard]] const MessageTable& table_of(const google::protobuf::Descriptor& descriptor);

}  // namespace schakel
