// Any bytes as a JSON object of any record: read or objected to in a sentence; what was read comes back from its line.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loaders/format/json_line.h"
#include "loaders/format/json_record.h"
#include "loaders/records/record_type.h"
#include "loaders/records/validate.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

void read_as(RecordType type, std::string_view json) {
  static JsonReader reader;
  Record record = empty_record(type);
  if (const std::optional<Objection> objection = reader.read(json, message_of(record))) {
    require(!objection->code.empty() && !objection->message.empty());
    Refusal back;
    require(back.ParseFromString(make_refusal("fuzz", 1, 1, *objection, json).SerializeAsString()));
    return;
  }
  const std::string line = to_json_line(message_of(record));
  require(!reader.read(line, message_of(record)));
  require(to_json_line(message_of(record)) == line);
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (std::size_t type = 0; type < schakel::kRecordTypes; ++type)
    schakel::read_as(static_cast<schakel::RecordType>(type), {reinterpret_cast<const char*>(data), size});
  return 0;
}
