#include "bench/support/live_lists.h"

#include <algorithm>
#include <vector>

#include "bench/support/stopwatch.h"
#include "engine/match.h"

namespace schakel::bench {
namespace {

constexpr std::uint32_t kAsked = 2000;

LiveTimes times_of(std::vector<double>& seconds) {
  std::ranges::sort(seconds);
  const auto at = [&](double share) {
    const auto i = static_cast<std::size_t>(share * static_cast<double>(seconds.size()));
    return seconds.empty() ? 0 : seconds[std::min(seconds.size() - 1, i)];
  };
  return {at(0.5), at(0.99)};
}

// Asks every so many of `all`; adds up the rows.
template <class Ask>
LiveTimes ask_side(std::uint32_t all, std::uint32_t& asked, std::uint64_t& checksum, const Ask& ask) {
  std::vector<double> seconds;
  for (std::uint32_t i = 0; i < all; i += std::max(1U, all / kAsked)) {
    const double before = thread_cpu();
    for (const Ranked& row : ask(i)) checksum += row.key ^ row.other;
    seconds.push_back(thread_cpu() - before);
  }
  asked = static_cast<std::uint32_t>(seconds.size());
  return times_of(seconds);
}

}  // namespace

LiveLists live_lists(Market market, std::uint32_t k) {
  const VacancyIndex index(market.epoch());
  Matcher matcher(market, &index);
  const MatchOptions options{.k = k, .weights = market.model().weights};
  LiveLists lists;
  lists.vacancy = ask_side(market.vacancies(), lists.vacancies, lists.checksum, [&](std::uint32_t v) {
    return market.has(VacancyId{v}) ? matcher.for_vacancy(VacancyId{v}, options).rows : std::vector<Ranked>{};
  });
  lists.seeker = ask_side(market.seekers(), lists.seekers, lists.checksum, [&](std::uint32_t s) {
    return market.has(SeekerId{s}) ? matcher.for_seeker(SeekerId{s}, options).rows : std::vector<Ranked>{};
  });
  return lists;
}

}  // namespace schakel::bench
