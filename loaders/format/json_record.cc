#include "loaders/format/json_record.h"

#include <simdjson.h>

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "loaders/format/base64.h"
#include "loaders/format/json_number.h"
#include "loaders/format/json_trouble.h"
#include "loaders/format/message_table.h"
#include "loaders/format/row_limit.h"
#include "loaders/format/utf8.h"
#include "loaders/format/wire_writer.h"

namespace schakel {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t kQuotedBytes = 60;  // of a value, in a message
constexpr std::size_t kFoundBytes = 200;  // of a value, in Objection::found

std::string in_quotes(std::string_view text) {
  const std::string_view shown = utf8_prefix(text, kQuotedBytes);
  return "\"" + std::string(shown) + (shown.size() < text.size() ? "...\"" : "\"");
}

// What stands there, for a person.
std::string describe(const element& value) {
  switch (value.type()) {
    case element_type::STRING:
      return "the text " + in_quotes(value.get_string().value_unsafe());
    case element_type::ARRAY:
      return "a list";
    case element_type::OBJECT:
      return "an object";
    case element_type::NULL_VALUE:
      return "null";
    default:
      return simdjson::minify(value);
  }
}

// Turns one parsed JSON value into wire format. Every function returns whether it passed; on the way out of a failure
// each level puts its part in front of the path.
class Transcoder {
 public:
  Transcoder(WireWriter& out, bool has_escapes) : out_(out), has_escapes_(has_escapes) {}

  bool object(const element& value, const MessageTable& table) {
    simdjson::dom::object members;
    if (value.get(members) != simdjson::SUCCESS)
      return fail("type", "found " + describe(value) + ", expected an object");
    std::uint64_t seen = 0;
    std::size_t hint = 0;
    for (const auto member : members) {
      const int place = table.find(member.key, hint);
      if (place < 0) return unknown_key(member.key);
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(place);
      const FieldRow& row = table.fields[static_cast<std::size_t>(place)];
      if ((seen & bit) != 0) return at(row.json_name, fail("duplicate-field", "the field occurs twice"));
      seen |= bit;
      hint = static_cast<std::size_t>(place) + 1;
      if (!field(member.value, row)) return at(row.json_name, false);
    }
    return true;
  }

  [[nodiscard]] Objection take_objection() { return std::move(objection_); }

 private:
  bool field(const element& value, const FieldRow& row) {
    if (value.is_null()) return true;
    if (!row.repeated) return single(value, row);
    simdjson::dom::array elements;
    if (value.get(elements) != simdjson::SUCCESS) return fail("type", "found " + describe(value) + ", expected a list");
    std::size_t index = 0;
    for (const element item : elements) {
      if (!single(item, row)) return at("[" + std::to_string(index) + "]", false);
      ++index;
    }
    return true;
  }

  bool single(const element& value, const FieldRow& row) {
    out_.varint(row.tag);
    switch (row.form) {
      case ValueForm::kMessage: {
        const std::size_t begin = out_.begin_message();
        if (!object(value, *row.message)) return false;
        out_.end_message(begin);
        return true;
      }
      case ValueForm::kString:
      case ValueForm::kBytes:
        return text(value, row.form);
      case ValueForm::kBool:
        return boolean(value);
      case ValueForm::kEnum:
        return enumeration(value, *row.enumeration);
      default:
        return integer(value, row.form);
    }
  }

  bool text(const element& value, ValueForm form) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return fail("type", "found " + describe(value) + ", expected a text");
    if (form == ValueForm::kBytes) {
      const std::optional<std::string> bytes = decode_base64(text);
      if (!bytes) return fail("type", "found " + describe(value) + ", expected bytes in base64");
      out_.text(*bytes);
      return true;
    }
    // An escape can make what is not a character out of valid UTF-8: half of a surrogate pair.
    if (has_escapes_ && valid_utf8_bytes(text) != text.size())
      return fail("utf8", "a \\u escape is half of a surrogate pair, expected a whole character");
    out_.text(text);
    return true;
  }

  bool boolean(const element& value) {
    bool truth = false;
    if (value.get(truth) != simdjson::SUCCESS)
      return fail("type", "found " + describe(value) + ", expected true or false");
    out_.varint(truth ? 1 : 0);
    return true;
  }

