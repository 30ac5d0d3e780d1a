// Figures as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::cli {

[[nodiscard]] std::string thousands(std::uint64_t number);                   // "1,234,567"
[[nodiscard]] std::string human_bytes(std::uint64_t bytes);                  // "1.2 GiB"
[[nodiscard]] std::string human_seconds(double seconds);                     // "0.42 s", "3 min 05 s"
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);  // "12.3 %"

// "123,000/s", or "123,000 pairs/s" of " pairs"; three figures.
[[nodiscard]] std::string per_second(std::uint64_t number, double seconds, std::string_view unit = "");

// The most memory that this process has held so far.
[[nodiscard]] std::uint64_t peak_memory_bytes();

}  // namespace schakel::cli
