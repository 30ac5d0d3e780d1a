// What the .proto files say of their messages and fields: their comments travel inside the program.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

namespace schakel {

// The comments of a message, an enum, or a field, as one line; "" where there is none. Thread-safe. The first call
// reads them all, in some milliseconds.
[[nodiscard]] std::string comment_of(const google::protobuf::Descriptor& message);
[[nodiscard]] std::string comment_of(const google::protobuf::EnumDescriptor& enumeration);
[[nodiscard]] std::string comment_of(const google::protobuf::FieldDescriptor& field);
[[nodiscard]] std::string comment_of(const google::protobuf::EnumValueDescriptor& value);

}  // namespace schakel