  bool integer(const element& value, ValueForm form) {
    const bool text_too = form == ValueForm::kInt64 || form == ValueForm::kUint64;
    const std::optional<Whole> whole = whole_of(value, text_too);
    if (whole && fits(*whole, form)) {
      out_.varint(whole->bits);
      return true;
    }
    const bool number = whole || value.is_double();
    return fail(number ? "range" : "type", "found " + describe(value) + ", expected " + expected_whole(form));
  }

  bool enumeration(const element& value, const google::protobuf::EnumDescriptor& values) {
    const google::protobuf::EnumValueDescriptor* known = nullptr;
    std::string_view name;
    std::int64_t number = 0;
    if (value.get(name) == simdjson::SUCCESS) {
      known = value_by_name(values, name);
    } else if (value.get(number) == simdjson::SUCCESS) {
      if (std::in_range<int>(number)) known = values.FindValueByNumber(static_cast<int>(number));
    } else {
      return fail("type", "found " + describe(value) + ", expected " + names_of(values));
    }
    if (known == nullptr) {
      objection_.found = utf8_prefix(name, kFoundBytes);
      return fail("unknown-value", "found " + describe(value) + ", expected " + names_of(values));
    }
    out_.varint(static_cast<std::uint64_t>(static_cast<std::int64_t>(known->number())));
    return true;
  }

  static const google::protobuf::EnumValueDescriptor* value_by_name(const google::protobuf::EnumDescriptor& values,
                                                                    std::string_view name) {
    for (int i = 0; i < values.value_count(); ++i)
      if (values.value(i)->name() == name) return values.value(i);
    return nullptr;
  }

  static std::string names_of(const google::protobuf::EnumDescriptor& values) {
    std::string names;
    for (int i = 0; i < values.value_count(); ++i) {
      if (i > 0) names += i + 1 < values.value_count() ? ", " : " or ";
      names += values.value(i)->name();
    }
    return names;
  }

  bool unknown_key(std::string_view key) {
    objection_.found = utf8_prefix(key, kFoundBytes);
    fail("unknown-field", "found the key " + in_quotes(key) + ", expected only keys of the format");
    return at(objection_.found, false);
  }

  // Puts a part in front of the path.
  bool at(std::string_view part, bool passed) {
    if (!objection_.field.empty() && objection_.field.front() != '[') objection_.field.insert(0, 1, '.');
    objection_.field.insert(0, part);
    return passed;
  }

  bool fail(std::string_view code, std::string message) {
    objection_.code = code;
    objection_.message = std::move(message);
    return false;
  }

  WireWriter& out_;
  bool has_escapes_;
  Objection objection_;
};

// Why the fast parser does not take the text.
Objection unreadable(std::string_view json, simdjson::error_code error) {
  const std::size_t valid = valid_utf8_bytes(json);
  if (valid < json.size()) return {"utf8", "", "byte " + std::to_string(valid + 1) + " of the row is not UTF-8", ""};
  const std::optional<JsonTrouble> trouble = find_json_trouble(json);
  if (!trouble) return {"syntax", "", std::string("not read as JSON: ") + simdjson::error_message(error), ""};
  const std::string place = " at byte " + std::to_string(trouble->at + 1) + " of the row";
  return {trouble->too_large ? "range" : "syntax", "", trouble->message + place, ""};
}

}  // namespace

struct JsonReader::Buffers {
  simdjson::dom::parser parser;
  WireWriter wire;
};

JsonReader::JsonReader() : buffers_(std::make_unique<Buffers>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

std::optional<Objection> JsonReader::read(std::string_view json, google::protobuf::Message& message) {
  if (json.size() > kMaxRowBytes)
    return Objection{"too-long", "", "the row is longer than " + std::to_string(kMaxRowBytes) + " bytes", ""};
  element root;
  const simdjson::error_code error = buffers_->parser.parse(json.data(), json.size()).get(root);
  if (error != simdjson::SUCCESS) return unreadable(json, error);

  WireWriter& wire = buffers_->wire;
  wire.clear();
  const bool has_escapes = std::memchr(json.data(), '\\', json.size()) != nullptr;
  Transcoder transcoder(wire, has_escapes);
  if (!transcoder.object(root, table_of(*message.GetDescriptor()))) return transcoder.take_objection();
  const bool parsed = message.ParseFromArray(wire.bytes().data(), static_cast<int>(wire.bytes().size()));
  assert(parsed);
  static_cast<void>(parsed);
  return std::nullopt;
}

}  // namespace schakel
