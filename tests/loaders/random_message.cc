#include "tests/loaders/random_message.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>

namespace schakel::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

template <class Integer>
Integer random_integer(Random& random) {
  constexpr std::array kEnds{std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max(), Integer{1}};
  return random.chance(30) ? random.pick(kEnds) : static_cast<Integer>(random.next());
}

std::string random_bytes(Random& random) {
  std::string bytes(random.between(1, 40), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.next());
  return bytes;
}

// Sets a single field, or adds to a repeated one.
void put(Message& message, const FieldDescriptor* field, Random& random) {
  const google::protobuf::Reflection& fields = *message.GetReflection();
  const auto put_value = [&](auto set, auto add, const auto& value) {
    field->is_repeated() ? (fields.*add)(&message, field, value) : (fields.*set)(&message, field, value);
  };
  using R = google::protobuf::Reflection;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return put_value(&R::SetBool, &R::AddBool, random.chance(50));
    case FieldDescriptor::CPPTYPE_INT32:
      return put_value(&R::SetInt32, &R::AddInt32, random_integer<std::int32_t>(random));
    case FieldDescriptor::CPPTYPE_INT64:
      return put_value(&R::SetInt64, &R::AddInt64, random_integer<std::int64_t>(random));
    case FieldDescriptor::CPPTYPE_UINT32:
      return put_value(&R::SetUInt32, &R::AddUInt32, random_integer<std::uint32_t>(random));
    case FieldDescriptor::CPPTYPE_UINT64:
      return put_value(&R::SetUInt64, &R::AddUInt64, random_integer<std::uint64_t>(random));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto last = static_cast<std::uint32_t>(field->enum_type()->value_count() - 1);
      const int value = field->enum_type()->value(static_cast<int>(random.between(0, last)))->number();
      return put_value(&R::SetEnumValue, &R::AddEnumValue, value);
    }
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return fill_at_random(
          field->is_repeated() ? *fields.AddMessage(&message, field) : *fields.MutableMessage(&message, field), random);
    default: {
      const bool bytes = field->type() == FieldDescriptor::TYPE_BYTES;
      std::string text = bytes ? random_bytes(random) : random_text(random);
      if (field->is_repeated()) return fields.AddString(&message, field, std::move(text));
      return fields.SetString(&message, field, std::move(text));
    }
  }
}

}  // namespace

std::string random_text(Random& random) {
  constexpr std::array<std::string_view, 14> kPieces{"a",  "Z",    "\"",     "\\",     "\n",         "\t", "\x01",
                                                     "\r", "\x7f", "\u00eb", "\u20ac", "\U0001f600", "/",  "werk "};
  std::string text;
  for (std::uint32_t i = random.between(0, 30); i > 0; --i) text += random.pick(kPieces);
  return text;
}

void fill_at_random(Message& message, Random& random) {
  const google::protobuf::Descriptor& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    if (!random.chance(70)) continue;
    const std::uint32_t times = descriptor.field(i)->is_repeated() ? random.between(0, 4) : 1;
    for (std::uint32_t n = 0; n < times; ++n) put(message, descriptor.field(i), random);
  }
}

}  // namespace schakel::testing
