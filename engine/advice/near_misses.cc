#include "engine/advice/near_misses.h"

#include <algorithm>

#include "engine/advice/list_place.h"

namespace schakel {
namespace {

// `each` visits the pairs of one list, `place` says what decides about the order.
template <class Each, class PlaceOf>
std::vector<NearMiss> best_misses(const Each& each, const PlaceOf& place, std::uint32_t k) {
  std::vector<Visited> misses;
  const auto better = [&](const Visited& a, const Visited& b) { return above(place(a), place(b)); };
  std::uint32_t threshold = 0;
  each(Admit::kOneMustFails, [&](const Visited& pair) {
    if (pair.total >= threshold) misses.push_back(pair);
    if (misses.size() < std::size_t{2} * k + 64) return threshold;
    std::ranges::nth_element(misses, misses.begin() + k - 1, better);
    misses.resize(k);
    return threshold = misses.back().total;
  });
  std::ranges::sort(misses, better);
  misses.resize(std::min<std::size_t>(misses.size(), k));
  if (misses.empty()) return {};

  const std::uint32_t least = misses.back().total;
  std::vector<Visited> eligible;
  each(Admit::kEligible, [&](const Visited& pair) {
    eligible.push_back(pair);
    return least;
  });
  std::ranges::sort(eligible, better);
  std::vector<NearMiss> answer;
  for (const Visited& miss : misses) {
    const auto below = std::ranges::lower_bound(eligible, miss, better);
    answer.push_back({miss.other, miss.total, miss.failing, static_cast<std::uint64_t>(below - eligible.begin()) + 1});
  }
  return answer;
}

}  // namespace

std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                                  std::uint32_t k) {
  const Market market = matcher.market();
  return best_misses([&](Admit admit, const Visit& visit) { matcher.each_seeker(vacancy, weights, admit, visit); },
                     [&](const Visited& pair) { return seeker_place(market, pair); }, k);
}

std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                                  std::uint32_t k) {
  const Market market = matcher.market();
  return best_misses([&](Admit admit, const Visit& visit) { matcher.each_vacancy(seeker, weights, admit, visit); },
                     [&](const Visited& pair) { return vacancy_place(market, pair); }, k);
}

}  // namespace schakel
