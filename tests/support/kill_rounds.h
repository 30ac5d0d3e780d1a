// How often a test kills what it tests: SCHAKEL_KILL_ROUNDS, for all tests that do, tagged [kill].
#pragma once

#include <cstdlib>

namespace schakel::testing {

inline int kill_rounds(int usual) {
  const char* const asked = std::getenv("SCHAKEL_KILL_ROUNDS");
  return asked == nullptr ? usual : std::atoi(asked);
}

}  // namespace schakel::testing
