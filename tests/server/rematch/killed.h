// A program, killed at random and started again until it comes to an end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace schakel::test {

// What it printed at the end. Requires that it was killed at least once.
[[nodiscard]] std::string out_of_killed(std::uint64_t seed, const char* program,
                                        const std::vector<std::string>& arguments);

}  // namespace schakel::test
