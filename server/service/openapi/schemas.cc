#include "server/service/openapi/schemas.h"

#include <algorithm>

#include "server/service/openapi/comments.h"

namespace schakel {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

constexpr std::string_view kApi = "schakel.api.", kRecords = "schakel.";

// "VacancyMatches", "SeekerFilter.SpokenLanguage", "record.Seeker".
template <class Type>
std::string schema_name(const Type& type) {
  std::string name = type.full_name();
  if (name.starts_with(kApi)) return name.substr(kApi.size());
  return "record." + (name.starts_with(kRecords) ? name.substr(kRecords.size()) : name);
}

template <class Type>
std::string reference_to(const Type& type) {
  return "#/components/schemas/" + schema_name(type);
}

void write_integer(JsonWriter& json, std::string_view format, std::int64_t least, std::int64_t most) {
  json.field("type", "integer").field("format", format).field("minimum", least).field("maximum", most);
}

void write_plain_type(JsonWriter& json, const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      json.field("type", "boolean");
      break;
    case FieldDescriptor::CPPTYPE_INT32:
      write_integer(json, "int32", -2147483648LL, 2147483647);
      break;
    case FieldDescriptor::CPPTYPE_UINT32:
      write_integer(json, "int64", 0, 4294967295LL);
      break;
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      json.field("type", "string").field("pattern", "^-?[0-9]+$");
      break;
    default:
      json.field("type", "string");
      if (field.type() == FieldDescriptor::TYPE_BYTES) json.field("format", "byte");
      break;
  }
}

// One value of the field, as the members of an open object. A reference stands alone, or in an allOf beside what is
// said of it.
void write_value(JsonWriter& json, const FieldDescriptor& field, std::string_view description) {
  const bool message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (!message && field.cpp_type() != FieldDescriptor::CPPTYPE_ENUM) {
    write_plain_type(json, field);
    if (!description.empty()) json.field("description", description);
    return;
  }
  const std::string reference = message ? reference_to(*field.message_type()) : reference_to(*field.enum_type());
  if (description.empty()) {
    json.field("$ref", std::string_view(reference));
    return;
  }
  json.key("allOf").begin_array().begin_object().field("$ref", std::string_view(reference)).end_object().end_array();
  json.field("description", description);
}

void write_property(JsonWriter& json, const FieldDescriptor& field) {
  const std::string description = comment_of(field);
  json.key(field.json_name()).begin_object();
  if (field.is_repeated()) {
    json.field("type", "array").key("items").begin_object();
    write_value(json, field, {});
    json.end_object();
    if (!description.empty()) json.field("description", std::string_view(description));
  } else {
    write_value(json, field, description);
  }
  json.end_object();
}

void write_message(JsonWriter& json, const Descriptor& message) {
  json.begin_object().field("type", "object");
  if (const std::string text = comment_of(message); !text.empty()) json.field("description", std::string_view(text));
  json.key("properties").begin_object();
  for (int i = 0; i < message.field_count(); ++i) write_property(json, *message.field(i));
  json.end_object().field("additionalProperties", false).end_object();
}

void write_enum(JsonWriter& json, const EnumDescriptor& enumeration) {
  std::string description = comment_of(enumeration);
  json.begin_object().field("type", "string").key("enum").begin_array();
  for (int i = 0; i < enumeration.value_count(); ++i) {
    const auto& value = *enumeration.value(i);
    json.value(std::string_view(value.name()));
    if (const std::string text = comment_of(value); !text.empty())
      description += (description.empty() ? "" : " ") + value.name() + ": " + text + ".";
  }
  json.end_array();
  if (!description.empty()) json.field("description", std::string_view(description));
  json.end_object();
}

}  // namespace

std::string Schemas::reference(const Descriptor& message) {
  add(message);
  return reference_to(message);
}

void Schemas::add(const Descriptor& message) {
  if (!messages_.emplace(schema_name(message), &message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) add(*field.message_type());
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) add(*field.enum_type());
  }
}

void Schemas::add(const EnumDescriptor& enumeration) { enums_.emplace(schema_name(enumeration), &enumeration); }

void Schemas::write(JsonWriter& json) const {
  for (const auto& [name, message] : messages_) {
    json.key(name);
    write_message(json, *message);
  }
  for (const auto& [name, enumeration] : enums_) {
    json.key(name);
    write_enum(json, *enumeration);
  }
}

}  // namespace schakel
