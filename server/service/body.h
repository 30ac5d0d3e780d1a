// Messages in bodies: JSON or protobuf, by content type.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "loaders/format/json_record.h"
#include "server/http/handler.h"
#include "server/service/body_bounds.h"
#include "server/service/failure.h"

namespace schakel {

enum class Media { kJson, kProtobuf };

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kProtobufType = "application/x-protobuf";

[[nodiscard]] std::string_view content_type_of(Media media);
[[nodiscard]] std::size_t most_bytes_of(Media media);  // of a body in this form, whatever its path

struct BodyForms {
  Media in = Media::kJson, out = Media::kJson;
};

// Content-Type (none: JSON) says what comes in, Accept what goes out; without Accept, or where it takes anything, it
// goes out as it came in. 415 and 406 for other types.
[[nodiscard]] Answered<BodyForms> forms_of(const HttpRequest& request);

// 413 that names the bound, for a body of more than `most` bytes, or more than its form may have.
[[nodiscard]] Answered<void> check_length(std::string_view body, Media media, std::size_t most);

// An empty body is an empty message. 400 with the path of the field; 413 for a body that is too long for its form.
[[nodiscard]] Answered<void> read_body(JsonReader& reader, Media media, std::string_view body,
                                       google::protobuf::Message& message);

[[nodiscard]] std::string write_body(Media media, const google::protobuf::Message& message);

}  // namespace schakel
