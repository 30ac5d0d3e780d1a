// A property that a target checks: what does not hold stops the fuzzer, also in a release build.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// What every fuzz target defines: takes one input, returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);  // NOLINT: libFuzzer's name

inline void require(bool holds) {
  if (!holds) std::abort();
}
