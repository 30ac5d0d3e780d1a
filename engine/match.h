// One live list from the epoch: for a vacancy on the phone, or for a seeker at the desk.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/top_lists.h"
#include "index/epoch/epoch.h"
#include "index/epoch/expand.h"

namespace schakel {

struct MatchOptions {
  std::uint32_t k = 20;          // 1..1000
  CategoryWeights weights;       // of this request; sum 10000
  bool exclude_unknown = false;  // leave out pairs with an unknown criterion
};

struct MatchAnswer {
  std::vector<Ranked> rows;      // best first
  std::uint64_t considered = 0;  // counterparts within reach by their bounds
};

// Answers queries one after another. Not thread-safe: one per worker; the epoch must outlive it. Holds scratch of some
// megabytes; the answers are exact.
class Matcher {
 public:
  explicit Matcher(const Epoch& epoch);

  // The k best seekers for a vacancy. Cost: some microseconds per block within reach.
  [[nodiscard]] MatchAnswer for_vacancy(VacancyId vacancy, const MatchOptions& options);
  // The k best vacancies for a seeker. Cost: some nanoseconds per vacancy, and about 50 per vacancy within reach.
  [[nodiscard]] MatchAnswer for_seeker(SeekerId seeker, const MatchOptions& options);

 private:
  void rate_items(SeekerId seeker);
  [[nodiscard]] bool fails_must(VacancyId vacancy, SeekerId seeker) const;

  const Epoch& epoch_;
  NodeIndex index_;
  Expander expander_;
  std::vector<Scaled> unreachable_;     // thresholds of seekers, who take no candidates here
  std::vector<std::uint16_t> quality_;  // per node, of the current seeker
  std::vector<NodeId> rated_;
};

}  // namespace schakel
