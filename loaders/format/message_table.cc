#include "loaders/format/message_table.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <mutex>

namespace schakel {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr std::uint32_t kVarintWire = 0;
constexpr std::uint32_t kLengthWire = 2;

ValueForm form_of(const FieldDescriptor& field) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_BOOL:
      return ValueForm::kBool;
    case FieldDescriptor::TYPE_INT32:
      return ValueForm::kInt32;
    case FieldDescriptor::TYPE_INT64:
      return ValueForm::kInt64;
    case FieldDescriptor::TYPE_UINT32:
      return ValueForm::kUint32;
    case FieldDescriptor::TYPE_UINT64:
      return ValueForm::kUint64;
    case FieldDescriptor::TYPE_ENUM:
      return ValueForm::kEnum;
    case FieldDescriptor::TYPE_STRING:
      return ValueForm::kString;
    case FieldDescriptor::TYPE_BYTES:
      return ValueForm::kBytes;
    default:
      assert(field.type() == FieldDescriptor::TYPE_MESSAGE && !field.is_map());
      return ValueForm::kMessage;
  }
}

class Tables {
 public:
  const MessageTable& get(const Descriptor& descriptor) {
    const std::lock_guard lock(mutex_);
    return build(descriptor);
  }

 private:
  const MessageTable& build(const Descriptor& descriptor) {
    std::unique_ptr<MessageTable>& table = tables_[&descriptor];
    if (table) return *table;
    table = std::make_unique<MessageTable>();  // before its fields: a message may hold itself
    MessageTable& built = *table;
    assert(descriptor.field_count() <= 64);
    for (int i = 0; i < descriptor.field_count(); ++i) built.fields.push_back(row_of(*descriptor.field(i)));
    std::ranges::sort(built.fields, {}, &FieldRow::number);
    for (std::size_t i = 0; i < built.fields.size(); ++i) {
      built.places.resize(built.fields[i].number + 1, 0);
      built.places.back() = static_cast<std::uint8_t>(i + 1);
    }
    return built;
  }

  FieldRow row_of(const FieldDescriptor& field) {
    FieldRow row;
    row.json_name = field.json_name();
    row.name = field.name();
    row.number = static_cast<std::uint32_t>(field.number());
    row.form = form_of(field);
    row.tag = row.number << 3U | (row.form >= ValueForm::kString ? kLengthWire : kVarintWire);
    row.repeated = field.is_repeated();
    if (row.form == ValueForm::kMessage) row.message = &build(*field.message_type());
    if (row.form == ValueForm::kEnum) row.enumeration = field.enum_type();
    return row;
  }

  std::mutex mutex_;
  std::map<const Descriptor*, std::unique_ptr<MessageTable>> tables_;
};

}  // namespace

int MessageTable::find(std::string_view key, std::size_t hint) const {
  if (hint < fields.size() && fields[hint].json_name == key) return static_cast<int>(hint);
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].json_name == key || fields[i].name == key) return static_cast<int>(i);
  return -1;
}

const FieldRow* MessageTable::by_number(std::uint32_t number) const {
  const std::size_t place = number < places.size() ? places[number] : 0;
  return place == 0 ? nullptr : &fields[place - 1];
}

const MessageTable& table_of(const Descriptor& descriptor) {
  static Tables tables;
  thread_local const Descriptor* last = nullptr;
  thread_local const MessageTable* last_table = nullptr;
  if (last != &descriptor) {
    last_table = &tables.get(descriptor);
    last = &descriptor;
  }
  return *last_table;
}

}  // namespace schakel
