// Reading whole sources in tests.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "loaders/source.h"

namespace schakel::testing {

// Everything that a source gives, and the error that ended it, if any. Checks that the rows add up and follow on.
struct Outcome {
  std::vector<Record> accepted;
  std::vector<Refusal> refused;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string error;
};

inline Outcome read_all_of(Source& source) {
  Outcome outcome;
  while (true) {
    Result<std::optional<Chunk>> chunk = source.next();
    if (!chunk) outcome.error = chunk.error().message;
    if (!chunk || !*chunk) return outcome;
    REQUIRE((*chunk)->first_row == outcome.rows + 1);
    const Parsed parsed = source.parse(**chunk);
    REQUIRE(parsed.accepted.size() + parsed.refused.size() == parsed.rows);
    outcome.rows += parsed.rows;
    outcome.bytes += parsed.bytes;
    outcome.accepted.insert(outcome.accepted.end(), parsed.accepted.begin(), parsed.accepted.end());
    outcome.refused.insert(outcome.refused.end(), parsed.refused.begin(), parsed.refused.end());
  }
}

inline std::vector<std::string> codes_of(const std::vector<Refusal>& refused) {
  std::vector<std::string> codes(refused.size());
  std::ranges::transform(refused, codes.begin(), &Refusal::code);
  return codes;
}

}  // namespace schakel::testing
