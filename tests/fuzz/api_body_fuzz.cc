// Any bytes as the body of a request, in both forms: refused with a path, or read as what is written again. Then as the
// text of a cursor: whatever is not sealed by us is none.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "server/service/api/advice.pb.h"
#include "server/service/api/market.pb.h"
#include "server/service/api/matches.pb.h"
#include "server/service/api/pairs.pb.h"
#include "server/service/api/records.pb.h"
#include "server/service/body.h"
#include "server/service/cursor.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

template <class Message>
void read_as(JsonReader& reader, std::string_view body) {
  for (const Media media : {Media::kJson, Media::kProtobuf}) {
    Message message, again;
    const auto read = read_body(reader, media, body, message);
    if (!read) {
      require(read.error().problem.status == 400 || read.error().problem.status == 413);
      continue;
    }
    for (const Media out : {Media::kJson, Media::kProtobuf}) {
      require(read_body(reader, out, write_body(out, message), again).has_value());
      require(again.SerializeAsString() == message.SerializeAsString());
    }
  }
}

void read_cursor(std::string_view text) {
  static const CursorSeal seal = *CursorSeal::make();
  require(!seal.read(text));
  api::CursorContent content;
  if (!content.ParseFromArray(text.data(), static_cast<int>(text.size()))) return;
  if (text.size() > kLongestCursor / 2) return;
  const auto read = seal.read(seal.write(content));
  require(read && read->SerializeAsString() == content.SerializeAsString());
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace schakel;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  JsonReader reader;
  read_as<api::VacancyMatchesRequest>(reader, body);
  read_as<api::SeekerMatchesRequest>(reader, body);
  read_as<api::PairRequest>(reader, body);
  read_as<api::WhatIfRequest>(reader, body);
  read_as<api::RecogniseRequest>(reader, body);
  read_as<api::BatchRequest>(reader, body);
  read_cursor(body);
  return 0;
}
