// What was measured, as a table for people and as JSON for machines.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/server/load/measure.h"

namespace schakel::load {

struct Report {
  std::string mode;
  std::vector<std::shared_ptr<Measured>> stretches;
  std::vector<std::pair<std::string, double>> figures;  // what follows from them
  std::string failure;                                  // why it counts for nothing; empty: it counts

  // Prints the row of a stretch as soon as it is there.
  void add(const std::shared_ptr<Measured>& measured);
  void add(std::string_view figure, double value);
};

void print_heading();
[[nodiscard]] std::string to_json(const Report& report);

}  // namespace schakel::load
