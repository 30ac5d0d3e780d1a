// Whole numbers in JSON: as a number, as a number with a zero fraction, and for 64-bit fields as a text.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>

#include "loaders/format/message_table.h"

namespace schakel {

// The sign apart, so that both 64-bit types fit.
struct Whole {
  bool negative = false;
  std::uint64_t bits = 0;  // two's complement when negative
};

// Nothing when the value is not a whole number. Above 2^53 a number must be written without fraction or exponent.
[[nodiscard]] std::optional<Whole> whole_of(const simdjson::dom::element& value, bool text_too);

// Whether a field of this form (kInt32 .. kUint64) holds the number.
[[nodiscard]] bool fits(const Whole& whole, ValueForm form);

// "a whole number from 0 to 4294967295"
[[nodiscard]] std::string expected_whole(ValueForm form);

}  // namespace schakel
