#include "server/service/body.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "loaders/format/json_line.h"

namespace schakel {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return made;
}

// "application/json" of "Application/JSON; charset=utf-8".
std::string media_type(std::string_view value) { return lower(trimmed(value.substr(0, value.find(';')))); }

// Whether "...;q=0" refuses what stands before it.
bool is_refused(std::string_view range) {
  for (std::size_t at = range.find(';'); at != std::string_view::npos; at = range.find(';', at + 1)) {
    const std::string parameter = lower(trimmed(range.substr(at + 1, range.find(';', at + 1) - at - 1)));
    if (parameter.starts_with("q=0") && parameter.find_first_of("123456789") == std::string::npos) return true;
  }
  return false;
}

std::optional<Media> media_of(std::string_view type) {
  if (type == kJsonType) return Media::kJson;
  if (type == kProtobufType || type == "application/protobuf") return Media::kProtobuf;
  return std::nullopt;
}

// The first of Accept that is known; `otherwise` for anything.
std::optional<Media> accepted(std::string_view accept, Media otherwise) {
  if (trimmed(accept).empty()) return otherwise;
  bool problems = false;
  while (!accept.empty()) {
    const std::string_view range = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(accept.size(), range.size() + 1));
    if (is_refused(range)) continue;
    const std::string type = media_type(range);
    if (type == "*/*" || type == "application/*") return otherwise;
    if (const auto media = media_of(type)) return media;
    problems = problems || type == kProblemType;
  }
  return problems ? std::optional(otherwise) : std::nullopt;
}

// What of a message from the wire is not in its schema. JSON is read so that there is nothing of that sort.
struct Stranger {
  std::string path;
  bool unknown_field = false;  // else a number that its enum does not name
};

std::optional<Stranger> stranger_in(const Message& message, int depth);

std::optional<Stranger> stranger_at(const Message& message, const FieldDescriptor& field, int i, int depth) {
  const auto* reflection = message.GetReflection();
  const bool repeated = field.is_repeated();
  const std::string path = field.json_name() + (repeated ? "[" + std::to_string(i) + "]" : "");
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    const int value =
        repeated ? reflection->GetRepeatedEnumValue(message, &field, i) : reflection->GetEnumValue(message, &field);
    if (field.enum_type()->FindValueByNumber(value) == nullptr) return Stranger{path, false};
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && depth > 0) {
    auto inside = stranger_in(
        repeated ? reflection->GetRepeatedMessage(message, &field, i) : reflection->GetMessage(message, &field),
        depth - 1);
    if (inside) return Stranger{joined_path(path, inside->path), inside->unknown_field};
  }
  return std::nullopt;
}

std::optional<Stranger> stranger_in(const Message& message, int depth) {
  const auto* reflection = message.GetReflection();
  if (!reflection->GetUnknownFields(message).empty()) return Stranger{"", true};
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields)
    for (int i = 0, count = field->is_repeated() ? reflection->FieldSize(message, field) : 1; i < count; ++i)
      if (auto found = stranger_at(message, *field, i, depth)) return found;
  return std::nullopt;
}

class Parts {
 public:
  // Whether these bytes are no more than the bounds allow; what is no message is left to the parser.
  [[nodiscard]] bool fit(std::string_view body, const Descriptor& type) {
    CodedInputStream in(reinterpret_cast<const std::uint8_t*>(body.data()), static_cast<int>(body.size()));
    count(in, type, 0);
    return entries_ <= kMostEntries && parts_ <= kMostParts;
  }

 private:
  void count(CodedInputStream& in, const Descriptor& type, int depth) {
    int groups = 0;  // that are open: what is in them is of no schema, whatever its number
    while (const std::uint32_t tag = in.ReadTag()) {
      const auto wire = WireFormatLite::GetTagWireType(tag);
      const auto* field = groups > 0 ? nullptr : type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
      if (is_group(wire)) groups += wire == WireFormatLite::WIRETYPE_START_GROUP ? 1 : -1;
      if (wire != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
        if (!is_number(field, wire) && !one_more(depth)) return;
        if (!is_group(wire) && !WireFormatLite::SkipField(&in, tag)) return;
        continue;
      }
      std::uint32_t length = 0;
      if (!one_more(depth) || !in.ReadVarint32(&length)) return;
      const bool message = field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      const auto limit = in.PushLimit(static_cast<int>(length));
      if (message && depth < kDeepestMessage) count(in, *field->message_type(), depth + 1);
      const bool skipped = in.Skip(std::max(0, in.BytesUntilLimit()));
      in.PopLimit(limit);
      if (!skipped) return;
    }
  }

