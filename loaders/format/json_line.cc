#include "loaders/format/json_line.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "loaders/format/base64.h"
#include "loaders/format/message_table.h"

namespace schakel {
namespace {

// Reads what protobuf itself has just serialised, so its form is not in doubt.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
      if (byte < 0x80) return value;
    }
  }

  std::string_view text() {
    const std::size_t length = varint();
    at_ += length;
    return bytes_.substr(at_ - length, length);
  }

  void skip(std::uint32_t wire_type) {
    if (wire_type == 0)
      varint();
    else if (wire_type == 2)
      text();
    else
      at_ += wire_type == 1 ? 8 : 4;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

void append_integer(std::integral auto value, std::string& out) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_enum(std::uint64_t bits, const google::protobuf::EnumDescriptor& values, std::string& out) {
  const int number = static_cast<int>(static_cast<std::int64_t>(bits));
  const google::protobuf::EnumValueDescriptor* value = values.FindValueByNumber(number);
  if (value == nullptr) return append_integer(number, out);
  out += '"';
  out += value->name();
  out += '"';
}

void append_varint(std::uint64_t bits, const FieldRow& row, std::string& out) {
  switch (row.form) {
    case ValueForm::kBool:
      out += bits != 0 ? "true" : "false";
      break;
    case ValueForm::kInt32:
      append_integer(static_cast<std::int32_t>(bits), out);
      break;
    case ValueForm::kUint32:
      append_integer(static_cast<std::uint32_t>(bits), out);
      break;
    case ValueForm::kEnum:
      append_enum(bits, *row.enumeration, out);
      break;
    case ValueForm::kInt64:
      out += '"';
      append_integer(static_cast<std::int64_t>(bits), out);
      out += '"';
      break;
    default:
      out += '"';
      append_integer(bits, out);
      out += '"';
  }
}

void append_object(std::string_view bytes, const MessageTable& table, std::string& out);

void append_text(std::string_view text, const FieldRow& row, std::string& out) {
  if (row.form == ValueForm::kMessage) return append_object(text, *row.message, out);
  if (row.form == ValueForm::kString) return append_json_string(text, out);
  out += '"';
  append_base64(text, out);
  out += '"';
}

// One occurrence of a field on the wire: one value, or, packed, several.
void append_values(WireReader& wire, std::uint32_t wire_type, const FieldRow& row, std::string& out) {
  if (wire_type == 0) return append_varint(wire.varint(), row, out);
  const std::string_view text = wire.text();
  if (row.form >= ValueForm::kString) return append_text(text, row, out);
  WireReader packed(text);
  while (!packed.at_end()) {
    append_varint(packed.varint(), row, out);
    if (!packed.at_end()) out += ',';
  }
}

void append_object(std::string_view bytes, const MessageTable& table, std::string& out) {
  WireReader wire(bytes);
  const FieldRow* open = nullptr;  // the field whose value, or list, was written last
  out += '{';
  while (!wire.at_end()) {
    const auto tag = static_cast<std::uint32_t>(wire.varint());
    const FieldRow* row = table.by_number(tag >> 3U);
    if (row == nullptr) {
      wire.skip(tag & 7U);
      continue;
    }
    if (row == open) {
      out += ',';
    } else {
      if (open != nullptr) out += open->repeated ? "]," : ",";
      out += '"';
      out += row->json_name;
      out += row->repeated ? "\":[" : "\":";
      open = row;
    }
    append_values(wire, tag & 7U, *row, out);
  }
  out += open != nullptr && open->repeated ? "]}" : "}";
}

void append_escaped(char c, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  out += '\\';
  const std::size_t at = kShort.find(c);
  if (at != std::string_view::npos) {
    out += kLetters[at];
    return;
  }
  const auto byte = static_cast<std::uint8_t>(c);
  out += "u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

bool needs_escape(char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain = 0;  // start of what is not yet written
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!needs_escape(text[at])) continue;
    out.append(text, plain, at - plain);
    append_escaped(text[at], out);
    plain = at + 1;
  }
  out.append(text, plain);
  out += '"';
}

std::string to_json_line(const google::protobuf::Message& message) {
  const std::string wire = message.SerializeAsString();
  std::string line;
  line.reserve(2 * wire.size());
  append_object(wire, table_of(*message.GetDescriptor()), line);
  return line;
}

void append_json_line(const google::protobuf::Message& message, std::string& out) {
  thread_local std::string wire;
  wire.clear();
  message.AppendToString(&wire);
  append_object(wire, table_of(*message.GetDescriptor()), out);
  out += '\n';
}

}  // namespace schakel
