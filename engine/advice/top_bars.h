// Who holds the last row of each vacancy's list against one seeker: docs/advice.md section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/advice/list_place.h"
#include "engine/match_lists.h"

namespace schakel {

// For one seeker (by id; it need not be in the epoch) and every vacancy: the row that the seeker has to stand above to
// be among the `top` best, all others as they are. Immutable; share between threads.
class TopBars {
 public:
  // Takes the bars from the run where it tells them, and makes a live list for each other vacancy that is within reach
  // of one of `reach`, in parallel on the threads of TBB's current arena. The run (none: null) is of the book's epoch,
  // and by the weights of the strategy, as runs are: for other weights it tells nothing.
  TopBars(const GuestBook& book, const CategoryWeights& weights, const Run* run, std::uint32_t top,
          std::string_view seeker, std::span<const SeekerView> reach);

  // Whether the seeker stands among the best of the vacancy with this total and tie. Requires a vacancy within reach.
  [[nodiscard]] bool is_among(VacancyId vacancy, const ListPlace& own) const {
    const auto& bar = bars_[vacancy.value];
    return !bar || above(own, *bar);
  }

  [[nodiscard]] const CategoryWeights& weights() const { return weights_; }

  // How many live lists it took.
  [[nodiscard]] std::uint64_t live_lists() const { return live_lists_; }

 private:
  [[nodiscard]] ListPlace place_of(VacancyId vacancy, SeekerId seeker, std::uint32_t total) const;
  [[nodiscard]] bool bar_from_run(const Run& run, VacancyId vacancy, Matcher* matcher);
  void bar_from_list(Matcher& matcher, VacancyId vacancy);

  Market market_;
  CategoryWeights weights_;
  std::uint32_t top_;
  std::string_view seeker_;
  std::vector<std::optional<ListPlace>> bars_;
  std::uint64_t live_lists_ = 0;
};

}  // namespace schakel