  // What the schema has takes its own few bytes in the message; anything else is kept as a part.
  static bool is_number(const FieldDescriptor* field, WireFormatLite::WireType wire) {
    return field != nullptr &&
           WireFormatLite::WireTypeForFieldType(static_cast<WireFormatLite::FieldType>(field->type())) == wire;
  }
  // No schema has them: what stands in one is counted as if it stood beside it.
  static bool is_group(WireFormatLite::WireType wire) {
    return wire == WireFormatLite::WIRETYPE_START_GROUP || wire == WireFormatLite::WIRETYPE_END_GROUP;
  }
  bool one_more(int depth) {
    ++parts_;
    if (depth == 0) ++entries_;
    return entries_ <= kMostEntries && parts_ <= kMostParts;
  }

  std::size_t entries_ = 0, parts_ = 0;
};

Answered<void> refuse_parts() {
  return refuse_field("", "range", "a body has at most 10,000 entries at its top, and a million in all");
}

// Whether a text of JSON has no more parts than the bounds allow; what is no JSON is left to the parser. An entry at
// the top is one of an array in the outermost object; its commas are counted, so a body may have one more of them.
bool json_fits(std::string_view body) {
  std::size_t entries = 0, parts = 0, depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (quoted) {
      i += c == '\\' ? 1 : 0;
      quoted = c != '"';
      continue;
    }
    quoted = c == '"';
    const bool opens = c == '{' || c == '[';
    depth += opens ? 1 : 0;
    parts += opens || c == ',' ? 1 : 0;
    entries += c == ',' && depth == 2 ? 1 : 0;
    depth -= (c == '}' || c == ']') && depth > 0 ? 1 : 0;
  }
  return entries <= kMostEntries && parts <= kMostParts;
}

Answered<void> read_protobuf(std::string_view body, Message& message) {
  if (!Parts().fit(body, *message.GetDescriptor())) return refuse_parts();
  CodedInputStream in(reinterpret_cast<const std::uint8_t*>(body.data()), static_cast<int>(body.size()));
  in.SetRecursionLimit(kDeepestMessage);
  if (!message.ParseFromCodedStream(&in) || !in.ConsumedEntireMessage())
    return refuse(400, "syntax", "The body is not a message of " + message.GetDescriptor()->full_name());
  const auto stranger = stranger_in(message, kDeepestMessage);
  if (!stranger) return {};
  if (stranger->unknown_field)
    return refuse_field(stranger->path, "unknown-field", "this message has a field that its schema does not have");
  return refuse_field(stranger->path, "unknown-value", "this number has no name in its enum");
}

}  // namespace

std::string_view content_type_of(Media media) { return media == Media::kJson ? kJsonType : kProtobufType; }

std::size_t most_bytes_of(Media media) { return media == Media::kJson ? kMostJsonBytes : kMostProtobufBytes; }

Answered<BodyForms> forms_of(const HttpRequest& request) {
  BodyForms forms;
  if (const std::string_view type = request.header("content-type"); !type.empty()) {
    const auto media = media_of(media_type(type));
    if (!media) return refuse(415, "media-type", "A body is application/json or application/x-protobuf");
    forms.in = *media;
  }
  const auto out = accepted(request.header("accept"), forms.in);
  if (!out) return refuse(406, "not-acceptable", "Answers are application/json or application/x-protobuf");
  forms.out = *out;
  return forms;
}

Answered<void> check_length(std::string_view body, Media media, std::size_t most) {
  const bool by_form = most_bytes_of(media) < most;
  if (by_form) most = most_bytes_of(media);
  if (body.size() <= most) return {};
  const std::string_view form = !by_form ? "" : media == Media::kJson ? " as JSON" : " as protobuf";
  return refuse(413, "too-large",
                "A body of this path has at most " + std::to_string(most >> 20) + " MiB" + std::string(form));
}

Answered<void> read_body(JsonReader& reader, Media media, std::string_view body, Message& message) {
  if (auto checked = check_length(body, media, most_bytes_of(media)); !checked) return checked;
  if (media == Media::kProtobuf) return read_protobuf(body, message);
  message.Clear();
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  if (!json_fits(body)) return refuse_parts();
  const auto objection = reader.read(body, message);
  return objection ? Answered<void>(refuse_objection(*objection)) : Answered<void>();
}

std::string write_body(Media media, const Message& message) {
  if (media == Media::kProtobuf) return message.SerializeAsString();
  return to_json_line(message);
}

}  // namespace schakel
