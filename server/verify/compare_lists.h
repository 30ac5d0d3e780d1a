// The lists of a run against the reference scorer: the model as written for reading, over all counterparts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/match_lists.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct CompareOptions {
  std::uint32_t sample = 300;  // lists of each direction; all where there are fewer
  std::uint64_t seed = 1;      // another seed, another sample
  int threads = 0;             // 0: as many as there are cores
  // Told the number of lists done so far, and of all; by one thread at a time. May be empty.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
};

struct Comparison {
  std::uint64_t vacancy_lists = 0, seeker_lists = 0;  // compared
  std::uint64_t rows = 0;                             // in them
  std::uint64_t pairs = 0;                            // that the reference scorer looked at
  std::vector<std::string> differences;               // a sentence for each list that differs; vacancies first
};

// Computes a sample of lists anew, with their reserve, from the epoch's frozen records and compares every row: who
// stands there, the total, low and high, the categories, points and distance, and each item's quality and points as the
// engine explains them. The result does not depend on the threads. Cost: seconds to read the records, then about 10 s
// per 300 vacancies of a market of 100,000 seekers and core; memory about 4 KB per record.
[[nodiscard]] Comparison compare_lists(const Epoch& epoch, const Run& run, const CompareOptions& options);

}  // namespace schakel
