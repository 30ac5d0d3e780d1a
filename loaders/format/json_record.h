// JSON objects to the records of data/schema, by their descriptors, following protobuf's JSON mapping: camelCase or
// original field names, enums by name or number, 64-bit integers as number or string, bytes as base64, null as absent.
//
// Stricter than protobuf's own parser, because a typing error must not become a silent hole: an unknown or repeated
// key, a value of another type, a number out of range or invalid UTF-8 is an objection with the path of the field.
#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <optional>
#include <string_view>

#include "loaders/format/objection.h"

namespace schakel {

// Codes: "syntax", "utf8", "type", "range", "unknown-value" (of an enum), "unknown-field", "duplicate-field",
// "too-long" (a row of more than kMaxRowBytes).
//
// Holds its buffers for the next call: keep one per thread. Not thread-safe.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  // Fills `message` from one JSON object; what it held is gone. With an objection the message is unspecified. The
  // message may have fields of the types bool, int32, int64, uint32, uint64, enum, string, bytes and message, single,
  // optional or repeated, at most 64 per message. About 3 microseconds for a record of 1 KB; linear in its size.
  [[nodiscard]] std::optional<Objection> read(std::string_view json, google::protobuf::Message& message);

 private:
  struct Buffers;
  std::unique_ptr<Buffers> buffers_;
};

}  // namespace schakel
