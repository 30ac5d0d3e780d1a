// Records of data/schema to JSON: one line, no spaces, fields in order of their numbers, fields with their default
// value left out, and otherwise as protobuf's JSON mapping says. The same record gives the same bytes.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace schakel {

// Without a line end. Takes the same field types as JsonReader. Thread-safe. About 2 microseconds for 1 KB.
[[nodiscard]] std::string to_json_line(const google::protobuf::Message& message);

// Appends the line and '\n' to `out`, so that a file of many is built without copies.
void append_json_line(const google::protobuf::Message& message, std::string& out);

// Appends text as a JSON string in its quotes. Requires UTF-8.
void append_json_string(std::string_view text, std::string& out);

}  // namespace schakel
