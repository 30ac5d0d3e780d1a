// Some seekers matched with all vacancies, and some vacancies with all seekers: what is left to do where the others'
// pairs are known. Of rematch_after.cc and rematch_since.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/match_lists.h"
#include "engine/rematch.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Who is matched with everybody, and their numbers among those.
template <class Id>
struct Matched {
  explicit Matched(std::vector<std::uint8_t> chosen) : is(std::move(chosen)), number(is.size()) {
    for (std::uint32_t i = 0; i < is.size(); ++i) {
      number[i] = static_cast<std::uint32_t>(ids.size());
      if (is[i] != 0) ids.push_back(Id{i});
    }
  }
  std::vector<std::uint8_t> is;  // 1: matched
  std::vector<std::uint32_t> number;
  std::vector<Id> ids;
};

// What was found for one side: lists of those who were matched themselves, and of the others rows with them.
struct FoundRows {
  MatchRows own, with_matched;
  // Of list i. Its rows name their counterparts as the epoch does.
  template <class Id>
  [[nodiscard]] std::span<const MatchRow> rows(const Matched<Id>& matched, std::uint32_t i) const {
    return matched.is[i] != 0 ? MatchRowSpans{own.begin, own.rows}[matched.number[i]]
                              : MatchRowSpans{with_matched.begin, with_matched.rows}[i];
  }
};

struct FoundPairs {
  FoundRows seekers, vacancies;
  KernelCounts kernel;
};

// Runs both until they are done; Rematch::run_both() does. `plan` is another where they match others, or from other
// thresholds: a hash.
using RunBoth = std::function<void(const std::string& plan, Rematch& seekers, Rematch& vacancies)>;

struct MatchSomeOptions {
  std::uint32_t k = 50;
  std::uint32_t threads = 0;  // 0: all cores
  Thresholds start;           // as RematchOptions::start; one of every seeker and vacancy of the epoch
  Seeds seeds;                // as RematchOptions::seeds, per seeker that is matched
  RematchProgress progress;
  RunBoth run;  // run_both() without
};

// The best k pairs of every list, among those with a seeker or a vacancy that is chosen.
[[nodiscard]] FoundPairs match_some(const Epoch& epoch, const Matched<SeekerId>& seekers,
                                    const Matched<VacancyId>& vacancies, MatchSomeOptions options);

}  // namespace schakel
