// The strategy file: read, validated, hashed.
#pragma once

#include <string>
#include <string_view>

#include "data/error.h"
#include "data/schema/strategy.pb.h"

namespace schakel {

// Parses the text format and validates every number against the ranges in data/schema/strategy.proto. kBadInput names
// the line, or the field with what was found and what was expected.
[[nodiscard]] Result<Strategy> parse_strategy(std::string_view text);

// The published strategy of data/reference, which is valid by test.
[[nodiscard]] Strategy standard_strategy();

[[nodiscard]] Result<void> validate_strategy(const Strategy& strategy);

// SHA-256 of the deterministic serialisation, 64 hex characters.
[[nodiscard]] std::string strategy_hash(const Strategy& strategy);

// Largest number of distinct qualities above 0: with "no match" that makes 8, which fits three bits.
inline constexpr int kMaxQualities = 7;

// Largest number of steps of passende arbeid.
inline constexpr int kMaxWideningSteps = 16;

}  // namespace schakel
