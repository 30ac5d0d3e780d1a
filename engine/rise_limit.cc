#include "engine/rise_limit.h"

#include <algorithm>
#include <vector>

namespace schakel {

std::int32_t rise_of(std::int32_t shift) {
  constexpr std::int32_t kEach = kUnits;
  const std::int32_t most = shift + kEach - 1;
  return most >= 0 ? most / kEach : -((kEach - 1 - most) / kEach);
}

Limit choose_limit(const Epoch& epoch, const EpochDrift& drift, const VacancyLists& lists) {
  constexpr std::uint32_t kMost = 1000;
  std::vector<std::uint64_t> seekers(kMost + 2), short_lists(kMost + 2);  // by rise, by gap
  std::uint64_t to_match = 0;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
    if (drift.seekers.same[s] == 0)
      ++to_match;
    else
      ++seekers[static_cast<std::size_t>(std::clamp<std::int32_t>(rise_of(drift.shift[s]), 0, kMost + 1))];
  std::vector<std::int32_t> gaps(epoch.vacancies());
  for_each_list(epoch.vacancies(), [&](std::uint32_t v) { gaps[v] = lists.gap(v).value_or(kMost + 1); });
  for (const std::int32_t gap : gaps) ++short_lists[static_cast<std::size_t>(std::min<std::int32_t>(gap, kMost + 1))];
  std::uint64_t rising = 0, failing = 0;
  for (const std::uint64_t count : seekers) rising += count;
  Limit best{.visits = ~std::uint64_t{0}};
  for (std::uint32_t points = 0; points <= kMost; ++points) {
    rising -= seekers[points];
    failing += short_lists[points];
    const std::uint64_t visits =
        (to_match + rising) * epoch.vacancies() / epoch.block_seekers() + failing * epoch.blocks();
    if (visits < best.visits) best = {points, visits};
  }
  return best;
}

}  // namespace schakel
