// Figures as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace schakel::cli {

[[nodiscard]] std::string thousands(std::uint64_t number);                   // "1,234,567"
[[nodiscard]] std::string human_bytes(std::uint64_t bytes);                  // "1.2 GiB"
[[nodiscard]] std::string human_seconds(double seconds);                     // "0.42 s", "3 min 05 s"
[[nodiscard]] std::string per_second(std::uint64_t number, double seconds);  // "123,000/s", three figures
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);  // "12.3 %"

// The most memory that this process has held so far.
[[nodiscard]] std::uint64_t peak_memory_bytes();

}  // namespace schakel::cli
