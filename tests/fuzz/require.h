// A property of a fuzz target: what does not hold stops the fuzzer, also in a release build.
#pragma once

#include <cstdlib>

inline void require(bool holds) {
  if (!holds) std::abort();
}
