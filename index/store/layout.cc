#include "index/store/layout.h"

#include <bit>
#include <cstring>

namespace schakel::layout {
namespace {

std::uint64_t big_endian(std::uint64_t number) {
  static_assert(std::endian::native == std::endian::little);
  return __builtin_bswap64(number);
}

}  // namespace

void append_number(std::string& out, std::uint64_t number) {
  const auto bytes = std::bit_cast<std::array<char, 8>>(big_endian(number));
  out.append(bytes.data(), bytes.size());
}

std::optional<std::uint64_t> take_number(std::string_view& in) {
  std::uint64_t number = 0;
  if (in.size() < sizeof number) return std::nullopt;
  std::memcpy(&number, in.data(), sizeof number);
  in.remove_prefix(sizeof number);
  return big_endian(number);
}

std::string numbered_key(std::string_view prefix, std::uint64_t number) {
  std::string key(prefix);
  append_number(key, number);
  return key;
}

std::string delivery_key(std::string_view sha256) { return std::string(kDeliveryPrefix).append(sha256); }

std::string kind_prefix(RecordKind kind) { return std::string(1, static_cast<char>(kind)); }

std::string kind_end(RecordKind kind) { return std::string(1, static_cast<char>(static_cast<int>(kind) + 1)); }

std::string record_key(RecordKind kind, std::string_view key) { return kind_prefix(kind).append(key); }

std::string record_value(std::uint64_t revision, std::string_view bytes) {
  std::string value;
  value.reserve(sizeof revision + bytes.size());
  append_number(value, revision);
  return value.append(bytes);
}

std::optional<RecordValue> parse_record_value(std::string_view value) {
  const auto revision = take_number(value);
  if (!revision) return std::nullopt;
  return RecordValue{*revision, value};
}

std::string delivery_value(const DeliveryState& state) {
  std::string value;
  append_number(value, state.next_row);
  append_number(value, state.accepted);
  append_number(value, state.refused);
  append_number(value, state.done ? 1 : 0);
  return value.append(state.name);
}

std::optional<DeliveryState> parse_delivery(std::string_view sha256, std::string_view value) {
  const auto next_row = take_number(value);
  const auto accepted = take_number(value);
  const auto refused = take_number(value);
  const auto done = take_number(value);
  if (!next_row || !accepted || !refused || !done) return std::nullopt;
  return DeliveryState{.sha256 = std::string(sha256),
                       .name = std::string(value),
                       .next_row = *next_row,
                       .accepted = *accepted,
                       .refused = *refused,
                       .done = *done != 0};
}

std::string totals_value(const Totals& totals) {
  std::string value;
  append_number(value, totals.sequence);
  append_number(value, totals.writes);
  for (const auto count : totals.records) append_number(value, count);
  append_number(value, totals.quarantined);
  append_number(value, totals.deliveries);
  return value;
}

std::optional<Totals> parse_totals(std::string_view value) {
  Totals totals;
  const auto take = [&value](std::uint64_t& number) {
    const auto taken = take_number(value);
    number = taken.value_or(0);
    return taken.has_value();
  };
  bool good = take(totals.sequence) && take(totals.writes);
  for (auto& count : totals.records) good = good && take(count);
  good = good && take(totals.quarantined) && take(totals.deliveries) && value.empty();
  return good ? std::optional(totals) : std::nullopt;
}

}  // namespace schakel::layout
