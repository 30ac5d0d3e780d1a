// Messages as JSON schemas of an OpenAPI 3.0 document.
#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>

#include "server/json_writer.h"

namespace schakel {

// Gathers the schemas that a document refers to, and what those refer to.
class Schemas {
 public:
  // "#/components/schemas/VacancyMatches"; its schema will be written.
  std::string reference(const google::protobuf::Descriptor& message);

  // All that was referred to, in order of name, as the members of an open object.
  void write(JsonWriter& json) const;

 private:
  void add(const google::protobuf::Descriptor& message);
  void add(const google::protobuf::EnumDescriptor& enumeration);

  std::map<std::string, const google::protobuf::Descriptor*> messages_;
  std::map<std::string, const google::protobuf::EnumDescriptor*> enums_;
};

}  // namespace schakel
