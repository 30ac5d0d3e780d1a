#include "server/service/openapi/comments.h"

#include <google/protobuf/descriptor.pb.h>

#include <string_view>

// The descriptors of the API with their comments, as protoc wrote them when the program was built.
asm(".section .rodata\n"
    "schakel_api_descriptors:\n.incbin \"" SCHAKEL_API_DESCRIPTORS
    "\"\n"
    "schakel_api_descriptors_end:\n.byte 0\n.previous\n");
extern "C" const char schakel_api_descriptors[];
extern "C" const char schakel_api_descriptors_end[];

namespace schakel {
namespace {

using google::protobuf::DescriptorPool;

const DescriptorPool& commented() {
  static const auto* const pool = [] {
    auto* made = new DescriptorPool;
    google::protobuf::FileDescriptorSet files;
    files.ParseFromArray(schakel_api_descriptors,
                         static_cast<int>(schakel_api_descriptors_end - schakel_api_descriptors));
    for (const auto& file : files.file()) made->BuildFile(file);
    return made;
  }();
  return *pool;
}

// One line: comments are wrapped where their file is.
std::string one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t') {
      blank = !line.empty();
      continue;
    }
    if (blank) line += ' ';
    blank = false;
    line += c;
  }
  return line;
}

template <class Descriptor>
std::string comment(const Descriptor* found) {
  google::protobuf::SourceLocation location;
  if (found == nullptr || !found->GetSourceLocation(&location)) return {};
  return one_line(location.leading_comments + " " + location.trailing_comments);
}

}  // namespace

std::string comment_of(const google::protobuf::Descriptor& message) {
  return comment(commented().FindMessageTypeByName(message.full_name()));
}

std::string comment_of(const google::protobuf::EnumDescriptor& enumeration) {
  return comment(commented().FindEnumTypeByName(enumeration.full_name()));
}

std::string comment_of(const google::protobuf::FieldDescriptor& field) {
  return comment(commented().FindFieldByName(field.full_name()));
}

std::string comment_of(const google::protobuf::EnumValueDescriptor& value) {
  return comment(commented().FindEnumValueByName(value.full_name()));
}

}  // namespace schakel
