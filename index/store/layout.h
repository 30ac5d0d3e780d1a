// What stands where in the database: one column family, a first byte that says what a key is, then
//
//   record      kind (1..4), key            revision, bytes
//   change log  'C', first sequence         up to kChangesPerEntry changes, see change_log.h
//   delivery    'D', sha256                 next row, accepted, refused, done, name
//   quarantine  'Q', number of arrival      Refusal
//   totals      'T'                         sequence, writes and counts
//
// One family, because a family each would hold up the log of all: it can go only when every family has been flushed.
// Numbers are 8 bytes, big-endian, so that keys sort by them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/store/record_store.h"

namespace schakel::layout {

inline constexpr std::string_view kTotalsKey = "T";
inline constexpr std::string_view kChangePrefix = "C";
inline constexpr std::string_view kDeliveryPrefix = "D";
inline constexpr std::string_view kQuarantinePrefix = "Q";

void append_number(std::string& out, std::uint64_t number);
// Takes 8 bytes off the front. Nothing when there are fewer.
[[nodiscard]] std::optional<std::uint64_t> take_number(std::string_view& in);

[[nodiscard]] std::string numbered_key(std::string_view prefix, std::uint64_t number);
[[nodiscard]] std::string delivery_key(std::string_view sha256);

// All records of a kind stand from its prefix up to the prefix of the next.
[[nodiscard]] std::string kind_prefix(RecordKind kind);
[[nodiscard]] std::string kind_end(RecordKind kind);
[[nodiscard]] std::string record_key(RecordKind kind, std::string_view key);

[[nodiscard]] std::string record_value(std::uint64_t revision, std::string_view bytes);
struct RecordValue {
  std::uint64_t revision = 0;
  std::string_view bytes;  // into the value
};
[[nodiscard]] std::optional<RecordValue> parse_record_value(std::string_view value);

[[nodiscard]] std::string delivery_value(const DeliveryState& state);
[[nodiscard]] std::optional<DeliveryState> parse_delivery(std::string_view sha256, std::string_view value);

// The store's own figures, written anew with every write.
struct Totals {
  Sequence sequence = 0;
  std::uint64_t writes = 0;  // how many writes there were: what the high-water mark counts
  std::array<std::uint64_t, kRecordKinds + 1> records{};
  std::uint64_t quarantined = 0;
  std::uint64_t deliveries = 0;
};
[[nodiscard]] std::string totals_value(const Totals& totals);
[[nodiscard]] std::optional<Totals> parse_totals(std::string_view value);

}  // namespace schakel::layout
