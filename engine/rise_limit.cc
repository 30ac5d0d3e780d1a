#include "engine/rise_limit.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <vector>

#include "engine/known_lists.h"

namespace schakel {

std::int32_t rise_of(std::int32_t shift) {
  constexpr std::int32_t kEach = kUnits;
  const std::int32_t most = shift + kEach - 1;
  return most >= 0 ? most / kEach : -((kEach - 1 - most) / kEach);
}

namespace {

// Of values that were counted, at least 1.
std::uint64_t median(const std::vector<std::uint64_t>& counts) {
  const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  std::uint64_t value = 0;
  for (std::uint64_t below = 0; value + 1 < counts.size() && 2 * (below + counts[value]) < all; ++value)
    below += counts[value];
  return std::max<std::uint64_t>(value, 1);
}

// How far the k-th row of a list of the same vacancy, scored anew, stands above the floor of the list; nothing when it
// has none.
std::optional<std::int32_t> gap(const Run& then, const RescoredLists& rescored, VacancyId before, std::uint32_t k) {
  const auto floor = then.floor(before);
  if (!floor) return std::nullopt;
  std::vector<std::uint16_t> totals = rescored.known(before);
  if (totals.size() < k) return 0;
  const auto kth = totals.begin() + (k - 1);
  std::ranges::nth_element(totals, kth, std::greater<>());
  return std::max(0, std::int32_t{*kth} - static_cast<std::int32_t>(*floor));
}

}  // namespace

Limit choose_limit(const Epoch& epoch, const EpochDrift& drift, const Run& then, const RescoredLists& rescored,
                   std::uint32_t k) {
  constexpr std::uint32_t kMost = 1000;
  std::vector<std::uint64_t> seekers(kMost + 2), short_lists(kMost + 2);  // by rise, by gap
  std::uint64_t to_match = 0;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
    if (drift.seekers.same[s] == 0)
      ++to_match;
    else
      ++seekers[static_cast<std::size_t>(std::clamp<std::int32_t>(rise_of(drift.shift[s]), 0, kMost + 1))];
  std::vector<std::int32_t> gaps(epoch.vacancies(), kMost + 1);
  for_each_list(epoch.vacancies(), [&](std::uint32_t v) {
    if (drift.vacancies.same[v] != 0)
      gaps[v] = gap(then, rescored, VacancyId{drift.vacancies.then[v]}, k).value_or(kMost + 1);
  });
  for (const std::int32_t gap : gaps) ++short_lists[static_cast<std::size_t>(std::min<std::int32_t>(gap, kMost + 1))];
  // The floors of all lists rise by the limit, and when they reach the k-th rows a rematch is due: about half of all
  // visits.
  const std::uint64_t rematch = std::uint64_t{epoch.vacancies()} * epoch.blocks() / 2;
  const std::uint64_t worn = rematch / median(short_lists);
  std::uint64_t rising = 0, failing = 0, least = ~std::uint64_t{0};
  for (const std::uint64_t count : seekers) rising += count;
  Limit best;
  for (std::uint32_t points = 0; points <= kMost; ++points) {
    rising -= seekers[points];
    failing += short_lists[points];
    const std::uint64_t visits =
        (to_match + rising) * epoch.vacancies() / epoch.block_seekers() + failing * epoch.blocks();
    if (visits + points * worn >= least) continue;
    least = visits + points * worn;
    best = {points, visits};
  }
  return best;
}

}  // namespace schakel
