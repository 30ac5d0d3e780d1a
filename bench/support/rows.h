// What a benchmark tells, for bench/report.py: one line per run on standard output, fields separated by tabs.
#pragma once

#include <cstdint>
#include <string_view>

namespace schakel::bench {

// Which reference a benchmark is held against: the work of one thread, or of all cores at once.
enum class Cores : std::uint8_t { kOne, kAll };

struct Row {
  std::string_view name;
  std::string_view counted;  // what `count` counts, as in "rows"
  std::uint64_t count = 1;
  double wall = 0, cpu = 0;  // seconds
  Cores cores = Cores::kAll;
  std::string_view market = "starter";  // market_name(), or the embedded one
  std::string_view checksum;
};

void print(const Row& row);

// Runs the reference work some times, on one thread and on all, and prints a row for each.
void print_references();

}  // namespace schakel::bench
