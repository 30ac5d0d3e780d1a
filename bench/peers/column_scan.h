// Brute force, as an honest opponent would write it: every seeker is looked at, the cheap columns first, eight or more
// at a time with AVX2; who is left has the weights of all its lists added up. There is no index.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bench/peers/profiles.h"
#include "bench/peers/question.h"
#include "engine/top_lists.h"

namespace schakel::bench {

// Exact. Not thread-safe: one per worker. The epoch must outlive it. Memory: four bytes per posting.
class ColumnScan {
 public:
  // Lays the profiles out by seeker. Cost: all postings once.
  explicit ColumnScan(const Epoch& epoch);

  // The k best seekers, best first.
  [[nodiscard]] std::vector<Ranked> best(const Question& question, std::uint32_t k);

  [[nodiscard]] std::uint64_t bytes() const;

 private:
  void mark(const Question& question);
  void unmark(const Question& question);
  [[nodiscard]] std::uint32_t gathered(std::uint32_t seeker) const;
  [[nodiscard]] bool passes(const Question& question, std::uint32_t seeker) const;
  // Asks memory for the rows of those of the 64 seekers from `first` on who are left.
  void prefetch(std::uint32_t first, std::uint64_t left) const;
  void look_at(const Question& question, std::uint32_t seeker, TopLists& top) const;

  const Epoch& epoch_;
  Profiles points_, musts_;
  std::vector<std::uint32_t> weights_;  // per list: what the current question gives for it
  std::vector<std::uint32_t> asked_;    // a bit per list: whether it gives anything; fits the first cache
};

}  // namespace schakel::bench
